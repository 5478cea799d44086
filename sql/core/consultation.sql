/*
definition: "Consultations with affected peoples on an activity."
grain: one consultation on one activity
unit: none
*/
select * from contribution.consultation
