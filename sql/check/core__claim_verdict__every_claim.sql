/*
definition: Every claim has a verdict.
grain: one claim without
unit: none
*/
select claim.claim_id
from core.claim as claim
left join core.claim_verdict as verdict using (claim_id)
where verdict.claim_id is null
