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
grain: inclusion set x provider x partner x kind x unit x year x item (type of value and detail)
missing:
  en: Nothing is interpolated. Where a cumulative figure falls the value is empty and the status is D.
  es: Nada se interpola. Donde una cifra acumulada baja, el valor queda vacío y el estado es D.
  pt: Nada se interpola. Onde um número acumulado cai, o valor fica vazio e a situação é D.
caveat:
  en: Stocks, flows and cumulative figures are different things and are never added. A sum over single partners is a lower limit (no high, status U).
  es: Existencias, flujos y acumulados son cosas distintas y nunca se suman. Una suma de socios es un mínimo (sin cota alta, estado U).
  pt: Estoques, fluxos e acumulados são coisas diferentes e nunca se somam. Uma soma de parceiros é um mínimo (sem limite alto, situação U).
method_source: sscmon, docs/selection.md
version: 1
trace:
  - table: core.quantity_selection
    match: {inclusion_set: inclusion_set, provider_id: provider_id, year: year, partner_id: cell_partner_id, kind: kind, unit: quantity_unit, item: "value_type || case kind_detail when '_Z' then '' else '|' || kind_detail end"}
    where: is_selected
    id: quantity_id
    rows: core.quantity
    by_year: {core.quantity_year: [quantity_id, year, value_type]}
*/
with selected as (
    select * from core.quantity_selection where is_selected
),
severity as (
    select code, cast(severity as integer) as severity from house.obs_status
),
summed as (
    select
        selected.inclusion_set,
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
        bool_and(quantity.partner_id = '_T') as covers_all,
        count(distinct quantity.partner_id) filter (where quantity_year.quantity_value is not null) as reached_count,
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
partner_count as (
    select provider_id, year, count(*) as known_count from core.known_relation group by provider_id, year
),
judged as (
    select
        summed.*,
        summed.partner_id = '_T' and not summed.covers_all as is_partial,
        case
            when summed.partner_id = '_T' and not summed.covers_all
                then least(1.0, summed.reached_count / greatest(partner_count.known_count, 1))
            else summed.value_count / summed.n_obs
        end as coverage_share
    from summed
    left join partner_count using (provider_id, year)
),
final as (
    select
        judged.inclusion_set,
        judged.provider_id,
        judged.partner_id,
        judged.kind,
        judged.unit,
        judged.year,
        judged.item,
        'VM_NONE' as valuation_method,
        judged.value,
        case when not judged.is_open_low then judged.known_low end as value_low,
        case when not judged.is_open_high and not judged.is_partial and judged.value_count = judged.n_obs then judged.known_high
        end as value_high,
        judged.n_obs,
        judged.coverage_share,
        case
            when judged.value is not null and judged.is_partial
                and severity.severity < partial.severity then partial.code
            else judged.worst_status
        end as obs_status
    from judged
    join severity on severity.code = judged.worst_status
    join severity as partial on partial.code = 'U'
)
select * from final
