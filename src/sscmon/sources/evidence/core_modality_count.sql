select
    count_id,
    actor_code as provider_id,
    group_id,
    period_start_year,
    period_end_year,
    modality,
    initiative_measure,
    value_op,
    initiative_count,
    count_unit,
    document_id,
    confidence,
    note,
    source_id,
    source_row_key,
    snapshot_id
from staged.evidence_modality_count
