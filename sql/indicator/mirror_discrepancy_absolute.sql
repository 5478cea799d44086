/*
title:
  en: Mirror discrepancy, absolute
  es: Discrepancia espejo, absoluta
  pt: Discrepância espelho, absoluta
definition:
  en: >-
    Distance of what provider and partner report, over their mean: 0 where equal, 2 where one reports zero. Over
    activities that both sides value (item ACTIVITIES) and over stated totals (TOTALS).
  es: >-
    Distancia entre lo que informan oferente y socio, sobre su media: 0 si es igual, 2 si uno informa cero. Sobre
    actividades que ambos valoran (item ACTIVITIES) y sobre totales declarados (TOTALS).
  pt: >-
    Distância entre o que informam prestador e parceiro, sobre sua média: 0 se igual, 2 se um informa zero. Sobre
    atividades que ambos valoram (item ACTIVITIES) e sobre totais declarados (TOTALS).
formula: 2 x abs(mirror_discrepancy), which is abs(P - R) / ((P + R) / 2)
unit: index 0-2
grain: provider x partner x year x item
missing:
  en: As mirror_discrepancy.
  es: Como mirror_discrepancy.
  pt: Como mirror_discrepancy.
caveat:
  en: >-
    Mirror differences have causes other than error: timing, classification, valuation, channel, coverage.
  es: >-
    Las diferencias espejo tienen causas distintas del error: momento, clasificación, valoración, canal, cobertura.
  pt: >-
    As diferenças espelho têm causas além do erro: momento, classificação, valoração, canal, cobertura.
method_source: mirror statistics in trade (relative difference)
version: 1
trace:
  - indicator: mirror_discrepancy
    match: {provider_id: provider_id, partner_id: partner_id, year: year, item: item}
*/
select
    provider_id,
    partner_id,
    year,
    item,
    2 * abs(value) as value,
    2 * abs(value) as value_low,
    2 * abs(value) as value_high,
    n_obs,
    coverage_share,
    obs_status
from indicator.mirror_discrepancy
