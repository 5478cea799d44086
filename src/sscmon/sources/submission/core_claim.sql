select
    submitted(submitter_id, claim_reference) as claim_id,
    claim_subject,
    claim_measure,
    coalesce(value_op, '=') as value_op,
    claimed_value,
    claim_unit,
    direction_from_id,
    direction_to_id,
    period_text,
    submitted_document(document_title, document_url, published_text) as document_id,
    quote_locator,
    'C' as confidence,
    source_id,
    source_row_key,
    snapshot_id
from staged.submission_claim
