/*
definition: "Organisations that take part in or host cooperation."
grain: one organisation
unit: none
*/
select * from contribution.organisation
