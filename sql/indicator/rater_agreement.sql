/*
title:
  en: Agreement of raters
  es: Acuerdo de quienes evalúan
  pt: Acordo de quem avalia
definition:
  en: >-
    Krippendorff's alpha for ordinal levels, with the middle 95 percent over resampled units as low and high: 1 is
    full agreement, 0 is chance; for each dimension and for all (item _T).
  es: >-
    Alfa de Krippendorff para niveles ordinales, con el 95 por ciento central sobre unidades remuestreadas como cotas:
    1 es acuerdo pleno, 0 es azar; por dimensión y para todas (item _T).
  pt: >-
    Alfa de Krippendorff para níveis ordinais, com os 95 por cento centrais sobre unidades reamostradas como limites:
    1 é acordo pleno, 0 é acaso; por dimensão e para todas (item _T).
formula: 1 - observed / expected disagreement
unit: alpha
grain: provider x year x item (dimension)
missing:
  en: >-
    Things rated once drop out; coverage is the part rated at least twice. Where no two levels differ alpha cannot
    exist: status M. Fewer than two rater groups, status U.
  es: >-
    Lo evaluado una sola vez queda fuera; la cobertura es la parte evaluada al menos dos veces. Si no hay niveles
    distintos alfa no puede existir: estado M. Con menos de dos grupos, estado U.
  pt: >-
    O avaliado uma só vez fica fora; a cobertura é a parte avaliada ao menos duas vezes. Se não há níveis distintos
    alfa não pode existir: situação M. Com menos de dois grupos, situação U.
caveat:
  en: >-
    At least 0.8 is usually called reliable, 0.667 to 0.8 tentative; n_obs is the number of units. From three raters
    on; a number that would show fewer has status Q and no value. An assessment stands for one rater.
  es: >-
    Desde 0.8 suele llamarse fiable, de 0.667 a 0.8 tentativo; n_obs es el número de unidades. Desde tres
    evaluaciones; un número que mostraría menos tiene estado Q y no tiene valor. Una evaluación vale por una persona
    que evalúa.
  pt: >-
    A partir de 0.8 costuma chamar-se confiável, de 0.667 a 0.8 provisório; n_obs é o número de unidades. A partir de
    três avaliações; um número que mostraria menos tem situação Q e não tem valor. Uma avaliação vale por uma pessoa
    que avalia.
method_source: Krippendorff, Content Analysis, 2004, chapter 11
version: 1
trace:
  - table: core.agreement
    match: {provider_id: provider_id, year: year, item: cell_dimension}
*/
with agreement as (
    select *, rater_count < 3 as is_suppressed from core.agreement
),
final as (
    select
        provider_id,
        year,
        cell_dimension as item,
        case when not is_suppressed then alpha end as value,
        case when not is_suppressed then alpha_low end as value_low,
        case when not is_suppressed then alpha_high end as value_high,
        case when not is_suppressed then unit_count else 0 end as n_obs,
        case when not is_suppressed then unit_count / expected_count end as coverage_share,
        case
            when is_suppressed then 'Q'
            when alpha is null then 'M'
            when group_count < 2 then 'U'
            else 'A'
        end as obs_status
    from agreement
)
select * from final
