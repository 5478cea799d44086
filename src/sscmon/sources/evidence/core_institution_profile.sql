select
    org_id,
    host_branch,
    specialised_text = 'y' as is_specialised,
    legal_basis,
    information_system,
    open_data_url,
    first_day(valid_from_text) as valid_from_date,
    precision_of(valid_from_text) as valid_from_precision,
    first_day(valid_to_text) as valid_to_date,
    precision_of(valid_to_text) as valid_to_precision,
    document_id,
    confidence,
    note,
    source_id,
    source_row_key,
    snapshot_id
from staged.evidence_institution
