/*
title:
  en: ODA-to-GNI of DAC members and other reporters (comparison)
  es: AOD sobre INB de miembros del CAD y otros declarantes (comparación)
  pt: AOD sobre RNB de membros do CAD e outros declarantes (comparação)
definition:
  en: Official development assistance as a percentage of GNI, from the reporter's own ODA and GNI; net flows (VM_CASH) and grant equivalents (VM_GE).
  es: Asistencia oficial para el desarrollo como porcentaje del INB, con la AOD y el INB del propio declarante; flujos netos (VM_CASH) y equivalentes en donación (VM_GE).
  pt: Assistência oficial ao desenvolvimento como porcentagem da RNB, com a AOD e a RNB do próprio declarante; fluxos líquidos (VM_CASH) e equivalentes em doação (VM_GE).
formula: 100 x ODA / GNI, both in million USD as reported
unit: percent
grain: reporter x method x year
missing:
  en: Without ODA or GNI there is no row.
  es: Sin AOD o INB no hay fila.
  pt: Sem AOD ou RNB não há linha.
caveat:
  en: Not the same concept as cooperation-to-GNI. ODA is defined by its providers; it is shown for comparison only and never enters a southern total.
  es: No es el mismo concepto que cooperación sobre INB. La AOD la definen sus oferentes; se muestra solo para comparar y nunca entra en un total del Sur.
  pt: Não é o mesmo conceito que cooperação sobre RNB. A AOD é definida por seus prestadores; mostra-se só para comparar e nunca entra em um total do Sul.
method_source: OECD DAC, net flow until 2017 and grant equivalent from 2018, over GNI
version: 1
trace:
  - table: reference.oda
    match: {provider_id: provider_id, year: year}
    where: >-
      measure_code in ('gni_usd_million',
        case $valuation_method when 'VM_CASH' then 'oda_net_usd_million' else 'oda_grant_equivalent_usd_million' end)
*/
with oda as (
    select * from reference.oda
),
income as (
    select provider_id, year, measure_value as gni_usd_million
    from oda
    where measure_code = 'gni_usd_million' and measure_value > 0
),
assistance as (
    select
        provider_id,
        year,
        measure_value as oda_usd_million,
        case measure_code when 'oda_net_usd_million' then 'VM_CASH' else 'VM_GE' end as valuation_method
    from oda
    where measure_code in ('oda_net_usd_million', 'oda_grant_equivalent_usd_million')
),
ratio as (
    select
        assistance.provider_id,
        assistance.year,
        assistance.valuation_method,
        100 * cast(assistance.oda_usd_million as double) / cast(income.gni_usd_million as double) as value
    from assistance
    join income using (provider_id, year)
),
final as (
    select
        provider_id,
        valuation_method,
        'GNI_USD' as denominator,
        'nominal' as price_basis,
        year,
        value,
        value as value_low,
        value as value_high,
        2 as n_obs,
        1.0 as coverage_share,
        'A' as obs_status
    from ratio
)
select * from final
