select
    term_id as terms_id,
    provider_iso3 as provider_code,
    partner_iso3_or_group as partner_code,
    instrument as terms_instrument,
    condition as terms_condition,
    maturity_years,
    grace_years,
    interest_rate_pct as interest_rate_text,
    financed_share_pct,
    source_id as document_id,
    confidence,
    notes as note,
    source_row_key,
    shape_error
from parsed.term
