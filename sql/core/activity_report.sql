/*
definition: "Reports of one activity by its sides, with the amount the side reports."
grain: one report of one activity by one side
unit: USD
*/
select * from contribution.activity_report
