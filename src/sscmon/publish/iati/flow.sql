/*
definition: >
  Money figures as IATI can hold them, and why one is left out: it belongs to no activity, its activity is left out, its
  stage is no transaction, it is no single amount of a single year at current prices, another figure says the
  same, or it is no cooperation.
grain: one money figure
unit: currency_code
*/
with stage as (
    select from_code as flow_stage, min(to_code) as type_code
    from reference.crosswalk
    where from_list = 'flow_stage' and to_list = 'iati_transaction_type' and relation <> 'none'
    group by from_code
),
aid_type as (
    select from_code as kind, min(to_code) as aid_type
    from reference.crosswalk
    where from_list = 'kind' and to_list = 'crs_aid_type' and relation in ('exact', 'narrower')
    group by from_code
),
known_aid_type as (
    select distinct to_code as aid_type from reference.crosswalk where to_list = 'crs_aid_type' and relation <> 'none'
),
alternative as (
    select flow_id, row_number() over (partition by alt_group order by confidence nulls last, flow_id) as place
    from core.flow
    where alt_group is not null and activity_id is not null
),
final as (
    select
        flow.flow_id,
        flow.activity_id,
        flow.provider_id,
        flow.partner_id,
        stage.type_code,
        case
            when year(flow.value_date) = flow.period_end_year then flow.value_date
            else make_date(flow.period_end_year, 12, 31)
        end as transaction_date,
        coalesce(year(flow.value_date) = flow.period_end_year, false) as is_dated,
        flow.period_end_year,
        flow.amount_original,
        flow.currency_code,
        flow.sector_code,
        flow.flow_type,
        case
            when regexp_full_match(flow.finance_type, '[1-6][0-9]{2}|1100')
                and flow.finance_type not in ('100', '420', '430', '434', '500', '600') then flow.finance_type
        end as finance_type,
        coalesce(known_aid_type.aid_type, aid_type.aid_type) as aid_type,
        case when flow.tied_status in ('3', '4', '5') then flow.tied_status end as tied_status,
        flow.document_id,
        flow.source_id,
        flow.source_row_key,
        case
            when flow.activity_id is null then 'NO_ACTIVITY'
            when activity.reason is not null then 'ACTIVITY_LEFT_OUT'
            when flow.ssc_eligibility not in ('SSC', 'UNDETERMINED') then 'NO_COOPERATION'
            when stage.type_code is null then 'NO_TRANSACTION'
            when coalesce(flow.period_start_year <> flow.period_end_year, true) then 'NO_SINGLE_YEAR'
            when flow.value_op <> '=' then 'NOT_EXACT'
            when flow.price_base not in ('V', '_X') then 'CONSTANT_PRICES'
            when not regexp_full_match(flow.currency_code, '[A-Z]{3}') then 'NO_CURRENCY'
            when flow.is_total then 'TOTAL'
            when alternative.place > 1 then 'ALTERNATIVE'
        end as reason
    from core.flow as flow
    left join export.activity as activity using (activity_id)
    left join stage using (flow_stage)
    left join aid_type using (kind)
    left join known_aid_type on known_aid_type.aid_type = flow.modality_tossd
    left join alternative using (flow_id)
)
select * from final
