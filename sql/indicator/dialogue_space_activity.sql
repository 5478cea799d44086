/*
title:
  en: Activity of dialogue spaces
  es: Actividad de los espacios de diálogo
  pt: Atividade dos espaços de diálogo
definition:
  en: >-
    Meetings held in the meetings that the rules of a space of dialogue ask for in a year; the space is in item. Its
    formal standing and the influence it is judged to have are two columns of core.dialogue_space.
  es: >-
    Reuniones celebradas entre las que las reglas de un espacio de diálogo piden en un año; el espacio va en item. Su
    rango formal y la influencia que se le atribuye son dos columnas de core.dialogue_space.
  pt: >-
    Reuniões realizadas entre as que as regras de um espaço de diálogo pedem em um ano; o espaço vai em item. Sua
    posição formal e a influência que lhe é atribuída são duas colunas de core.dialogue_space.
formula: meetings held / meetings due
unit: share
grain: party x year x item (space)
missing:
  en: >-
    Where held or due is not known the value is empty with status O; a space on record without any meeting known
    stands at the year of its document.
  es: >-
    Si no se conocen las celebradas o las debidas el valor queda vacío con estado O; un espacio sin reuniones
    conocidas va en el año de su documento.
  pt: >-
    Se as realizadas ou as devidas não se conhecem o valor fica vazio com situação O; um espaço sem reuniões
    conhecidas vai no ano de seu documento.
caveat:
  en: More meetings than due count as all due. Meeting is not influence.
  es: Más reuniones que las debidas cuentan como todas. Reunirse no es influir.
  pt: Mais reuniões que as devidas contam como todas. Reunir-se não é influir.
method_source: sscmon, indicator G2
version: 1
trace:
  - table: core.dialogue_space
    match: {item: space_id}
  - table: core.dialogue_meeting
    match: {item: space_id, year: year}
*/
with space as (
    select space.space_id, space.party_id, try_cast(left(document.published_text, 4) as bigint) as document_year
    from core.dialogue_space as space
    left join reference.document as document using (document_id)
),
meeting as (
    select space_id, year, meetings_held_count, meetings_due_count from core.dialogue_meeting
),
yearly as (
    select
        space.party_id as provider_id,
        space.space_id as item,
        coalesce(meeting.year, space.document_year) as year,
        meeting.meetings_held_count,
        meeting.meetings_due_count
    from space
    left join meeting using (space_id)
    where coalesce(meeting.year, space.document_year) is not null
),
final as (
    select
        provider_id,
        year,
        item,
        case
            when meetings_due_count > 0 and meetings_held_count is not null
                then least(1, meetings_held_count / meetings_due_count)
        end as value,
        value as value_low,
        value as value_high,
        coalesce(meetings_held_count, 0) as n_obs,
        case when value is null then 0.0 else 1.0 end as coverage_share,
        case when value is null then 'O' else 'A' end as obs_status
    from yearly
)
select * from final
