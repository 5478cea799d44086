/*
title:
  en: Monetised share
  es: Parte monetizada
  pt: Parcela monetizada
definition:
  en: Share of the figures on record that are expressed in money by some admissible method, of all figures (item ALL) and of physical ones alone (item PHYSICAL).
  es: Parte de las cifras registradas expresada en dinero por algún método admisible, de todas las cifras (item ALL) y solo de las físicas (item PHYSICAL).
  pt: Parcela dos números registrados expressa em dinheiro por algum método admissível, de todos os números (item ALL) e só dos físicos (item PHYSICAL).
formula: figures with a value / figures
unit: share
grain: inclusion set x provider x kind x year x item
missing:
  en: Only figures of cooperation that can be placed in a year count; no figure, no row.
  es: Solo cuentan cifras de cooperación que se pueden ubicar en un año; sin cifra no hay fila.
  pt: Só contam números de cooperação que se podem situar em um ano; sem número não há linha.
caveat:
  en: Counts figures, not importance. Low is not bad; what group C gives has no price, and that is the point.
  es: Cuenta cifras, no importancia. Bajo no es malo; lo que da el grupo C no tiene precio, y ese es el punto.
  pt: Conta números, não importância. Baixo não é ruim; o que o grupo C dá não tem preço, e esse é o ponto.
method_source: sscmon, catalogue F5; groups A, B and C as in the UNCTAD framework
version: 1
trace:
  - table: core.valuation
    match: {provider_id: provider_id, year: year}
    where: >-
      $kind in ('_T', kind) and value_type <> 'CUMULATIVE' and quantity_id in (
        select quantity_id from core.quantity_inclusion where is_candidate and inclusion_set = $inclusion_set)
  - table: core.flow
    match: {provider_id: provider_id}
    where: >-
      $item = 'ALL' and $kind in ('_T', kind) and ssc_eligibility = 'SSC'
      and flow_id in (select flow_id from core.flow_year where year = $year)
      and flow_id in (
        select flow_id from core.flow_inclusion
        where inclusion_set = $inclusion_set and selection_reason is distinct from 'NOT_IN_SET')
*/
with valued as (
    select quantity_id, year, value_type, bool_or(is_in_range) as is_valued from core.valuation group by all
),
physical as (
    select
        inclusion.inclusion_set,
        quantity.provider_id,
        by_year.year,
        quantity.kind,
        valued.is_valued
    from core.quantity_year as by_year
    join core.quantity as quantity using (quantity_id)
    join core.quantity_inclusion as inclusion using (quantity_id)
    join valued
        on valued.quantity_id = by_year.quantity_id
        and valued.year = by_year.year
        and valued.value_type = by_year.value_type
    where by_year.is_candidate and inclusion.is_candidate and by_year.value_type <> 'CUMULATIVE'
),
money as (
    select
        inclusion.inclusion_set,
        flow.provider_id,
        flow_year.year,
        flow.kind,
        flow_year.amount_usd_nominal is not null as is_valued
    from core.flow as flow
    join core.flow_year as flow_year using (flow_id)
    join core.flow_inclusion as inclusion using (flow_id)
    where inclusion.selection_reason is distinct from 'NOT_IN_SET' and flow.ssc_eligibility = 'SSC' and flow.provider_id <> flow.partner_id
),
figure as (
    select 'PHYSICAL' as item, * from physical
    union all
    select 'ALL' as item, * from physical
    union all
    select 'ALL' as item, * from money
),
celled as (
    select item, inclusion_set, provider_id, year, kind, is_valued from figure where kind <> '_T'
    union all
    select item, inclusion_set, provider_id, year, '_T' as kind, is_valued from figure
),
final as (
    select
        inclusion_set,
        provider_id,
        kind,
        '_T' as valuation_method,
        year,
        item,
        count(*) filter (where is_valued) / count(*) as value,
        cast(null as double) as value_low,
        cast(null as double) as value_high,
        count(*) as n_obs,
        1.0 as coverage_share,
        'A' as obs_status
    from celled
    group by all
)
select * from final
