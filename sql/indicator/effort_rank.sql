/*
title:
  en: Effort rank with bounds
  es: Rango de esfuerzo con límites
  pt: Posição de esforço com limites
definition:
  en: Rank of a provider by cooperation-to-GNI within a year, with the best and the worst rank its range allows.
  es: Posición de un oferente por cooperación sobre INB en un año, con la mejor y la peor que su rango permite.
  pt: Posição de um prestador por cooperação sobre RNB em um ano, com a melhor e a pior que sua faixa permite.
formula: best = 1 + providers whose low is above this high; worst = 1 + other providers whose high is at or above this low; value = 1 + providers whose central value is above
unit: rank
grain: inclusion set x provider x year (first available denominator)
missing:
  en: A provider without a low or a high is not ranked; it is listed with an empty value and status O.
  es: Un oferente sin cota baja o alta no se clasifica; se lista con valor vacío y estado O.
  pt: Um prestador sem limite baixo ou alto não é classificado; é listado com valor vazio e situação O.
caveat:
  en: A rank among the providers that have figures in that year, not among all providers. value_low is the best rank, value_high the worst.
  es: Posición entre los oferentes con cifras ese año, no entre todos. value_low es la mejor posición, value_high la peor.
  pt: Posição entre os prestadores com números naquele ano, não entre todos. value_low é a melhor posição, value_high a pior.
method_source: sscmon, indicator B4 (interval order of the ranges)
version: 1
trace:
  - indicator: cooperation_to_gni
    match: {provider_id: provider_id, inclusion_set: inclusion_set, year: year, denominator: denominator}
    where: partner_id = '_T' and modality = '_T' and kind = '_T'
  - indicator: cooperation_to_gni
    match: {inclusion_set: inclusion_set, year: year}
    where: >-
      $value is not null and partner_id = '_T' and modality = '_T' and kind = '_T' and provider_id <> $provider_id
      and (provider_id, denominator) in (
        select (rank.provider_id, rank.denominator) from indicator.effort_rank as rank
        where rank.inclusion_set = $inclusion_set and rank.year = $year and rank.value is not null)
    expand: false
*/
with effort as (
    select effort.*
    from indicator.cooperation_to_gni as effort
    join house.denominator as denominator on denominator.code = effort.denominator
    where effort.partner_id = '_T' and effort.modality = '_T' and effort.kind = '_T'
    qualify row_number() over (
        partition by effort.provider_id, effort.inclusion_set, effort.year
        order by effort.value is null, cast(denominator.preference as integer)
    ) = 1
),
ranged as (
    select * from effort where value_low is not null and value_high is not null
),
ranked as (
    select
        own.provider_id,
        own.inclusion_set,
        own.year,
        1 + count(*) filter (where other.value > own.value) as value,
        1 + count(*) filter (where other.value_low > own.value_high) as value_low,
        1 + count(*) filter (where other.value_high >= own.value_low and other.provider_id <> own.provider_id)
            as value_high,
        count(*) as n_obs
    from ranged as own
    join ranged as other on other.inclusion_set = own.inclusion_set and other.year = own.year
    group by own.provider_id, own.inclusion_set, own.year
),
listed as (
    select inclusion_set, year, count(*) as provider_count from effort group by inclusion_set, year
),
final as (
    select
        effort.provider_id,
        effort.inclusion_set,
        effort.valuation_method,
        effort.denominator,
        effort.price_basis,
        effort.year,
        ranked.value,
        ranked.value_low,
        ranked.value_high,
        coalesce(ranked.n_obs, 0) as n_obs,
        coalesce(ranked.n_obs, 0) / listed.provider_count as coverage_share,
        case when ranked.value is null then 'O' else effort.obs_status end as obs_status
    from effort
    join listed using (inclusion_set, year)
    left join ranked using (provider_id, inclusion_set, year)
)
select * from final
