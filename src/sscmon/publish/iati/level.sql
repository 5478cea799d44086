/*
definition: >
  Whether sectors and places stand on the activity or on each of its transactions: IATI admits one of both. Sectors
  stand on the transactions where the activity states none and its money does; places where several partners are on
  record and each transaction names one.
grain: one exported activity
unit: none
*/
with money as (
    select
        activity_id,
        bool_or(sector_code is not null) as has_sector,
        bool_and(partner_id not in ('_T', '_X')) as names_partner,
        list_distinct(list(partner_id)) as partner_ids
    from export.flow
    where reason is null
    group by activity_id
),
stated as (
    select distinct activity_id from core.activity_sector
),
receiving as (
    select activity_id, list_distinct(list(party_id)) as partner_ids
    from core.participation
    where participation_role in ('RECIPIENT', 'BOTH')
    group by activity_id
),
final as (
    select
        activity.activity_id,
        coalesce(money.has_sector and stated.activity_id is null, false) as has_sector_by_transaction,
        coalesce(
            money.names_partner
            and len(list_distinct(list_concat(money.partner_ids, coalesce(receiving.partner_ids, [])))) > 1,
            false
        ) as has_place_by_transaction
    from export.activity as activity
    left join money using (activity_id)
    left join stated using (activity_id)
    left join receiving using (activity_id)
    where activity.reason is null
)
select * from final
