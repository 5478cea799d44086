/*
definition: "Claims computed again, with a verdict and its reason."
grain: one claim checked by one method
unit: claim_unit
*/
select * from contribution.claim_check
