/*
title:
  en: Demand-driven share
  es: Peso de la demanda del socio
  pt: Peso da demanda do parceiro
definition:
  en: Share of activities that the partner's state or communities, or a joint commission, asked for.
  es: Peso de las actividades que pidió el Estado o las comunidades del socio, o una comisión mixta.
  pt: Peso das atividades pedidas pelo Estado ou por comunidades do parceiro, ou por comissão mista.
formula: activities by origin of the request / activities whose origin is known
unit: share
grain: provider (_T all) x partner (_T all) x modality x year x item
missing:
  en: >-
    Nothing on record is no answer, never a no; the share is of the known answers with its Wilson interval (95
    percent). The unknown part of all activities stands in item UNKNOWN. Without any known answer the value is empty
    with status O.
  es: >-
    La falta de registro no es respuesta, nunca un no; el peso es sobre las respuestas conocidas con su intervalo de
    Wilson (95 por ciento). La parte desconocida de todas las actividades va en el item UNKNOWN. Sin ninguna respuesta
    conocida el valor queda vacío con estado O.
  pt: >-
    A falta de registro não é resposta, nunca um não; o peso é sobre as respostas conhecidas com seu intervalo de
    Wilson (95 por cento). A parte desconhecida de todas as atividades vai no item UNKNOWN. Sem nenhuma resposta
    conhecida o valor fica vazio com situação O.
caveat:
  en: An activity counts once in each cell, so that parts may sum to more than _T. Known answers may differ from the rest.
  es: >-
    Una actividad cuenta una vez en cada celda, por lo que las partes pueden sumar más que _T. Las respuestas
    conocidas pueden diferir del resto.
  pt: >-
    Uma atividade conta uma vez em cada célula, por isso as partes podem somar mais que _T. As respostas conhecidas
    podem diferir do resto.
method_source: Wilson, Probable inference, 1927 (interval); sscmon, indicator E5
version: 1
trace:
  - table: core.activity_answer
    match: {year: year}
    where: >-
      process_question in ('DEMAND_DRIVEN') and activity_id in (
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
where process_question = 'DEMAND_DRIVEN'
