/*
title:
  en: Cooperation per head
  es: Cooperación por habitante
  pt: Cooperação por habitante
definition:
  en: Gross cooperation flow in current dollars for each inhabitant of the provider country.
  es: Flujo bruto de cooperación en dólares corrientes por cada habitante del país oferente.
  pt: Fluxo bruto de cooperação em dólares correntes por habitante do país prestador.
formula: gross_flow / population of the provider
unit: USD
grain: inclusion set x provider x modality x year
missing:
  en: Without a population the value is empty with status O. Providers that are no country have no row.
  es: Sin población el valor queda vacío con estado O. Los oferentes que no son países no tienen fila.
  pt: Sem população o valor fica vazio com situação O. Prestadores que não são países não têm linha.
method_source: sscmon, indicator B3
version: 1
trace:
  - indicator: gross_flow
    match: {provider_id: provider_id, inclusion_set: inclusion_set, year: year, modality: modality}
    where: price_basis = 'nominal' and partner_id = '_T' and kind = '_T'

  - table: reference.macro
    match: {provider_id: iso3, year: year}
    where: series = 'population'
*/
with flow as (
    select *
    from indicator.gross_flow
    where price_basis = 'nominal' and partner_id = '_T' and kind = '_T'
),
country as (
    select iso3 from reference.country
),
population as (
    select iso3, year, population_count from core.country_year where population_count > 0
),
final as (
    select
        flow.provider_id,
        flow.modality,
        flow.inclusion_set,
        flow.valuation_method,
        flow.price_basis,
        flow.year,
        flow.value / population.population_count as value,
        flow.value_low / population.population_count as value_low,
        flow.value_high / population.population_count as value_high,
        flow.n_obs,
        flow.coverage_share,
        case when flow.value is null or population.population_count is null then 'O' else flow.obs_status end as obs_status
    from flow
    join country on country.iso3 = flow.provider_id
    left join population on population.iso3 = flow.provider_id and population.year = flow.year
)
select * from final
