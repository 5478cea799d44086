/*
definition: "What a side states of how an activity is run. It is the only way to say no where an absent record says nothing."
grain: one answer of one side to one question on one activity
unit: none
*/
select * from contribution.activity_statement
