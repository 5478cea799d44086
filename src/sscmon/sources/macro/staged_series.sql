select
    series,
    unit as series_unit,
    source as publisher,
    vintage,
    first_year,
    last_year,
    observations as observation_total,
    licence,
    source_row_key,
    shape_error
from parsed.series
