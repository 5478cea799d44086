/*
title:
  en: Buen Vivir profile
  es: Perfil de Buen Vivir
  pt: Perfil de Bem Viver
definition:
  en: >-
    Share of activities by Buen Vivir objective (items BV01 to BV12) and by human right (items RIGHTS|code), each a
    vector with its untagged part (_X and RIGHTS|_X). It is a profile, never an index.
  es: >-
    Peso de las actividades por objetivo del Buen Vivir (items BV01 a BV12) y por derecho humano (items
    RIGHTS|código), cada uno un vector con su parte sin etiqueta (_X y RIGHTS|_X). Es un perfil, nunca un índice.
  pt: >-
    Peso das atividades por objetivo do Bem Viver (items BV01 a BV12) e por direito humano (items RIGHTS|código), cada
    um um vetor com sua parte sem etiqueta (_X e RIGHTS|_X). É um perfil, nunca um índice.
formula: sum of the weights of the tag / activities
unit: share
grain: provider (_T all) x modality x year x item
missing:
  en: >-
    The untagged part is an item of its own and never spread over the others; value_high adds it. A vocabulary that no
    activity of the cell is tagged with has no rows.
  es: >-
    La parte sin etiqueta es un item propio y nunca se reparte entre los demás; value_high la suma. Un vocabulario que
    ninguna actividad de la celda lleva no tiene filas.
  pt: >-
    A parte sem etiqueta é um item próprio e nunca se reparte entre os outros; value_high a soma. Um vocabulário que
    nenhuma atividade da célula leva não tem linhas.
caveat:
  en: Tags assigned by others have status E, those of a model U. The objectives are those of one country's plan.
  es: Las etiquetas asignadas por otros tienen estado E, las de un modelo U. Los objetivos son los del plan de un país.
  pt: As etiquetas atribuídas por outros têm situação E, as de um modelo U. Os objetivos são os do plano de um país.
method_source: National Plan for Good Living 2009-2013, Ecuador (objectives); sscmon, indicator E7
version: 1
trace:
  - table: core.activity_tag
    where: >-
      vocabulary in ('BV', 'RIGHTS') and activity_id in (
        select activity_id from core.activity_party as party
        where $provider_id in ('_T', party.provider_id) and $modality in ('_T', party.modality) and party.year = $year)
*/
with cell as (
    select
        activity_id,
        year,
        coalesce(provider_id, '_T') as provider_id,
        coalesce(modality, '_T') as modality
    from core.activity_party
    group by activity_id, year, cube (provider_id, modality)
),
stated as (
    select
        activity_id,
        case vocabulary when 'BV' then '' else 'RIGHTS|' end as prefix,
        tag_code,
        weight_share,
        case tag_basis when 'declared' then 0 when 'assigned' then 1 else 2 end as doubt,
        sum(weight_share) over (partition by activity_id, vocabulary) as total_share
    from core.activity_tag
    where vocabulary in ('BV', 'RIGHTS')
),
tag as (
    select
        activity_id,
        prefix,
        prefix || tag_code as item,
        cast(weight_share / greatest(1, total_share) as decimal(18, 12)) as weight,
        doubt
    from stated
),
whole as (
    select provider_id, modality, year, count(*) as activity_count from cell group by provider_id, modality, year
),
tagged as (
    select
        cell.provider_id, cell.modality, cell.year, tag.prefix, tag.item, sum(tag.weight) as weight, count(*) as n_obs,
        max(tag.doubt) as doubt
    from cell
    join tag using (activity_id)
    group by all
),
assigned as (
    select provider_id, modality, year, prefix, sum(weight) as weight, max(doubt) as doubt from tagged group by all
),
share as (
    select
        tagged.*,
        tagged.weight / whole.activity_count as value,
        1 - assigned.weight / whole.activity_count as rest_share,
        false as is_rest
    from tagged
    join whole using (provider_id, modality, year)
    join assigned using (provider_id, modality, year, prefix)
    union all by name
    select
        assigned.*,
        assigned.prefix || '_X' as item,
        whole.activity_count as n_obs,
        1 - assigned.weight / whole.activity_count as value,
        1 - assigned.weight / whole.activity_count as rest_share,
        true as is_rest
    from assigned
    join whole using (provider_id, modality, year)
),
final as (
    select
        provider_id,
        modality,
        year,
        item,
        value,
        case when is_rest then 0 else value end as value_low,
        case when is_rest then value else least(1, value + greatest(0, rest_share)) end as value_high,
        n_obs,
        least(1, 1 - rest_share) as coverage_share,
        case doubt when 0 then 'A' when 1 then 'E' else 'U' end as obs_status
    from share
)
select * from final
