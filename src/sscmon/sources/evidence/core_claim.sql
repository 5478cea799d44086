select
    claim.claim_id,
    claim.claim_subject,
    claim.claim_measure,
    claim.value_op,
    claim.claimed_value,
    claim.claim_unit,
    nullif(regexp_extract(claim.claim_unit, '^direction ([A-Z]{3}) to ', 1), '') as direction_from_id,
    nullif(regexp_extract(claim.claim_unit, ' to ([A-Z]{3})$', 1), '') as direction_to_id,
    topic.claim_topic,
    claim.period_text,
    claim.as_of_text,
    claim.document_id,
    claim.quote_locator,
    claim.confidence,
    claim.source_id,
    claim.source_row_key,
    claim.snapshot_id
from staged.evidence_claim as claim
left join mapping.evidence_claim_topics as topic using (claim_id)
