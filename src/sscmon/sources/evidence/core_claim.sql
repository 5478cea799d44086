select
    claim_id,
    claim_subject,
    claim_measure,
    value_op,
    claimed_value,
    claim_unit,
    period_text,
    as_of_text,
    document_id,
    quote_locator,
    confidence,
    source_id,
    source_row_key,
    snapshot_id
from staged.evidence_claim
