select
    observation.iso3,
    observation.year,
    observation.series,
    observation.series_value,
    series.series_unit,
    series.publisher,
    series.vintage,
    observation.source_id,
    observation.source_row_key,
    observation.snapshot_id
from staged.macro_value as observation
join staged.macro_series as series using (series)
