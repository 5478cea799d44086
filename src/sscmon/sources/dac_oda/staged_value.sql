select
    donor_code,
    donor_ref,
    donor_name,
    year,
    measure as measure_code,
    value as measure_value,
    source_row_key,
    shape_error
from parsed.value
