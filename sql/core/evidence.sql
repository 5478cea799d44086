/*
definition: "Evidence for scores and reports."
grain: one piece of evidence
unit: none
*/
select * from contribution.evidence
