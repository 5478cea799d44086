/*
title:
  en: Share to the poorest countries
  es: Peso de los países más pobres
  pt: Peso dos países mais pobres
definition:
  en: >-
    Share of least developed countries (LDC), of low-income countries (LIC), of either, and of the poorest fifth of
    countries by GNI per head, in what goes to single countries of known class.
  es: >-
    Peso de los países menos adelantados (LDC), de ingreso bajo (LIC), de unos u otros y del quinto más pobre por INB
    por habitante, en lo que va a países individuales de clase conocida.
  pt: >-
    Peso dos países menos desenvolvidos (LDC), de renda baixa (LIC), de uns ou outros e do quinto mais pobre por RNB
    por habitante, no que vai a países individuais de classe conhecida.
formula: amount to countries of the class / amount to countries whose class is known
unit: share
grain: inclusion set x provider x modality x year x item (class)
missing:
  en: >-
    What goes to groups, organisations or all partners together is outside; the low takes it as not poor, the high as
    poor. Without any single country there is no row.
    Where the total lacks an amount, or is only a lower limit, the bounds are open and the coverage falls.
  es: >-
    Lo que va a grupos, organizaciones o a todos los socios juntos queda fuera; la cota baja lo toma como no pobre, la
    alta como pobre. Sin ningún país individual no hay fila.
    Donde al total le falta un monto, o es solo un mínimo, las cotas quedan abiertas y la cobertura baja.
  pt: >-
    O que vai a grupos, organizações ou a todos os parceiros juntos fica fora; o limite baixo o toma como não pobre, o
    alto como pobre. Sem nenhum país individual não há linha.
    Onde falta um montante ao total, ou ele é só um mínimo, os limites ficam abertos e a cobertura baixa.
caveat:
  en: Where the high is far from the low the countries are mostly not known.
  es: Si la cota alta está lejos de la baja, los países en su mayoría no se conocen.
  pt: Se o limite alto está longe do baixo, os países em sua maioria não se conhecem.
method_source: UN Committee for Development Policy (LDC); World Bank (income classes)
version: 1
trace:
  - indicator: gross_flow
    match: {provider_id: provider_id, inclusion_set: inclusion_set, year: year, modality: modality}
    where: price_basis = 'nominal' and kind = '_T'

  - table: core.country_year
    match: {year: year}
    where: >-
      is_ldc or income_group = 'LIC' or is_poorest_fifth
*/
with flow as (
    select *
    from indicator.gross_flow
    where price_basis = 'nominal' and kind = '_T' and value is not null
),
country as (
    select * from core.country_year
),
class as (
    select iso3, year, 'LDC' as item, is_ldc as is_in_class from country
    union all
    select iso3, year, 'LIC', income_group = 'LIC' from country where income_group is not null
    union all
    select iso3, year, 'LDC_OR_LIC', is_ldc or income_group = 'LIC' from country where is_ldc or income_group is not null
    union all
    select iso3, year, 'POOREST_FIFTH', is_poorest_fifth from country where is_poorest_fifth is not null
),
severity as (
    select code, cast(severity as integer) as severity from house.obs_status
),
part as (
    select
        flow.provider_id,
        flow.inclusion_set,
        flow.modality,
        flow.year,
        class.item,
        cast(sum(cast(flow.value as decimal(24, 4))) as double) as known_usd,
        cast(coalesce(sum(cast(flow.value as decimal(24, 4))) filter (where class.is_in_class), 0) as double) as class_usd,
        count(*) as n_obs,
        arg_max(flow.obs_status, severity.severity) as obs_status
    from flow
    join class on class.iso3 = flow.partner_id and class.year = flow.year
    join severity on severity.code = flow.obs_status
    group by all
),
whole as (
    select
        part.*,
        greatest(coalesce(total.value, 0), part.known_usd) as whole_usd,
        coalesce(total.coverage_share, 1) as total_share
    from part
    left join flow as total
        on total.provider_id = part.provider_id
        and total.inclusion_set = part.inclusion_set
        and total.modality = part.modality
        and total.year = part.year
        and total.partner_id = '_T'
),
final as (
    select
        provider_id,
        modality,
        inclusion_set,
        'VM_CASH' as valuation_method,
        'nominal' as price_basis,
        year,
        item,
        class_usd / known_usd as value,
        case when total_share = 1 then least(value, class_usd / whole_usd) end as value_low,
        case when total_share = 1 then greatest(value, 1 - (known_usd - class_usd) / whole_usd) end as value_high,
        n_obs,
        total_share * known_usd / whole_usd as coverage_share,
        obs_status
    from whole
    where known_usd > 0
)
select * from final
