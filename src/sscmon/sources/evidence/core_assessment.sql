select
    assessment_id,
    actor_code as party_id,
    assessed_object,
    try_cast(year_text as bigint) as year,
    dimension_text,
    finding,
    summary,
    true as has_consent,
    document_id,
    confidence,
    note,
    source_id,
    source_row_key,
    snapshot_id
from staged.evidence_assessment
