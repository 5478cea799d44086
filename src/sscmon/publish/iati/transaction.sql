/*
definition: >
  Transactions: the exported money figures, those of one source row that differ only in what stands on the activity put
  together again. A figure known to the year is dated to its last day (is_dated is false).
grain: one transaction
unit: currency_code
*/
with figure as (
    select
        flow.* exclude (sector_code),
        level.has_place_by_transaction,
        case when level.has_sector_by_transaction then coalesce(flow.sector_code, '998') end as sector_code
    from export.flow as flow
    join export.level as level using (activity_id)
    where flow.reason is null
),
final as (
    select
        activity_id,
        min(flow_id) as transaction_ref,
        type_code,
        transaction_date,
        is_dated,
        period_end_year,
        sum(amount_original) as amount_original,
        currency_code,
        provider_id,
        partner_id,
        sector_code,
        has_place_by_transaction,
        flow_type,
        finance_type,
        aid_type,
        tied_status
    from figure
    group by activity_id, source_id, source_row_key, type_code, transaction_date, is_dated, period_end_year,
        currency_code, provider_id, partner_id, sector_code, has_place_by_transaction, flow_type, finance_type, aid_type,
        tied_status
)
select * from final
