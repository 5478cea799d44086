/*
definition: "Assessments of activities, instruments and providers, in words or by rubric."
grain: one assessment
unit: none
*/
select * from contribution.assessment
