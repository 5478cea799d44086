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
formula: sum of the weights of the tag / activities; by amount, sum of weight x amount / amount
unit: share
grain: inclusion set (_Z counts activities, a set weighs them by amount) x provider (_T all) x modality x year x item
missing:
  en: >-
    The untagged part, by amount with the figures without an activity, is an item of its own and never spread over the
    others; value_high adds it. A vocabulary that no activity of the cell is tagged with has no rows.
    Where the total lacks an amount, or is only a lower limit, the bounds are open and the coverage falls.
  es: >-
    La parte sin etiqueta, por monto con las cifras sin actividad, es un item propio y nunca se reparte entre los demás;
    value_high la suma. Un vocabulario que ninguna actividad de la celda lleva no tiene filas.
    Donde al total le falta un monto, o es solo un mínimo, las cotas quedan abiertas y la cobertura baja.
  pt: >-
    A parte sem etiqueta, por montante com os números sem atividade, é um item próprio e nunca se reparte entre os
    outros; value_high a soma. Um vocabulário que nenhuma atividade da célula leva não tem linhas.
    Onde falta um montante ao total, ou ele é só um mínimo, os limites ficam abertos e a cobertura baixa.
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
  - table: core.flow_selection
    match: {inclusion_set: inclusion_set, year: year, modality: cell_modality}
    where: is_selected and cell_partner_id = '_T' and cell_kind = '_T' and $provider_id in ('_T', provider_id)
    id: flow_id
    rows: core.flow
    by_year: {core.flow_year: [flow_id, year]}
*/
with counted as (
    select
        '_Z' as inclusion_set,
        activity_id,
        year,
        coalesce(provider_id, '_T') as provider_id,
        coalesce(modality, '_T') as modality,
        1 as amount,
        0 as doubt
    from core.activity_party
    group by activity_id, year, cube (provider_id, modality)
),
figure as (
    select
        selection.inclusion_set,
        selection.provider_id,
        selection.cell_modality as modality,
        selection.year,
        flow.activity_id,
        flow_year.amount_usd_nominal as amount,
        case
            when flow.obs_status not in ('A', 'B', 'P', 'W', 'E', 'I') then 2
            when flow.obs_status in ('E', 'I') or flow_year.is_average then 1
            else 0
        end as doubt
    from core.flow_selection as selection
    join core.flow as flow using (flow_id)
    join core.flow_year as flow_year on flow_year.flow_id = selection.flow_id and flow_year.year = selection.year
    where selection.is_selected and selection.cell_partner_id = '_T' and selection.cell_kind = '_T'
        and coalesce(flow_year.amount_usd_nominal, 1) > 0
),
paid as (
    select
        inclusion_set,
        activity_id,
        year,
        coalesce(provider_id, '_T') as provider_id,
        modality,
        sum(amount) as amount,
        count(*) as figure_count,
        count(amount) as known_count,
        max(doubt) as doubt
    from figure
    group by inclusion_set, activity_id, year, modality, grouping sets ((provider_id), ())
),
cell as (
    select inclusion_set, activity_id, year, provider_id, modality, cast(amount as decimal(24, 4)) as amount, 1 as figure_count, 1 as known_count, doubt
    from counted
    union all
    select inclusion_set, activity_id, year, provider_id, modality, cast(amount as decimal(24, 4)), figure_count, known_count, doubt
    from paid
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
        cast(weight_share / greatest(1, total_share) as decimal(13, 12)) as weight,
        doubt
    from stated
),
whole as (
    select inclusion_set, provider_id, modality, year, cast(sum(amount) as double) as amount, count(amount) as activity_count,
        sum(known_count) / sum(figure_count) as known_share
    from cell
    group by inclusion_set, provider_id, modality, year
),
tagged as (
    select
        cell.inclusion_set, cell.provider_id, cell.modality, cell.year, tag.prefix, tag.item,
        sum(tag.weight * cell.amount) as weight, count(*) as n_obs, max(greatest(tag.doubt, cell.doubt)) as doubt
    from cell
    join tag using (activity_id)
    where cell.amount is not null
    group by all
),
assigned as (
    select inclusion_set, provider_id, modality, year, prefix, sum(weight) as weight, max(doubt) as doubt
    from tagged
    group by all
),
share as (
    select
        tagged.*,
        tagged.weight / whole.amount as value,
        1 - assigned.weight / whole.amount as rest_share,
        whole.known_share,
        false as is_rest
    from tagged
    join whole using (inclusion_set, provider_id, modality, year)
    join assigned using (inclusion_set, provider_id, modality, year, prefix)
    union all by name
    select
        assigned.*,
        assigned.prefix || '_X' as item,
        whole.activity_count as n_obs,
        1 - assigned.weight / whole.amount as value,
        1 - assigned.weight / whole.amount as rest_share,
        whole.known_share,
        true as is_rest
    from assigned
    join whole using (inclusion_set, provider_id, modality, year)
),
final as (
    select
        inclusion_set,
        provider_id,
        modality,
        case inclusion_set when '_Z' then '_Z' else 'VM_CASH' end as valuation_method,
        case inclusion_set when '_Z' then '_Z' else 'nominal' end as price_basis,
        year,
        item,
        value,
        case when known_share < 1 then null when is_rest then 0 else value end as value_low,
        case
            when known_share < 1 then null
            when is_rest then value
            else least(1, value + greatest(0, rest_share))
        end as value_high,
        n_obs,
        known_share * least(1, 1 - rest_share) as coverage_share,
        case doubt when 0 then 'A' when 1 then 'E' else 'U' end as obs_status
    from share
)
select * from final
