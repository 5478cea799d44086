/*
definition: "Records of several sources that describe one real thing."
grain: one record in one cluster
unit: none
*/
select * from contribution.link_cluster
