/*
title:
  en: Cooperation-to-GNI in national currency
  es: Cooperación sobre INB en moneda nacional
  pt: Cooperação sobre RNB em moeda nacional
definition:
  en: Cooperation as a percentage of gross national income, both in the provider's own currency. It is the same at market exchange rates and at purchasing power parity.
  es: Cooperación como porcentaje del ingreso nacional bruto, ambos en la moneda del oferente. Es igual a tipo de cambio de mercado y a paridad de poder adquisitivo.
  pt: Cooperação como porcentagem da renda nacional bruta, ambas na moeda do prestador. É igual à taxa de câmbio de mercado e à paridade do poder de compra.
formula: 100 x amount in national currency / GNI in national currency
unit: percent
grain: inclusion set x provider x partner x modality x kind x year
missing:
  en: A figure stated in another currency is converted at the rate of its year and the status is E. Without GNI the value is empty with status O.
  es: Una cifra declarada en otra moneda se convierte a la tasa de su año y el estado es E. Sin INB el valor queda vacío con estado O.
  pt: Um número declarado em outra moeda é convertido à taxa do seu ano e a situação é E. Sem RNB o valor fica vazio com situação O.
method_source: sscmon, design finding 2 (invariance of the effort ratio)
version: 1
trace:
  - table: core.flow_selection
    match: {inclusion_set: inclusion_set, provider_id: provider_id, year: year, partner_id: cell_partner_id, modality: cell_modality, kind: cell_kind}
    where: is_selected
    id: flow_id
    rows: core.flow
    by_year: {core.flow_year: [flow_id, year]}
    then:
      - table: reference.exchange_rate
        match: {year: year}
        where: >-
          $is_lcu_converted and currency_code <> 'USD' and currency_code in (
            select $currency_code
            union all
            select attribute_value from reference.country_attribute
            where iso3 = $provider_id and attribute = 'national_currency'
              and $year between year(valid_from_date) and coalesce(year(valid_to_date) - 1, 9999))
  - table: reference.macro
    match: {provider_id: iso3, year: year}
    where: series = (select series from reference.denominator where denominator = $denominator)
*/
with flow as (
    select * from core.flow_cell where measure = 'lcu_nominal'
),
pair as (
    select valuation_method, denominator
    from house.effort_pair
    where numerator_unit = 'LCU' and valuation_method = 'VM_CASH'
),
income as (
    select macro.iso3 as provider_id, macro.year, macro.series_value as income_lcu
    from reference.macro as macro
    join house.denominator as denominator on denominator.macro_series = macro.series
    where denominator.code = 'GNI_LCU' and macro.series_value > 0
),
country as (
    select iso3 from reference.country
),
final as (
    select
        flow.provider_id,
        flow.cell_partner_id as partner_id,
        flow.cell_modality as modality,
        flow.cell_kind as kind,
        flow.inclusion_set,
        pair.valuation_method,
        pair.denominator,
        'nominal' as price_basis,
        flow.year,
        100 * cast(flow.amount as double) / income.income_lcu as value,
        100 * cast(flow.amount_low as double) / income.income_lcu as value_low,
        100 * cast(flow.amount_high as double) / income.income_lcu as value_high,
        flow.n_obs,
        flow.coverage_share,
        case when flow.amount is null or income.income_lcu is null then 'O' else flow.obs_status end as obs_status
    from flow
    cross join pair
    join country on country.iso3 = flow.provider_id
    left join income on income.provider_id = flow.provider_id and income.year = flow.year
)
select * from final
