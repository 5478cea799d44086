select
    membership_id,
    group_id,
    iso3,
    valid_from as valid_from_text,
    valid_to as valid_to_text,
    status as membership_status,
    source_id as document_id,
    confidence,
    notes as note,
    source_row_key,
    shape_error
from parsed.membership
