/*
title:
  en: Perception gap
  es: Brecha de percepción
  pt: Brecha de percepção
definition:
  en: >-
    Median level given by the partner's state and the affected people together, less the median given by the provider;
    negative where the provider sees itself better.
  es: >-
    Nivel mediano que dan el Estado socio y la población afectada juntos, menos el que da el oferente; negativo si el
    oferente se ve mejor.
  pt: >-
    Nível mediano dado pelo Estado parceiro e pela população afetada juntos, menos o dado pelo prestador; negativo se
    o prestador se vê melhor.
formula: median(AFFECTED and RECIPIENT_STATE) - median(PROVIDER)
unit: levels
grain: provider x year x item (dimension)
missing:
  en: Where one side has given no level the value is empty with status O.
  es: Si un lado no dio ningún nivel el valor queda vacío con estado O.
  pt: Se um lado não deu nenhum nível o valor fica vazio com situação O.
caveat:
  en: >-
    Each side needs three raters, otherwise the status is Q. From three raters on; a number that would show fewer has
    status Q and no value. An assessment stands for one rater.
  es: >-
    Cada lado necesita tres evaluaciones, si no el estado es Q. Desde tres evaluaciones; un número que mostraría menos
    tiene estado Q y no tiene valor. Una evaluación vale por una persona que evalúa.
  pt: >-
    Cada lado precisa de três avaliações, senão a situação é Q. A partir de três avaliações; um número que mostraria
    menos tem situação Q e não tem valor. Uma avaliação vale por uma pessoa que avalia.
method_source: sscmon, indicator E2
version: 1
trace:
  - table: core.quality_cell
    match: {provider_id: provider_id, year: year}
    where: dimension = $item
*/
with side as (
    select code as rater_group, side from house.rater_group where side <> 'THIRD'
),
rating as (
    select rating.*, side.side
    from core.rating as rating
    join side using (rater_group)
),
judged as (
    select
        provider_id,
        year,
        dimension,
        median(level) filter (where side = 'PROVIDER') as provider_level,
        median(level) filter (where side = 'PARTNER') as partner_level,
        count(distinct assessment_id) filter (where side = 'PROVIDER' and level is not null) as provider_count,
        count(distinct assessment_id) filter (where side = 'PARTNER' and level is not null) as partner_count,
        count(level) as scored_count,
        count(*) filter (where rating_state <> 'NA') as expected_count
    from rating
    group by provider_id, year, dimension
),
small as (
    select provider_id, year, dimension, bool_or(cell_rater_group <> '_T' and is_suppressed) as has_small_group
    from core.quality_cell
    group by provider_id, year, dimension
),
status as (
    select
        *,
        case
            when provider_count = 0 or partner_count = 0 then 'O'
            when provider_count < 3 or partner_count < 3 then 'Q'
            when has_small_group then 'Q'
            else 'A'
        end as obs_status
    from judged
    join small using (provider_id, year, dimension)
),
final as (
    select
        provider_id,
        year,
        dimension as item,
        case when obs_status = 'A' then partner_level - provider_level end as value,
        value as value_low,
        value as value_high,
        case when obs_status = 'A' then provider_count + partner_count else 0 end as n_obs,
        case when obs_status = 'A' then scored_count / expected_count end as coverage_share,
        obs_status
    from status
)
select * from final
