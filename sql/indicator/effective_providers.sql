/*
title:
  en: Effective number of providers
  es: Número efectivo de oferentes
  pt: Número efetivo de prestadores
definition:
  en: How many providers of equal size would give the same concentration.
  es: Cuántos oferentes de igual tamaño darían la misma concentración.
  pt: Quantos prestadores de igual tamanho dariam a mesma concentração.
formula: 1 / provider_concentration
unit: number
grain: inclusion set x partner x year
missing:
  en: As provider_concentration.
  es: Como provider_concentration.
  pt: Como provider_concentration.
method_source: inverse of the Herfindahl-Hirschman index
version: 1
trace:
  - indicator: provider_concentration
    match: {partner_id: partner_id, inclusion_set: inclusion_set, year: year}
*/
select
    provider_id,
    partner_id,
    inclusion_set,
    valuation_method,
    price_basis,
    year,
    1 / value as value,
    1 / value_high as value_low,
    1 / value_low as value_high,
    n_obs,
    coverage_share,
    obs_status
from indicator.provider_concentration
