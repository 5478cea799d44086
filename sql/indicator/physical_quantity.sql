/*
title:
  en: Physical quantity
  es: Cantidad física
  pt: Quantidade física
definition:
  en: Quantity delivered, in place, or accumulated, in its own unit; the type of value and any detail are in item.
  es: Cantidad entregada, existente o acumulada, en su propia unidad; el tipo de valor y el detalle van en item.
  pt: Quantidade entregue, existente ou acumulada, na sua própria unidade; o tipo de valor e o detalhe vão em item.
formula: sum by unit; a flow from two cumulative figures is their difference, never negative
unit: quantity_unit
grain: provider x partner x kind x unit x year x item (type of value and detail)
missing:
  en: Nothing is interpolated. Where a cumulative figure falls the value is empty and the status is D.
  es: Nada se interpola. Donde una cifra acumulada baja, el valor queda vacío y el estado es D.
  pt: Nada se interpola. Onde um número acumulado cai, o valor fica vazio e a situação é D.
caveat:
  en: Stocks, flows and cumulative figures are different things and are never added.
  es: Existencias, flujos y acumulados son cosas distintas y nunca se suman.
  pt: Estoques, fluxos e acumulados são coisas diferentes e nunca se somam.
method_source: sscmon, docs/selection.md
version: 1
trace:
  - table: core.quantity_selection
    on: {provider_id: provider_id, year: year, partner_id: cell_partner_id, kind: kind, unit: quantity_unit, item: "value_type || case kind_detail when '_Z' then '' else '|' || kind_detail end"}
    where: is_selected
    id: quantity_id
    rows: core.quantity
*/
with selected as (
    select * from core.quantity_selection where is_selected
),
severity as (
    select code, cast(severity as integer) as severity from house.obs_status
),
summed as (
    select
        selected.provider_id,
        selected.cell_partner_id as partner_id,
        selected.kind,
        selected.quantity_unit as unit,
        selected.year,
        selected.value_type || case selected.kind_detail when '_Z' then '' else '|' || selected.kind_detail end as item,
        sum(quantity_year.quantity_value) as value,
        sum(case when quantity.value_op in ('<=', '<') then null else quantity_year.quantity_value end) as known_low,
        sum(case when quantity.value_op in ('>=', '>') then null else quantity_year.quantity_value end) as known_high,
        bool_or(quantity.value_op in ('<=', '<')) as is_open_low,
        bool_or(quantity.value_op in ('>=', '>')) as is_open_high,
        count(*) as n_obs,
        count(quantity_year.quantity_value) as value_count,
        arg_max(quantity_year.obs_status, severity.severity) as worst_status
    from selected
    join core.quantity_year as quantity_year
        on quantity_year.quantity_id = selected.quantity_id
        and quantity_year.year = selected.year
        and quantity_year.value_type = selected.value_type
    join core.quantity as quantity on quantity.quantity_id = selected.quantity_id
    join severity on severity.code = quantity_year.obs_status
    group by all
),
final as (
    select
        provider_id,
        partner_id,
        kind,
        unit,
        year,
        item,
        'VM_NONE' as valuation_method,
        value,
        case when not is_open_low then known_low end as value_low,
        case when not is_open_high then known_high end as value_high,
        n_obs,
        value_count / n_obs as coverage_share,
        worst_status as obs_status
    from summed
)
select * from final
