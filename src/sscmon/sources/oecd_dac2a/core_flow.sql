with value as (
    select * from staged.oecd_dac2a_value
),
area as (
    select code, party_id, area_type from house.dac_area_sdmx
),
country as (
    select iso3, is_dac_member = 'true' as is_dac_member from house.country
),
measure as (
    select measure_code, flow_stage, kind, is_total = 'true' as is_total from mapping.oecd_dac2a_measures
),
placed as (
    select
        value.*,
        provider.party_id as provider_id,
        partner.party_id as partner_id,
        provider.area_type = 'provider_total' or partner.area_type = 'recipient_total' as is_aggregate,
        coalesce(not country.is_dac_member, false) as is_not_dac,
        measure.flow_stage,
        measure.kind,
        measure.is_total
    from value
    join area as provider on provider.code = value.provider_code
    join area as partner on partner.code = value.partner_code
    join measure using (measure_code)
    left join country on country.iso3 = provider.party_id
    where value.unit_measure = 'USD' and value.price_basis_code = 'V' and value.observed_value is not null
),
final as (
    select
        concat_ws(':', 'oecd_dac2a', provider_code, partner_code, measure_code, year) as flow_id,
        provider_id,
        partner_id,
        year as period_start_year,
        year as period_end_year,
        false as is_part_year,
        flow_stage,
        case when is_not_dac and not is_aggregate then '_X' else 'CONTEXT' end as modality,
        kind,
        '10' as flow_type,
        case
            when is_aggregate then 'EXCLUDED'
            when is_not_dac then 'UNDETERMINED'
            else 'CONTEXT'
        end as ssc_eligibility,
        '=' as value_op,
        observed_value * power(10, unit_mult)::bigint as amount_original,
        'USD' as currency_code,
        'V' as price_base,
        is_total,
        false as is_derived,
        'A' as confidence,
        case when is_aggregate then 'sum of other rows of this source' end as note,
        coalesce(obs_status, 'A') as obs_status,
        source_id,
        source_row_key,
        snapshot_id
    from placed
)
select * from final
