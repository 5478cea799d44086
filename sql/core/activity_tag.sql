/*
definition: "Tags of activities (SDG, Buen Vivir, rights); weights sum to 1 in each vocabulary."
grain: one tag of one activity in one vocabulary
unit: share
*/
select * from contribution.activity_tag
