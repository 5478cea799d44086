/*
definition: >
  Places of activities whose transactions do not say them: the partners by role, else those of the money, else
  developing countries, unspecified (998). IATI demands percentages of several places; nobody states them, so they
  are equal (the first get what the rounding leaves).
grain: one place of one activity
unit: percent
*/
with activity as (
    select activity_id from export.level where not has_place_by_transaction
),
stated as (
    select distinct participation.activity_id, participation.party_id
    from core.participation as participation
    join activity using (activity_id)
    where participation.participation_role in ('RECIPIENT', 'BOTH')
),
paid as (
    select distinct flow.activity_id, flow.partner_id as party_id
    from export.flow as flow
    join activity using (activity_id)
    where flow.reason is null and flow.activity_id not in (select activity_id from stated)
),
nobody as (
    select activity_id, '_X' as party_id
    from activity
    where activity_id not in (select activity_id from stated) and activity_id not in (select activity_id from paid)
),
placed as (
    select distinct
        given.activity_id,
        coalesce(place.element, 'recipient-region') as element,
        case when place.element is null then '1' else place.vocabulary_code end as vocabulary_code,
        coalesce(place.place_code, '998') as place_code,
        place.place_name
    from (select * from stated union all select * from paid union all select * from nobody) as given
    left join export.place as place using (party_id)
),
final as (
    select
        *,
        case
            when count(*) over whole > 1 then
                cast((1000000 // count(*) over whole) + case
                    when row_number() over (whole order by element, place_code) <= 1000000 % count(*) over whole then 1
                    else 0
                end as decimal(12, 4)) / 10000
        end as percentage_pct
    from placed
    window whole as (partition by activity_id)
)
select * from final
