/*
definition: Which country was in which group, from when to when, as far as the dates were seen.
grain: one country in one group over one period
unit: none
*/
select * from contribution.group_membership
