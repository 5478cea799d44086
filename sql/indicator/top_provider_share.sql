/*
title:
  en: Share of the largest provider
  es: Peso del mayor oferente
  pt: Peso do maior prestador
definition:
  en: Share of the largest provider in what a partner receives from all southern providers with figures in the year; the provider is in item.
  es: Peso del mayor oferente en lo que un socio recibe de todos los oferentes del Sur con cifras en el año; el oferente va en item.
  pt: Peso do maior prestador no que um parceiro recebe de todos os prestadores do Sul com números no ano; o prestador vai em item.
formula: largest amount / sum of amounts
unit: share
grain: inclusion set x partner x year
missing:
  en: Providers without an amount are outside the share; coverage is the part of the known providers that have one.
  es: Los oferentes sin monto quedan fuera; la cobertura es la parte de los oferentes conocidos que lo tienen.
  pt: Prestadores sem montante ficam fora; a cobertura é a parte dos prestadores conhecidos que o têm.
caveat:
  en: With one provider on record the share is 1 by construction.
  es: Con un solo oferente registrado el peso es 1 por construcción.
  pt: Com um só prestador registrado o peso é 1 por construção.
method_source: sscmon, indicator D5
version: 1
trace:
  - indicator: gross_flow
    match: {partner_id: partner_id, inclusion_set: inclusion_set, year: year}
    where: price_basis = 'nominal' and modality = '_T' and kind = '_T'
*/
with flow as (
    select *
    from indicator.gross_flow
    where price_basis = 'nominal' and modality = '_T' and kind = '_T' and partner_id <> '_T' and value > 0
),
severity as (
    select code, cast(severity as integer) as severity from house.obs_status
),
known_count as (
    select partner_id, year, count(*) as provider_count from core.known_relation group by partner_id, year
),
shared as (
    select
        flow.partner_id,
        flow.inclusion_set,
        flow.year,
        max(flow.value) / sum(flow.value) as value,
        first(flow.provider_id order by flow.value desc, flow.provider_id) as item,
        count(*) as n_obs,
        arg_max(flow.obs_status, severity.severity) as obs_status
    from flow
    join severity on severity.code = flow.obs_status
    group by flow.partner_id, flow.inclusion_set, flow.year
),
final as (
    select
        '_T' as provider_id,
        shared.partner_id,
        shared.inclusion_set,
        'VM_CASH' as valuation_method,
        'nominal' as price_basis,
        shared.year,
        shared.value,
        shared.value as value_low,
        shared.value as value_high,
        shared.item,
        shared.n_obs,
        least(1.0, shared.n_obs / known_count.provider_count) as coverage_share,
        shared.obs_status
    from shared
    left join known_count using (partner_id, year)
)
select * from final
