/*
definition: "Identifiers that other systems give to an activity."
grain: one identifier of one activity in one scheme
unit: none
*/
select * from contribution.activity_identifier
