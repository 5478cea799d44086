/*
definition: "Initiatives as a manager would name them"
grain:  programmes, projects and actions.:one initiative
unit: none
*/
select * from contribution.activity
