/*
definition: Documents in which figures were read.
grain: one document
unit: none
*/
select * from contribution.document
