-- aggregates and areas without an ISO code are left out by name (area.csv); a code nobody knows breaks the contract
select
    value.area_code as iso3,
    value.year,
    series.series,
    value.series_value,
    series.series_unit,
    'World Bank, World Development Indicators, ' || value.series_code as publisher,
    coalesce(value.vintage, split_part(split_part(value.snapshot_id, '/', 2), '_', 1)) as vintage,
    value.source_id,
    value.source_row_key,
    value.snapshot_id
from staged.worldbank_value as value
join mapping.worldbank_series as series using (series_code)
left join mapping.worldbank_area as area using (area_code)
where area.area_code is null
