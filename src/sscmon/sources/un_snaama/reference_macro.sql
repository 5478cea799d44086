-- former states and parts of countries are left out by name (area.csv); a code nobody knows breaks the contract
with country as (
    select m49, iso3 from house.country
),
named as (
    select
        value.*,
        coalesce(country.iso3, 'M49 ' || value.m49_code) as iso3,
        aggregate.series
    from staged.un_snaama_value as value
    join mapping.un_snaama_aggregate as aggregate using (aggregate_name)
    left join mapping.un_snaama_area as area using (m49_code)
    left join country on country.m49 = value.m49_code
    where area.m49_code is null
),
final as (
    select
        iso3,
        year,
        series,
        series_value,
        'current USD' as series_unit,
        'United Nations Statistics Division, National Accounts Main Aggregates' as publisher,
        split_part(split_part(snapshot_id, '/', 2), '_', 1) as vintage,
        source_id,
        source_row_key,
        snapshot_id
    from named
)
select * from final
