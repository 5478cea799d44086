/*
title:
  en: Follow-up by the partner
  es: Seguimiento por el socio
  pt: Acompanhamento pelo parceiro
definition:
  en: >-
    Share of completed activities that the partner's side, state or affected people, followed up two years or more
    after the end; by year of the end.
  es: >-
    Peso de las actividades finalizadas a las que el lado socio, Estado o población afectada, dio seguimiento dos años
    o más después del fin; por año del fin.
  pt: >-
    Peso das atividades concluídas que o lado parceiro, Estado ou população afetada, acompanhou dois anos ou mais
    depois do fim; por ano do fim.
formula: >-
  completed activities followed up by the partner after 24 months / completed activities whose follow-up is on record
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
  en: Activities that ended less than two years before the source was read are not asked.
  es: No se pregunta por actividades que terminaron menos de dos años antes de leerse la fuente.
  pt: Não se pergunta por atividades que terminaram menos de dois anos antes da leitura da fonte.
method_source: Wilson, Probable inference, 1927 (interval); sscmon, indicator E10
version: 1
trace:
  - table: core.activity_answer
    match: {year: year}
    where: >-
      process_question in ('FOLLOWED_UP') and activity_id in (
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
where process_question = 'FOLLOWED_UP'
