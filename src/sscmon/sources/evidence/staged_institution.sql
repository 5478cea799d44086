select
    institution_id as org_id,
    country_iso3 as actor_code,
    acronym,
    name as org_name,
    host_branch,
    specialised_agency as specialised_text,
    valid_from as valid_from_text,
    valid_to as valid_to_text,
    legal_basis,
    information_system,
    open_data_url,
    source_id as document_id,
    confidence,
    notes as note,
    source_row_key,
    shape_error
from parsed.institution
