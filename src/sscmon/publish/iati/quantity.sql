/*
definition: >
  Physical figures as IATI can hold them in a result, and why one is left out. A figure without a first year is of its
  last one; a stock or a cumulative figure is the value reached by the end of its period.
grain: one physical figure
unit: quantity_unit
*/
with label as (
    select code as kind, label_en, label_es, label_pt from reference.code where codelist = 'kind'
),
alternative as (
    select quantity_id, row_number() over (partition by alt_group order by confidence nulls last, quantity_id) as place
    from core.quantity
    where alt_group is not null and activity_id is not null
),
final as (
    select
        quantity.quantity_id,
        quantity.activity_id,
        quantity.provider_id,
        quantity.kind,
        quantity.kind_detail,
        label.label_en,
        label.label_es,
        label.label_pt,
        quantity.quantity_value,
        quantity.quantity_unit,
        quantity.value_type,
        make_date(coalesce(quantity.period_start_year, quantity.period_end_year, year(quantity.as_of_date)), 1, 1)
            as start_date,
        make_date(coalesce(quantity.period_end_year, year(quantity.as_of_date)), 12, 31) as end_date,
        quantity.document_id,
        case
            when quantity.activity_id is null then 'NO_ACTIVITY'
            when activity.reason is not null then 'ACTIVITY_LEFT_OUT'
            when quantity.ssc_eligibility not in ('SSC', 'UNDETERMINED') then 'NO_COOPERATION'
            when coalesce(quantity.period_end_year, year(quantity.as_of_date)) is null then 'NO_SINGLE_YEAR'
            when quantity.value_op <> '=' then 'NOT_EXACT'
            when alternative.place > 1 then 'ALTERNATIVE'
        end as reason
    from core.quantity as quantity
    left join export.activity as activity using (activity_id)
    left join label using (kind)
    left join alternative using (quantity_id)
)
select * from final
