/*
title:
  en: Concentration of providers (Herfindahl-Hirschman)
  es: Concentración de oferentes (Herfindahl-Hirschman)
  pt: Concentração de prestadores (Herfindahl-Hirschman)
definition:
  en: Sum of the squared shares of the providers in what a partner receives in the year; from 1/n (equal) to 1 (one provider).
  es: Suma de los cuadrados de los pesos de los oferentes en lo que un socio recibe en el año; de 1/n (iguales) a 1 (uno solo).
  pt: Soma dos quadrados dos pesos dos prestadores no que um parceiro recebe no ano; de 1/n (iguais) a 1 (um só).
formula: sum of (amount / sum of amounts) squared
unit: index 0-1
grain: inclusion set x partner x year
missing:
  en: Providers without an amount are outside the index; coverage is the part of the known providers that have one.
  es: Los oferentes sin monto quedan fuera; la cobertura es la parte de los oferentes conocidos que lo tienen.
  pt: Prestadores sem montante ficam fora; a cobertura é a parte dos prestadores conhecidos que o têm.
method_source: Herfindahl-Hirschman index; used for aid fragmentation in Cambodia, Aid Effectiveness Report, annex VIII
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
share as (
    select
        partner_id,
        inclusion_set,
        year,
        value / sum(value) over (partition by partner_id, inclusion_set, year) as provider_share
    from flow
),
squared as (
    select partner_id, inclusion_set, year, sum(provider_share * provider_share) as value
    from share
    group by partner_id, inclusion_set, year
),
top as (
    select * from indicator.top_provider_share
),
final as (
    select
        '_T' as provider_id,
        squared.partner_id,
        squared.inclusion_set,
        'VM_CASH' as valuation_method,
        'nominal' as price_basis,
        squared.year,
        squared.value,
        squared.value as value_low,
        squared.value as value_high,
        top.n_obs,
        top.coverage_share,
        top.obs_status
    from squared
    join top using (partner_id, inclusion_set, year)
)
select * from final
