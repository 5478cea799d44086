select
    count_id,
    actor as actor_code,
    region as group_id,
    year_start as period_start_year,
    year_end as period_end_year,
    modality,
    measure as initiative_measure,
    value_op,
    value as initiative_count,
    unit as count_unit,
    source_id as document_id,
    confidence,
    notes as note,
    source_row_key,
    shape_error
from parsed.modality_count
