/*
definition: >
  Yes-or-no questions on a money figure, as parts of it: what is neither yes nor no is unknown, and unknown is never a
  no; a figure of which nothing is known has no row. Tied: wholly or in part, by the figure or else its activity. In the provider country: sectors 910 and 930.
  Subnational: places of its activity below the national level, in equal parts where the places have no shares.
  Concessional: asked of loans;
  open where tests that fit the borrowers and years, or the readings of the terms, differ. Aggregate: the row is the total of a heading.
grain: one question on one money figure of which something is known
unit: share
*/
with flow as (
    select flow_id, activity_id, kind, tied_status, is_total from core.flow
),
tied as (
    select
        flow.flow_id,
        'TIED' as process_question,
        case when coalesce(flow.tied_status, activity.tied_status) in ('3', '4') then 1 else 0 end as yes_share,
        case when coalesce(flow.tied_status, activity.tied_status) = '5' then 1 else 0 end as no_share
    from flow
    left join core.activity as activity using (activity_id)
),
in_provider as (
    select
        flow_id,
        'IN_PROVIDER' as process_question,
        coalesce(sum(weight_share) filter (where sector in ('910', '930')), 0) as yes_share,
        coalesce(sum(weight_share) filter (where sector not in ('910', '930', '998', '_X')), 0) as no_share
    from core.flow_sector
    group by flow_id
),
place as (
    select
        activity_id,
        admin_level,
        case
            when bool_and(weight_share is not null) over (partition by activity_id)
                then weight_share / greatest(1, sum(weight_share) over (partition by activity_id))
            else 1 / count(*) over (partition by activity_id)
        end as place_share
    from core.activity_location
),
placed as (
    select
        activity_id,
        coalesce(sum(place_share) filter (where admin_level >= 1), 0) as yes_share,
        coalesce(sum(place_share) filter (where admin_level = 0), 0) as no_share
    from place
    group by activity_id
),
subnational as (
    select
        flow.flow_id,
        'SUBNATIONAL' as process_question,
        coalesce(placed.yes_share, 0) as yes_share,
        coalesce(placed.no_share, 0) as no_share
    from flow
    left join placed using (activity_id)
),
tested as (
    select
        flow_id,
        if(concessionality_test = 'TOSSD_IMF', 'CONCESSIONAL_TOSSD', 'CONCESSIONAL_DAC') as process_question,
        case
            when count(is_concessional) < count(*) then null
            when bool_and(is_concessional) then true
            when not bool_or(is_concessional) then false
        end as is_concessional
    from core.loan_value
    group by 1, 2
),
concessional as (
    select
        flow.flow_id,
        tested.process_question,
        case when tested.is_concessional then 1 else 0 end as yes_share,
        case when not tested.is_concessional then 1 else 0 end as no_share
    from flow
    join tested using (flow_id)
    where flow.kind = 'FIN_LOAN'
),
aggregate as (
    select
        flow_id,
        'AGGREGATE' as process_question,
        case when is_total then 1 else 0 end as yes_share,
        case when is_total then 0 else 1 end as no_share
    from flow
),
answered as (
    select * from tied
    union all by name select * from in_provider
    union all by name select * from subnational
    union all by name select * from concessional
    union all by name select * from aggregate
),
final as (
    select
        flow_id,
        process_question,
        round(yes_share, 12) as yes_share,
        least(1 - round(yes_share, 12), round(no_share, 12)) as no_share
    from answered
    where yes_share + no_share > 0
)
select * from final
