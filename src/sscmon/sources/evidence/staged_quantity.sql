select
    fact_id,
    provider as provider_code,
    partner as partner_code,
    period as period_text,
    kind,
    kind_detail,
    value_op,
    value as quantity_value,
    unit as quantity_unit,
    value_type,
    as_of as as_of_text,
    alt_group,
    source_id as document_id,
    confidence,
    notes as note,
    source_row_key,
    shape_error
from parsed.quantity
