/*
title:
  en: Share of each modality, by number of initiatives
  es: Peso de cada modalidad, por número de iniciativas
  pt: Peso de cada modalidade, por número de iniciativas
definition:
  en: Share of each modality in the initiatives of a register; published shares and shares counted here stand apart in item.
  es: Peso de cada modalidad en las iniciativas de un registro; las publicadas y las contadas aquí van separadas en item.
  pt: Peso de cada modalidade nas iniciativas de um registro; as publicadas e as contadas aqui vão separadas em item.
formula: initiatives of the modality / initiatives of all modalities
unit: share
grain: register or country x modality x year x item (published or counted, what was counted, first year of a longer period)
missing:
  en: Counted only where one document gives the modality and the total, or all three modalities.
  es: Se cuenta solo donde un documento da la modalidad y el total, o las tres modalidades.
  pt: Conta-se só onde um documento dá a modalidade e o total, ou as três modalidades.
caveat:
  en: Registers revise their series; editions are not always comparable; of several for one year the best graded, then the newest, counts. A period of several years stands at its last year.
  es: Los registros revisan sus series; las ediciones no siempre son comparables; de varias para un año cuenta la de mejor grado, luego la más nueva. Un periodo de varios años va en su último año.
  pt: Os registros revisam suas séries; as edições nem sempre são comparáveis; de várias para um ano conta a de melhor grau, depois a mais nova. Um período de vários anos vai no último ano.
method_source: SEGIB, Report on South-South cooperation in Ibero-America (shares by modality)
version: 1
trace:
  - table: core.modality_count
    match: {provider_id: provider_id, year: period_end_year}
    where: >-
      case when starts_with($item, 'published') then initiative_measure = 'SHARE' and modality = $modality
      else initiative_measure = string_split($item, '|')[2] and count_unit = 'count' end
      and (ends_with($item, '|' || period_start_year || '-' || period_end_year) or period_start_year = period_end_year)
*/
with figure as (
    select
        modality_count.*,
        document.published_text,
        case when period_start_year < period_end_year then '|' || period_start_year || '-' || period_end_year else '' end
            as period
    from core.modality_count as modality_count
    left join reference.document as document using (document_id)
),
published as (
    select
        provider_id,
        modality,
        period_end_year as year,
        'published' || period as item,
        cast(initiative_count as double) / 100 as value,
        value_op,
        confidence,
        published_text,
        count_id,
        1 as n_obs
    from figure
    where initiative_measure = 'SHARE' and count_unit = 'percent'
),
part as (
    select * from figure where count_unit = 'count' and modality in ('BIL', 'TRI', 'REG')
),
whole as (
    select provider_id, document_id, initiative_measure, period_start_year, period_end_year,
        any_value(initiative_count) as initiative_total
    from figure
    where count_unit = 'count' and modality = 'ALL'
    group by all
    union all
    select provider_id, document_id, initiative_measure, period_start_year, period_end_year, sum(initiative_count)
    from part
    where (provider_id, document_id, initiative_measure, period_end_year) not in (
        select (provider_id, document_id, initiative_measure, period_end_year)
        from figure
        where count_unit = 'count' and modality = 'ALL'
    )
    group by all
    having count(distinct modality) = 3
),
counted as (
    select
        part.provider_id,
        part.modality,
        part.period_end_year as year,
        'counted|' || part.initiative_measure || part.period as item,
        cast(part.initiative_count as double) / cast(whole.initiative_total as double) as value,
        part.value_op,
        part.confidence,
        part.published_text,
        part.count_id,
        2 as n_obs
    from part
    join whole
        on whole.provider_id = part.provider_id
        and whole.document_id = part.document_id
        and whole.initiative_measure = part.initiative_measure
        and whole.period_start_year = part.period_start_year
        and whole.period_end_year = part.period_end_year
    where whole.initiative_total > 0
),
every_share as (
    select * from published
    union all by name
    select * from counted
),
best as (
    select *
    from every_share
    qualify row_number() over (
        partition by provider_id, modality, year, item order by confidence, published_text desc nulls last, count_id
    ) = 1
),
final as (
    select
        provider_id,
        modality,
        year,
        value,
        case when value_op in ('<=', '<') then null else value end as value_low,
        case when value_op in ('>=', '>') then null else value end as value_high,
        item,
        n_obs,
        1.0 as coverage_share,
        case when confidence = 'C' then 'U' else 'A' end as obs_status
    from best
)
select * from final
