/*
title:
  en: Distance to 0.7 percent
  es: Distancia al 0,7 por ciento
  pt: Distância até 0,7 por cento
definition:
  en: Cooperation-to-GNI less the 0.7 percent the United Nations set for donors in 1970; positive is above.
  es: Cooperación sobre INB menos el 0,7 por ciento que las Naciones Unidas fijaron a los donantes en 1970; positivo es por encima.
  pt: Cooperação sobre RNB menos os 0,7 por cento que as Nações Unidas fixaram aos doadores em 1970; positivo é acima.
formula: cooperation_to_gni - 0.7
unit: percentage points
grain: inclusion set x provider x year x denominator
missing:
  en: As cooperation_to_gni.
  es: Como cooperation_to_gni.
  pt: Como cooperation_to_gni.
caveat:
  en: The target was set for developed countries and ODA; no southern provider has accepted it.
  es: La meta se fijó para países desarrollados y AOD; ningún oferente del Sur la ha aceptado.
  pt: A meta foi fixada para países desenvolvidos e AOD; nenhum prestador do Sul a aceitou.
method_source: UN General Assembly resolution 2626 (XXV), 1970, paragraph 43
version: 1
trace:
  - indicator: cooperation_to_gni
    match: {provider_id: provider_id, inclusion_set: inclusion_set, year: year, denominator: denominator}
    where: partner_id = '_T' and modality = '_T' and kind = '_T'
*/
select
    provider_id,
    inclusion_set,
    valuation_method,
    denominator,
    price_basis,
    year,
    value - 0.7 as value,
    value_low - 0.7 as value_low,
    value_high - 0.7 as value_high,
    n_obs,
    coverage_share,
    obs_status
from indicator.cooperation_to_gni
where partner_id = '_T' and modality = '_T' and kind = '_T'
