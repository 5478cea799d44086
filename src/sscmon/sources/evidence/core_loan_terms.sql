select
    terms_id,
    provider_code as provider_id,
    partner_code as partner_id,
    terms_instrument,
    terms_condition,
    maturity_years,
    grace_years,
    cast(string_split(interest_rate_text, '-')[1] as double) as interest_rate_low_pct,
    cast(string_split(interest_rate_text, '-')[-1] as double) as interest_rate_high_pct,
    financed_share_pct,
    document_id,
    confidence,
    note,
    source_id,
    source_row_key,
    snapshot_id
from staged.evidence_term
