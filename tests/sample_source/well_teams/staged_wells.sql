select
    fact_id,
    provider_id,
    partner_id,
    year,
    wells as quantity_value,
    source_row_key,
    shape_error
from parsed.wells
