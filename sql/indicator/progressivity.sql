/*
title:
  en: Progressivity
  es: Progresividad
  pt: Progressividade
definition:
  en: >-
    Concentration index of a provider's flows over its partner countries from the poorest to the richest by GNI per
    head: -1 where all goes to the poorest, 0 where every person receives the same, 1 where all goes to the richest.
  es: >-
    Índice de concentración de los flujos de un oferente sobre sus países socios, del más pobre al más rico por INB
    por habitante: -1 si todo va al más pobre, 0 si cada persona recibe lo mismo, 1 si todo va al más rico.
  pt: >-
    Índice de concentração dos fluxos de um prestador sobre seus países parceiros, do mais pobre ao mais rico por RNB
    por habitante: -1 se tudo vai ao mais pobre, 0 se cada pessoa recebe o mesmo, 1 se tudo vai ao mais rico.
formula: 2 x sum of (share of the money x middle of the partner's place in the population) - 1
unit: index -1..1
grain: inclusion set x provider x modality x year
missing:
  en: >-
    Partners without GNI per head are outside, and coverage is the part of the money that is inside. Fewer than two
    partners, no row.
    Where the total lacks an amount, or is only a lower limit, the bounds are open and the coverage falls.
  es: >-
    Los socios sin INB por habitante quedan fuera y la cobertura es la parte del dinero que queda dentro. Con menos de
    dos socios no hay fila.
    Donde al total le falta un monto, o es solo un mínimo, las cotas quedan abiertas y la cobertura baja.
  pt: >-
    Os parceiros sem RNB por habitante ficam fora e a cobertura é a parte do dinheiro que fica dentro. Com menos de
    dois parceiros não há linha.
    Onde falta um montante ao total, ou ele é só um mínimo, os limites ficam abertos e a cobertura baixa.
caveat:
  en: It looks only at the countries that receive, and at their average income, not at who within them is reached.
  es: Mira solo a los países que reciben y a su ingreso medio, no a quién se llega dentro de ellos.
  pt: Olha só para os países que recebem e para sua renda média, não para quem se alcança dentro deles.
method_source: Kakwani, Wagstaff and van Doorslaer, Socioeconomic inequalities in health, 1997 (concentration index)
version: 1
trace:
  - indicator: gross_flow
    match: {provider_id: provider_id, inclusion_set: inclusion_set, year: year, modality: modality}
    where: price_basis = 'nominal' and kind = '_T' and partner_id <> '_T'

  - table: core.country_year
    match: {year: year}
    where: iso3 in (select partner_id from indicator.gross_flow where provider_id = $provider_id and year = $year)
*/
with country as (
    select iso3, year, population_count, gni_per_head_usd from core.country_year
),
flow as (
    select
        flow.provider_id,
        flow.partner_id,
        flow.modality,
        flow.inclusion_set,
        flow.year,
        flow.value,
        flow.obs_status,
        country.gni_per_head_usd,
        case when country.gni_per_head_usd is not null then country.population_count end as population_count
    from indicator.gross_flow as flow
    join country on country.iso3 = flow.partner_id and country.year = flow.year
    where flow.price_basis = 'nominal' and flow.kind = '_T'
),
severity as (
    select code, cast(severity as integer) as severity from house.obs_status
),
ranked as (
    select
        *,
        value / sum(value) over sum_of as money_share,
        (
            sum(population_count) over (
                partition by provider_id, modality, inclusion_set, year order by gni_per_head_usd
                range between unbounded preceding and current row
            )
            - sum(population_count) over (partition by provider_id, modality, inclusion_set, year, gni_per_head_usd) / 2
        ) / sum(population_count) over sum_of as place
    from flow
    where population_count > 0 and value > 0
    window sum_of as (partition by provider_id, modality, inclusion_set, year)
),
index as (
    select
        ranked.provider_id,
        ranked.modality,
        ranked.inclusion_set,
        ranked.year,
        2 * sum(ranked.money_share * ranked.place order by ranked.partner_id) - 1 as value,
        sum(ranked.value order by ranked.partner_id) as ranked_usd,
        count(*) as n_obs,
        arg_max(ranked.obs_status, severity.severity) as obs_status
    from ranked
    join severity on severity.code = ranked.obs_status
    group by all
    having count(*) > 1
),
whole as (
    select
        provider_id,
        modality,
        inclusion_set,
        year,
        sum(value order by partner_id) filter (where value > 0) as whole_usd,
        count(value) / count(*) as known_share
    from flow
    group by all
),
final as (
    select
        index.provider_id,
        index.modality,
        index.inclusion_set,
        'VM_CASH' as valuation_method,
        'nominal' as price_basis,
        index.year,
        index.value,
        case when whole.known_share = 1 then index.value end as value_low,
        case when whole.known_share = 1 then index.value end as value_high,
        index.n_obs,
        whole.known_share * least(1, index.ranked_usd / whole.whole_usd) as coverage_share,
        index.obs_status
    from index
    join whole using (provider_id, modality, inclusion_set, year)
)
select * from final
