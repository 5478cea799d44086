-- the rate and the deflator that OECD used are in the ratios of a figure's current, constant and national amounts;
-- the largest figure of a provider and year gives them with the most digits
with value as (
    select
        provider_code, year, measure_code, flow_type_code, sector_sdmx, tying_sdmx, unit_measure, price_basis_code,
        base_year, observed_value, source_id, source_row_key, snapshot_id
    from staged.oecd_dac1_value
    where observed_value > 0
),
country as (
    select area.code, area.party_id as iso3 from house.dac_area_sdmx as area where area.area_type = 'country'
),
current_price as (
    select * from value where unit_measure = 'USD' and price_basis_code = 'V'
),
pair as (
    select
        current_price.provider_code,
        current_price.year,
        current_price.observed_value as current_value,
        other.observed_value as other_value,
        other.unit_measure,
        other.base_year,
        other.source_id,
        other.source_row_key,
        other.snapshot_id
    from current_price
    join value as other using (provider_code, year, measure_code, flow_type_code, sector_sdmx, tying_sdmx)
    where other.unit_measure = 'XDC' or other.price_basis_code = 'Q'
    qualify row_number() over (
        partition by current_price.provider_code, current_price.year, other.unit_measure
        order by current_price.observed_value desc, other.source_row_key
    ) = 1
),
final as (
    select
        country.iso3,
        pair.year,
        case pair.unit_measure when 'XDC' then 'dac_lcu_per_usd' else 'dac_deflator' end as series,
        case pair.unit_measure
            when 'XDC' then pair.other_value::double / pair.current_value
            else 100 * pair.current_value::double / pair.other_value
        end as series_value,
        case pair.unit_measure when 'XDC' then 'LCU per USD' else 'index, ' || pair.base_year || ' = 100' end as series_unit,
        'OECD' as publisher,
        left(split_part(pair.snapshot_id, '/', 2), 10) as vintage,
        pair.source_id,
        pair.source_row_key,
        pair.snapshot_id
    from pair
    join country on country.code = pair.provider_code
)
select * from final
