/*
definition: "Levels on the ten dimensions of quality."
grain: one dimension of one assessment
unit: level 0 to 4, NA, ND
*/
select * from contribution.assessment_score
