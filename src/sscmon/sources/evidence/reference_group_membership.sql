select
    membership_id,
    group_id,
    iso3,
    first_day(valid_from_text) as valid_from_date,
    precision_of(valid_from_text) as valid_from_precision,
    first_day(valid_to_text) as valid_to_date,
    precision_of(valid_to_text) as valid_to_precision,
    membership_status,
    document_id,
    confidence,
    note,
    source_id,
    source_row_key,
    snapshot_id
from staged.evidence_membership
