/*
definition: "Who takes part in an activity and in which role."
grain: one party in one role in one activity
unit: none
*/
select * from contribution.participation
