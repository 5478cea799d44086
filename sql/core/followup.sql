/*
definition: "Follow-up of activities after completion, by side."
grain: one follow-up of one activity by one side
unit: none
*/
select * from contribution.followup
