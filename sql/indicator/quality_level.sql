/*
title:
  en: Level of quality
  es: Nivel de calidad
  pt: Nível de qualidade
definition:
  en: >-
    Median level on the rubric (0 to 4) for each dimension and rater group (item D5|AFFECTED), and the median of the
    groups' medians, every group with the same weight (item D5); low and high are the quartiles.
  es: >-
    Nivel mediano en la rúbrica (0 a 4) por dimensión y grupo evaluador (item D5|AFFECTED), y mediana de las medianas
    de los grupos, todos con el mismo peso (item D5); las cotas son los cuartiles.
  pt: >-
    Nível mediano na rubrica (0 a 4) por dimensão e grupo avaliador (item D5|AFFECTED), e mediana das medianas dos
    grupos, todos com o mesmo peso (item D5); os limites são os quartis.
formula: median of the levels of a group; median of the medians of the groups
unit: level 0-4
grain: provider x year x item (dimension, or dimension and rater group)
missing:
  en: >-
    NA is left out; ND and levels without evidence stay in the coverage and are never a 0. Fewer than two groups,
    status U. Only assessments with consent count.
  es: >-
    NA se excluye; ND y los niveles sin evidencia quedan en la cobertura y nunca son 0. Con menos de dos grupos,
    estado U. Solo cuentan evaluaciones con consentimiento.
  pt: >-
    NA se exclui; ND e os níveis sem evidência ficam na cobertura e nunca são 0. Com menos de dois grupos, situação U.
    Só contam avaliações com consentimento.
caveat:
  en: >-
    Never added over dimensions. A level 4 needs a second rater group and counts as 3 without one. From three raters
    on; a number that would show fewer has status Q and no value. An assessment stands for one rater. Where a group
    has fewer than three all groups of the dimension are withheld, and the quartiles of their median.
  es: >-
    Nunca se suma entre dimensiones. Un nivel 4 exige un segundo grupo evaluador y sin él cuenta como 3. Desde tres
    evaluaciones; un número que mostraría menos tiene estado Q y no tiene valor. Una evaluación vale por una persona
    que evalúa. Si un grupo tiene menos de tres, se retienen todos los grupos de la dimensión y los cuartiles de su
    mediana.
  pt: >-
    Nunca se soma entre dimensões. Um nível 4 exige um segundo grupo avaliador e sem ele conta como 3. A partir de
    três avaliações; um número que mostraria menos tem situação Q e não tem valor. Uma avaliação vale por uma pessoa
    que avalia. Se um grupo tem menos de três, retêm-se todos os grupos da dimensão e os quartis de sua mediana.
method_source: sscmon, rubric of ten dimensions; NeST Africa, monitoring framework of South-South cooperation, 2017
version: 1
trace:
  - table: core.quality_cell
    match: {provider_id: provider_id, year: year}
    where: starts_with($item || '|', dimension || '|')
*/
with cell as (
    select * from core.quality_cell
),
final as (
    select
        provider_id,
        year,
        dimension || case cell_rater_group when '_T' then '' else '|' || cell_rater_group end as item,
        level_median as value,
        level_quartile_1 as value_low,
        level_quartile_3 as value_high,
        coalesce(rater_count, 0) as n_obs,
        coverage_share,
        case
            when is_suppressed then 'Q'
            when level_median is null then 'O'
            when group_count < 2 then 'U'
            else 'A'
        end as obs_status
    from cell
)
select * from final
