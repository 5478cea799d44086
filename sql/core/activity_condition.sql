/*
definition: "Conditions of activities as the sources state them, attached or stated not to be."
grain: one type of condition of one activity
unit: none
*/
select * from contribution.activity_condition
