select
    claim_id,
    subject as claim_subject,
    measure as claim_measure,
    value_op,
    value as claimed_value,
    unit as claim_unit,
    period as period_text,
    as_of as as_of_text,
    source_id as document_id,
    quote_locator,
    confidence,
    source_row_key,
    shape_error
from parsed.claim
