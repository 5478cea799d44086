with value as (
    select * from staged.oecd_dac1_value
),
area as (
    select code, party_id from house.dac_area_sdmx
),
measure as (
    select * from mapping.oecd_dac1_measures
),
final as (
    select
        area.party_id as provider_id,
        value.year,
        measure.house_measure as measure_code,
        case value.unit_measure
            when 'USD' then value.observed_value * power(10, value.unit_mult)::bigint / 1000000
            else value.observed_value
        end as measure_value,
        value.source_id,
        value.source_row_key,
        value.snapshot_id
    from value
    join area on area.code = value.provider_code
    join measure
        on measure.measure_code = value.measure_code
        and measure.flow_type_code = value.flow_type_code
        and measure.unit_measure = value.unit_measure
        and value.price_basis_code = coalesce(measure.price_basis_code, value.price_basis_code)
        and (measure.base_year is null or value.base_year = measure.base_year::bigint)
    where value.sector_sdmx = '_Z' and value.tying_sdmx = '_Z' and value.observed_value is not null
)
select * from final
