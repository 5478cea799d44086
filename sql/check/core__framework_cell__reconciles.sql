/*
definition: >
  The groups of the southern framework sum to the figures that UNCTAD_AB takes in every cell of money, and group C over
  all modalities to the quantities that TOSSD_LIKE takes, of every kind and unit.
grain: one cell that differs
unit: unit
*/
with framework as (
    select
        provider_id,
        year,
        cell_partner_id,
        modality,
        kind,
        kind_detail,
        value_type,
        unit,
        sum(value) as value
    from core.framework_cell
    where ssc_group <> 'C' or modality = '_T'
    group by all
),
taken as (
    select
        selection.provider_id,
        selection.year,
        selection.cell_partner_id,
        selection.cell_modality as modality,
        '_T' as kind,
        '_Z' as kind_detail,
        'FLOW' as value_type,
        'USD' as unit,
        cast(flow_year.amount_usd_nominal as double) as value
    from core.flow_selection as selection
    join core.flow_year as flow_year on flow_year.flow_id = selection.flow_id and flow_year.year = selection.year
    where selection.is_selected and selection.inclusion_set = 'UNCTAD_AB' and selection.cell_kind = '_T'
    union all
    select
        selection.provider_id,
        selection.year,
        selection.cell_partner_id,
        '_T',
        selection.kind,
        selection.kind_detail,
        selection.value_type,
        selection.quantity_unit,
        cast(quantity_year.quantity_value as double)
    from core.quantity_selection as selection
    join core.quantity_year as quantity_year
        on quantity_year.quantity_id = selection.quantity_id
        and quantity_year.year = selection.year
        and quantity_year.value_type = selection.value_type
    where selection.is_selected and selection.inclusion_set = 'TOSSD_LIKE'
),
summed as (
    select
        provider_id,
        year,
        cell_partner_id,
        modality,
        kind,
        kind_detail,
        value_type,
        unit,
        sum(value) as taken_value
    from taken
    group by all
),
final as (
    select
        provider_id,
        year,
        cell_partner_id,
        modality,
        kind,
        unit,
        framework.value,
        summed.taken_value
    from framework
    full join summed using (provider_id, year, cell_partner_id, modality, kind, kind_detail, value_type, unit)
    where coalesce(abs(framework.value - summed.taken_value) > 1e-9 * abs(summed.taken_value),
        (framework.value is null) <> (summed.taken_value is null))
)
select * from final
