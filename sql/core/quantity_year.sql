/*
definition: >
  Physical quantities by calendar year. A flow of several years gives an equal share to each year (is_average).
  Stocks and cumulative figures stand at the year they were stated for. Two cumulative figures of one series
  (same provider, partner, activity, kind, detail, unit, start and publisher) that follow one another give the flow between them
  (is_difference), an equal share where they lie more than a year apart; where the later one is lower the value
  is null and the status D, never a negative flow.
grain: one physical figure in one year and type of value
unit: quantity_unit
*/
with quantity as (
    select
        *,
        case
            when ssc_eligibility in ('CONTEXT', 'EXCLUDED') then 'CONTEXT'
            when provider_id = partner_id then 'DOMESTIC'
            when ssc_eligibility <> 'SSC' then 'UNDETERMINED'
            when is_part_year then 'PART_YEAR'
        end as reason,
        coalesce(year(as_of_date), period_end_year) as as_of_year
    from core.quantity
),
flow_value as (
    select
        quantity_id,
        unnest(range(period_start_year, period_end_year + 1)) as year,
        'FLOW' as value_type,
        cast(quantity_value / (period_end_year - period_start_year + 1) as decimal(38, 10)) as quantity_value,
        period_end_year > period_start_year as is_average,
        false as is_difference,
        reason,
        case when period_end_year > period_start_year then 'E' else obs_status end as obs_status
    from quantity
    where value_type = 'FLOW' and period_start_year is not null and period_end_year is not null
),
dated_value as (
    select
        quantity_id,
        as_of_year as year,
        value_type,
        quantity_value,
        false as is_average,
        false as is_difference,
        reason,
        obs_status
    from quantity
    where value_type in ('STOCK', 'CUMULATIVE') and as_of_year is not null
),
point as (
    select quantity.*, document.publisher
    from quantity
    join reference.document as document using (document_id)
    where value_type = 'CUMULATIVE' and as_of_year is not null and reason is null and period_start_year is not null
    qualify row_number() over (
        partition by
            provider_id, partner_id, activity_id, kind, kind_detail, quantity_unit, period_start_year,
            document.publisher, as_of_year
        order by confidence, as_of_date desc, quantity_id
    ) = 1
),
step as (
    select
        quantity_id,
        as_of_year,
        as_of_year - lag(as_of_year) over series as gap_years,
        quantity_value - lag(quantity_value) over series as difference
    from point
    window series as (
        partition by provider_id, partner_id, activity_id, kind, kind_detail, quantity_unit, period_start_year, publisher
        order by as_of_year
    )
),
difference_value as (
    select
        quantity_id,
        unnest(range(as_of_year - gap_years + 1, as_of_year + 1)) as year,
        'FLOW' as value_type,
        case when difference >= 0 then cast(difference / gap_years as decimal(38, 10)) end as quantity_value,
        gap_years > 1 as is_average,
        true as is_difference,
        cast(null as varchar) as reason,
        case when difference >= 0 then 'E' else 'D' end as obs_status
    from step
    where gap_years is not null
),
every_value as (
    select * from flow_value
    union all by name select * from dated_value
    union all by name select * from difference_value
),
final as (
    select
        every_value.quantity_id,
        every_value.year,
        every_value.value_type,
        every_value.quantity_value,
        quantity.quantity_unit,
        every_value.is_average,
        every_value.is_difference,
        quantity.as_of_date,
        every_value.reason is null as is_candidate,
        every_value.reason as selection_reason,
        every_value.obs_status
    from every_value
    join quantity using (quantity_id)
)
select * from final
