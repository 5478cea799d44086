/*
definition: "Where each institution sits, since when, on what legal basis and with which information system."
grain: one institution over one period
unit: none
*/
select * from contribution.institution_profile
