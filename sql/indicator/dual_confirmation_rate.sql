/*
title:
  en: Dual confirmation rate
  es: Tasa de doble confirmación
  pt: Taxa de dupla confirmação
definition:
  en: Share of activities reported by both the provider's and the partner's side in those that either reports.
  es: Peso de las actividades que informan ambos lados, oferente y socio, entre las que informa alguno.
  pt: Peso das atividades informadas por ambos os lados, prestador e parceiro, entre as que algum informa.
formula: activities reported by both sides / activities reported by either
unit: share
grain: provider (_T all) x partner (_T all) x modality x year
missing:
  en: An activity that nobody reports is not in it.
  es: Una actividad que nadie informa no está incluida.
  pt: Uma atividade que ninguém informa não está incluída.
caveat:
  en: An activity counts once in each cell, so that parts may sum to more than _T. Known answers may differ from the rest.
  es: >-
    Una actividad cuenta una vez en cada celda, por lo que las partes pueden sumar más que _T. Las respuestas
    conocidas pueden diferir del resto.
  pt: >-
    Uma atividade conta uma vez em cada célula, por isso as partes podem somar mais que _T. As respostas conhecidas
    podem diferir do resto.
method_source: Wilson, Probable inference, 1927 (interval); sscmon, indicator F4
version: 1
trace:
  - table: core.activity_answer
    match: {year: year}
    where: >-
      process_question in ('BOTH_REPORT') and activity_id in (
        select activity_id from core.activity_party as party
        where $provider_id in ('_T', party.provider_id) and $partner_id in ('_T', party.partner_id)
          and $modality in ('_T', party.modality))
    id: activity_id
    rows: core.activity
*/
select
    provider_id,
    partner_id,
    modality,
    year,
    item,
    answer_share as value,
    answer_share_low as value_low,
    answer_share_high as value_high,
    n_obs,
    coverage_share,
    obs_status
from core.answer_share
where process_question = 'BOTH_REPORT' and item = '_Z'
