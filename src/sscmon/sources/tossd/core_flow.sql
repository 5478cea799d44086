-- one flow for each amount of a row: committed, disbursed, come back
with activity as (
    select
        *,
        unnest([
            {'mark': 'D', 'flow_stage': 'DISBURSEMENT', 'thousand': disbursement_thousand_usd_nominal},
            {'mark': 'C', 'flow_stage': 'COMMITMENT', 'thousand': commitment_thousand_usd_nominal},
            {'mark': 'R', 'flow_stage': 'REPAYMENT', 'thousand': reflow_thousand_usd_nominal}
        ]) as amount
    from staged.tossd_activity
),
area as (
    select code, party_id, area_type from house.dac_area
),
country as (
    select iso3, is_dac_member = 'true' as is_dac_member from house.country
),
modality as (
    select modality_tossd, kind, counts_as from mapping.tossd_modalities
),
kind_list as (
    select code, ssc_group from house.kind
),
judged as (
    select
        activity.*,
        provider.party_id as provider_id,
        partner.party_id as partner_id,
        case
            when provider.area_type = 'provider_total' then 'aggregate of several providers'
            when partner.area_type = 'recipient_total' then 'total of several partners'
            when activity.tossd_pillar = '0' then 'placeholder without pillar'
            when activity.source_name ilike '%proxy%' then 'CRS data used as proxy'
        end as excluded_because,
        coalesce(modality.counts_as, 'COOPERATION') = 'CONTEXT'
            or coalesce(activity.sector_code in ('910', '930'), false)
            or coalesce(activity.finance_type in ('1000', '1100'), false) as is_context,
        coalesce(country.is_dac_member, false) as is_dac_member,
        country.iso3 is not null as is_country,
        case
            when activity.finance_type in ('1000', '1100') then 'CTX'
            when modality.kind is not null and modality.kind <> 'FIN_GRANT' then modality.kind
            when activity.finance_type like '5__' or activity.finance_type in ('310', '311', '432', '434')
                then 'FIN_EQUITY'
            when activity.finance_type like '42_' or activity.finance_type like '43_' then 'FIN_LOAN'
            when activity.modality_tossd = 'J01' and activity.sector_code in ('720', '730', '740') then 'HUM'
            when activity.modality_tossd = 'J01' then '_X'
            when modality.kind is not null or activity.finance_type in ('100', '110') then 'FIN_GRANT'
            else '_X'
        end as kind
    from activity
    join area as provider on provider.code = activity.provider_code
    join area as partner on partner.code = activity.partner_code
    left join country on country.iso3 = provider.party_id
    left join modality using (modality_tossd)
    where activity.amount.thousand <> 0
),
final as (
    select
        concat_ws(':', 'tossd', judged.source_row_key, judged.amount.mark) as flow_id,
        case when judged.framework_of_collaboration is not null and judged.excluded_because is null
            then 'tossd:' || judged.tossd_id end as activity_id,
        judged.provider_id,
        judged.partner_id,
        judged.year as period_start_year,
        judged.year as period_end_year,
        false as is_part_year,
        judged.amount.flow_stage as flow_stage,
        case judged.framework_of_collaboration
            when 'FC01' then 'BIL'
            when 'FC02' then 'TRI'
            when 'FC03' then 'MUL'
            else case when judged.is_country and not judged.is_dac_member then '_X' else 'CONTEXT' end
        end as modality,
        judged.kind,
        judged.sector_code,
        judged.finance_type,
        judged.modality_tossd,
        case when kind_list.ssc_group in ('A', 'B', 'C') then kind_list.ssc_group end as ssc_group,
        case
            when judged.excluded_because is not null then 'EXCLUDED'
            when judged.is_context then 'CONTEXT'
            when judged.framework_of_collaboration = 'FC02' then 'SSC'
            when judged.framework_of_collaboration is not null and not judged.is_dac_member then 'SSC'
            when judged.framework_of_collaboration is not null then 'UNDETERMINED'
            when judged.is_country and not judged.is_dac_member then 'UNDETERMINED'
            else 'CONTEXT'
        end as ssc_eligibility,
        '=' as value_op,
        judged.amount.thousand * 1000 as amount_original,
        'USD' as currency_code,
        'V' as price_base,
        false as is_total,
        false as is_derived,
        'A' as confidence,
        judged.excluded_because as note,
        case when judged.source_name ilike '%estimate%' then 'I' else 'A' end as obs_status,
        judged.source_id,
        judged.source_row_key,
        judged.snapshot_id
    from judged
    left join kind_list on kind_list.code = judged.kind
)
select * from final
