/*
title:
  en: Non-state participation
  es: Participación no estatal
  pt: Participação não estatal
definition:
  en: >-
    Share of activities in which movements, Indigenous Peoples, women's organisations, unions, NGOs, academia,
    foundations or community media take part (item ANY_ROLE), and in which they provide, fund or answer (item
    DECIDES).
  es: >-
    Peso de las actividades en que participan movimientos, pueblos indígenas, organizaciones de mujeres, sindicatos,
    ONG, academia, fundaciones o medios comunitarios (item ANY_ROLE), y en que proveen, financian o responden (item
    DECIDES).
  pt: >-
    Peso das atividades em que participam movimentos, povos indígenas, organizações de mulheres, sindicatos, ONGs,
    academia, fundações ou mídia comunitária (item ANY_ROLE), e em que prestam, financiam ou respondem (item DECIDES).
formula: activities with a non-state actor / activities whose actors are known
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
method_source: Wilson, Probable inference, 1927 (interval); sscmon, indicator C5 (companies and parties are not counted)
version: 1
trace:
  - table: core.activity_answer
    match: {year: year}
    where: >-
      process_question in ('NON_STATE', 'NON_STATE_DECIDES') and activity_id in (
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
    case process_question when 'NON_STATE' then 'ANY_ROLE' else 'DECIDES' end
        || case item when '_Z' then '' else '|' || item end as item,
    answer_share as value,
    answer_share_low as value_low,
    answer_share_high as value_high,
    n_obs,
    coverage_share,
    obs_status
from core.answer_share
where process_question in ('NON_STATE', 'NON_STATE_DECIDES')
