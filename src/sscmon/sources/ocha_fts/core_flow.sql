-- What governments of the South give. Each flow once, in its newest version. A parked flow holds what has not been split
-- off yet and its parts hold the rest, so all of them are counted; money that goes round inside the system is not.
with flow as (
    select *
    from staged.ocha_fts_flow
    qualify row_number() over (partition by fts_flow_id order by version_number desc nulls last, source_row_key) = 1
),
country as (
    select iso3, name_en, is_dac_member = 'true' as is_dac_member, region_m49 from house.country
),
place as (
    select location_name as place, iso3 from staged.ocha_fts_location where iso3 is not null
    union
    select place, iso3 from mapping.ocha_fts_place
    union
    select name_en, iso3 from country
    union
    select iso3, iso3 from country
),
known_place as (
    select place, min(iso3) as iso3 from place group by place having count(distinct iso3) = 1
),
government as (
    select
        flow.*,
        coalesce(by_place.iso3, by_name.iso3) as provider_id
    from flow
    left join known_place as by_place on by_place.place = flow.source_places
    left join known_place as by_name
        on by_name.place = regexp_replace(flow.source_organisations, ', Government of$', '')
    where flow.source_types = 'Government'
),
southern as (
    select government.*
    from government
    join country on country.iso3 = government.provider_id
    left join mapping.ocha_fts_not_southern as not_southern on not_southern.iso3 = country.iso3
    where not country.is_dac_member and country.region_m49 is distinct from '150' and not_southern.iso3 is null
),
dated as (
    select
        *,
        list_sort(list_transform(string_split(destination_years, '; '), lambda year: try_cast(year as bigint))) as years
    from southern
),
final as (
    select
        'ocha_fts:' || dated.fts_flow_id as flow_id,
        dated.provider_id,
        coalesce(partner.iso3, 'WLD') as partner_id,
        coalesce(dated.years[1], year(dated.flow_date)) as period_start_year,
        coalesce(dated.years[-1], year(dated.flow_date)) as period_end_year,
        false as is_part_year,
        stage.flow_stage,
        coalesce(channel.modality, '_X') as modality,
        'HUM' as kind,
        '720' as sector_code,
        case when dated.contribution_type_text = 'in kind' then 'B' else 'A' end as ssc_group,
        case
            when dated.is_new_money is null then 'UNDETERMINED'
            when dated.fts_flow_type = 'Carryover' or not dated.is_new_money then 'EXCLUDED'
            else 'SSC'
        end as ssc_eligibility,
        '=' as value_op,
        case when dated.currency_code is not null then coalesce(dated.amount_original, dated.amount_usd_nominal)
            else dated.amount_usd_nominal end as amount_original,
        case when dated.amount_original is not null then coalesce(dated.currency_code, 'USD') else 'USD' end
            as currency_code,
        'V' as price_base,
        false as is_total,
        false as is_derived,
        'OCHA_FTS' as document_id,
        'B' as confidence,
        nullif(
            concat_ws(
                '; ',
                case when dated.fts_flow_type <> 'Standard' then lower(dated.fts_flow_type) end,
                case when not dated.is_new_money then 'money that was counted before' end,
                case when dated.is_new_money is null then 'the table does not say whether the money is new' end
            ),
            ''
        ) as note,
        case when partner.iso3 is null then 'U' else 'A' end as obs_status,
        dated.source_id,
        dated.source_row_key,
        dated.snapshot_id
    from dated
    left join known_place as partner on partner.place = dated.destination_places
    left join mapping.ocha_fts_status as stage using (status_text)
    left join mapping.ocha_fts_channel as channel using (destination_types)
    where dated.amount_usd_nominal <> 0
)
select * from final
