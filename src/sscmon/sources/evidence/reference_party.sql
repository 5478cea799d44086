-- joint providers and partners that a document does not split; their names come from their parts
select distinct party_id, 'joint' as party_type
from (
    select provider_code as party_id from staged.evidence_flow
    union all
    select partner_code from staged.evidence_flow
    union all
    select provider_code from staged.evidence_quantity
    union all
    select partner_code from staged.evidence_quantity
)
where contains(party_id, '+')
