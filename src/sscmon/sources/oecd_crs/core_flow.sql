-- one flow for each amount of a row: committed, disbursed, repaid
with activity as (
    select
        *,
        unnest([
            {'mark': 'D', 'flow_stage': 'DISBURSEMENT', 'million': disbursement_million_usd_nominal},
            {'mark': 'C', 'flow_stage': 'COMMITMENT', 'million': commitment_million_usd_nominal},
            {'mark': 'R', 'flow_stage': 'REPAYMENT', 'million': received_million_usd_nominal}
        ]) as amount
    from staged.oecd_crs_activity
),
area as (
    select code, party_id, area_type from house.dac_area
),
country as (
    select iso3, is_dac_member = 'true' as is_dac_member from house.country
),
aid_type as (
    select aid_type, kind from mapping.oecd_crs_aid_types
),
kind_list as (
    select code, ssc_group from house.kind
),
placed as (
    select
        activity.*,
        provider.party_id as provider_id,
        partner.party_id as partner_id,
        provider.area_type = 'provider_total' or partner.area_type = 'recipient_total' as is_aggregate,
        coalesce(not country.is_dac_member, false) as is_not_dac,
        activity.bi_multi_code = '8' as is_triangular,
        case
            when activity.finance_type like '6__' then 'FIN_DEBT'
            when aid_type.kind is not null then aid_type.kind
            when activity.finance_type in ('1000', '1100') then 'CTX'
            when activity.finance_type like '5__' or activity.finance_type in ('310', '311', '432', '434')
                then 'FIN_EQUITY'
            when activity.finance_type like '42_' or activity.finance_type like '43_' then 'FIN_LOAN'
            when activity.finance_type in ('100', '110', '210') then 'FIN_GRANT'
            else '_X'
        end as kind,
        -- of the parts of the commitment, the tied status that all of it has
        case
            when greatest(tied_million_usd_nominal, partially_tied_million_usd_nominal, untied_million_usd_nominal) > 0
                then case
                    when coalesce(tied_million_usd_nominal, 0) <= 0
                        and coalesce(partially_tied_million_usd_nominal, 0) <= 0 then '5'
                    when coalesce(untied_million_usd_nominal, 0) <= 0
                        and coalesce(partially_tied_million_usd_nominal, 0) <= 0 then '4'
                    else '3'
                end
        end as tied_status
    from activity
    join area as provider on provider.code = activity.provider_code
    join area as partner on partner.code = activity.partner_code
    left join country on country.iso3 = provider.party_id
    left join aid_type using (aid_type)
    where activity.amount.million <> 0
),
final as (
    select
        concat_ws(':', 'oecd_crs', placed.source_row_key, placed.amount.mark) as flow_id,
        placed.provider_id,
        placed.partner_id,
        placed.year as period_start_year,
        placed.year as period_end_year,
        false as is_part_year,
        placed.amount.flow_stage as flow_stage,
        case
            when placed.is_triangular then 'TRI'
            when placed.is_not_dac then '_X'
            else 'CONTEXT'
        end as modality,
        placed.kind,
        placed.sector_code,
        placed.finance_type,
        placed.flow_type,
        case when kind_list.ssc_group in ('A', 'B', 'C') then kind_list.ssc_group end as ssc_group,
        case
            when placed.is_aggregate then 'EXCLUDED'
            when placed.kind = 'CTX' or placed.kind = 'FIN_DEBT' then 'CONTEXT'
            when placed.is_triangular and placed.is_not_dac then 'SSC'
            when placed.is_triangular or placed.is_not_dac then 'UNDETERMINED'
            else 'CONTEXT'
        end as ssc_eligibility,
        placed.tied_status,
        '=' as value_op,
        placed.amount.million * 1000000 as amount_original,
        'USD' as currency_code,
        'V' as price_base,
        false as is_total,
        false as is_derived,
        'OECD_CRS' as document_id,
        'A' as confidence,
        case when placed.is_aggregate then 'total of several providers or partners' end as note,
        'A' as obs_status,
        placed.source_id,
        placed.source_row_key,
        placed.snapshot_id
    from placed
    left join kind_list on kind_list.code = placed.kind
)
select * from final
