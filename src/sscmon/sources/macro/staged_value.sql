select
    iso3,
    year,
    series,
    value as series_value,
    source_row_key,
    shape_error
from parsed.value
