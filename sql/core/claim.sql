/*
definition: "Figures asserted in documents, to be computed again."
grain: one claim
unit: claim_unit
*/
select * from contribution.claim
