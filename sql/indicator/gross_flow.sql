/*
title:
  en: Gross cooperation flow
  es: Flujo bruto de cooperación
  pt: Fluxo bruto de cooperação
definition:
  en: Money delivered by a provider in a year, in current dollars and in dollars of 2022.
  es: Dinero entregado por un oferente en un año, en dólares corrientes y en dólares de 2022.
  pt: Dinheiro entregue por um prestador em um ano, em dólares correntes e em dólares de 2022.
formula: sum of disbursed, spent and paid-in amounts of figures that do not overlap
unit: USD
grain: inclusion set x provider x partner x modality x kind x year x price basis
missing:
  en: No figure, no row. A figure without an exchange rate leaves the sum partial and lowers the coverage.
  es: Sin cifra no hay fila. Una cifra sin tipo de cambio deja la suma parcial y baja la cobertura.
  pt: Sem número não há linha. Um número sem taxa de câmbio deixa a soma parcial e baixa a cobertura.
caveat:
  en: Where a provider states no total, the sum of its partners is a lower limit (no high, status U).
  es: Si el oferente no declara un total, la suma de sus socios es un mínimo (sin cota alta, estado U).
  pt: Se o prestador não declara um total, a soma dos parceiros é um mínimo (sem limite alto, situação U).
method_source: sscmon, docs/selection.md; deflation as in OECD DAC statistics (national deflator, base-year exchange rate)
when_withheld: {inclusion_set: SOLIDARITY_WIDE, valuation_method: VM_CASH, price_basis: nominal}
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
        match: {currency_code: currency_code, year: year}
        where: currency_code <> 'USD'
  - table: reference.exchange_rate
    where: >-
      $price_basis = 'constant_2022' and year in ($year, 2022) and currency_code in (
        select attribute_value from reference.country_attribute
        where iso3 = $provider_id and attribute = 'national_currency'
          and $year between year(valid_from_date) and coalesce(year(valid_to_date) - 1, 9999))
  - table: reference.macro
    match: {provider_id: iso3}
    where: $price_basis = 'constant_2022' and series = 'gdp_deflator_lcu' and year in ($year, 2022)
*/
select
    provider_id,
    cell_partner_id as partner_id,
    cell_modality as modality,
    cell_kind as kind,
    inclusion_set,
    'VM_CASH' as valuation_method,
    case measure when 'usd_nominal' then 'nominal' else 'constant_2022' end as price_basis,
    year,
    amount as value,
    amount_low as value_low,
    amount_high as value_high,
    n_obs,
    coverage_share,
    obs_status
from core.flow_cell
where measure in ('usd_nominal', 'usd_constant_2022')
