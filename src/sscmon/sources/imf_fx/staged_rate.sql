select
    "Country code" as imf_area_code,
    "Currency" as currency_code,
    "Frequency" as frequency_code,
    "Date" as period_end_date,
    left("Date", 4) as year,
    "Rate" as lcu_per_usd,
    "Source" as publisher,
    source_row_key,
    shape_error
from parsed.rate
