select
    assessment_id,
    provider_or_group as actor_code,
    object as assessed_object,
    year as year_text,
    dimension_text,
    finding,
    summary,
    source_id as document_id,
    confidence,
    notes as note,
    source_row_key,
    shape_error
from parsed.assessment
