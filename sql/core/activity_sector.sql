/*
definition: "Sectors of activities; weights sum to 1 in each vocabulary."
grain: one sector of one activity in one vocabulary
unit: share
*/
select * from contribution.activity_sector
