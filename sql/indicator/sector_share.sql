/*
title:
  en: Share of each sector
  es: Peso de cada sector
  pt: Peso de cada setor
definition:
  en: >-
    Share of each sector, by amount and by number of activities; the vocabulary and the measure are in item. What has
    no sector is _X.
  es: >-
    Peso de cada sector, por monto y por número de actividades; el vocabulario y la medida van en item. Lo que no
    tiene sector es _X.
  pt: >-
    Peso de cada setor, por montante e por número de atividades; o vocabulário e a medida vão em item. O que não tem
    setor é _X.
formula: sum of weight x amount (or of weights) of the sector / the total
unit: share
grain: inclusion set x provider x modality x sector x year x item
missing:
  en: >-
    The part without a sector is never spread over the others; value_high adds it. Where no figure of a total has a
    sector there is no row.
    Where the total lacks an amount, or is only a lower limit, the bounds are open and the coverage falls.
  es: >-
    La parte sin sector nunca se reparte entre las demás; value_high la suma. Donde ninguna cifra de un total tiene
    sector no hay fila.
    Donde al total le falta un monto, o es solo un mínimo, las cotas quedan abiertas y la cobertura baja.
  pt: >-
    A parte sem setor nunca se reparte entre as outras; value_high a soma. Onde nenhum número de um total tem setor
    não há linha.
    Onde falta um montante ao total, ou ele é só um mínimo, os limites ficam abertos e a cobertura baixa.
caveat:
  en: Kinds of contribution stand for a sector where a figure names none, so health personnel counts as health.
  es: >-
    Los tipos de contribución valen por un sector cuando la cifra no lo nombra: el personal de salud cuenta como
    salud.
  pt: >-
    Os tipos de contribuição valem por um setor quando o número não o nomeia: pessoal de saúde conta como saúde.
method_source: OECD CRS purpose groups; Ibero-American register of South-South cooperation
version: 1
trace:
  - table: core.flow_selection
    match: {inclusion_set: inclusion_set, provider_id: provider_id, year: year, modality: cell_modality}
    where: is_selected and cell_partner_id = '_T' and cell_kind = '_T'
    id: flow_id
    rows: core.flow
    by_year: {core.flow_year: [flow_id, year]}

  - table: core.activity_sector_share
    where: >-
      ends_with($item, '|COUNT') and starts_with($item, vocabulary) and sector = $sector and activity_id in (
        select activity_id from core.activity_party as party
        where $provider_id in ('_T', party.provider_id) and $modality in ('_T', party.modality) and party.year = $year)
*/
with figure as (
    select
        selection.inclusion_set,
        selection.provider_id,
        selection.cell_modality as modality,
        selection.year,
        flow.flow_id,
        flow_sector.sector,
        cast(flow_year.amount_usd_nominal as double) * flow_sector.weight_share as amount,
        case when flow_year.is_average then 'E' else flow.obs_status end as obs_status
    from core.flow_selection as selection
    join core.flow_year as flow_year using (flow_id, year)
    join core.flow as flow using (flow_id)
    join core.flow_sector as flow_sector using (flow_id)
    where selection.is_selected
        and selection.cell_partner_id = '_T'
        and selection.cell_kind = '_T'
),
known as (
    select inclusion_set, provider_id, modality, year,
        count(distinct flow_id) filter (where amount is not null) / count(distinct flow_id) as known_share
    from figure
    group by all
),
counted as (
    select
        coalesce(party.provider_id, '_T') as provider_id,
        coalesce(party.modality, '_T') as modality,
        party.year,
        sector.vocabulary || '|COUNT' as item,
        sector.sector,
        sum(cast(sector.weight_share as decimal(18, 12))) as weight,
        count(*) as n_obs,
        1.0 as known_share,
        'A' as obs_status
    from core.activity_sector_share as sector
    join (select distinct activity_id, provider_id, modality, year from core.activity_party) as party using (activity_id)
    where party.provider_id <> '_X'
    group by sector.vocabulary, sector.sector, party.year,
        grouping sets ((party.provider_id, party.modality), (party.provider_id))
),
severity as (
    select code, cast(severity as integer) as severity from house.obs_status
),
summed as (
    select
        figure.inclusion_set,
        figure.provider_id,
        figure.modality,
        figure.year,
        'CRS3|AMOUNT' as item,
        figure.sector,
        sum(cast(figure.amount as decimal(24, 4))) as weight,
        count(*) as n_obs,
        known.known_share,
        arg_max(figure.obs_status, severity.severity) as obs_status
    from figure
    join known using (inclusion_set, provider_id, modality, year)
    join severity on severity.code = figure.obs_status
    where figure.amount is not null
    group by all
),
every_part as (
    select * from summed
    union all by name
    select *, '_Z' as inclusion_set from counted
),
whole as (
    select
        *,
        cast(sum(weight) over total as double) as total_weight,
        cast(coalesce(sum(weight) filter (where sector = '_X') over total, 0) as double) as unknown_weight
    from every_part
    window total as (partition by inclusion_set, provider_id, modality, year, item)
),
final as (
    select
        provider_id,
        modality,
        sector,
        inclusion_set,
        case when ends_with(item, 'AMOUNT') then 'VM_CASH' else '_Z' end as valuation_method,
        case when ends_with(item, 'AMOUNT') then 'nominal' else '_Z' end as price_basis,
        year,
        item,
        cast(weight as double) / total_weight as value,
        case when known_share < 1 then null when sector = '_X' then 0 else value end as value_low,
        case
            when known_share < 1 then null
            when sector = '_X' then value
            else least(1.0, value + unknown_weight / total_weight)
        end as value_high,
        n_obs,
        known_share * (1 - unknown_weight / total_weight) as coverage_share,
        obs_status
    from whole
    where total_weight > 0 and unknown_weight < total_weight
)
select * from final
