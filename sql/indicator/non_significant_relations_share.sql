/*
title:
  en: Share of non-significant relations
  es: Peso de las relaciones no significativas
  pt: Peso das relações não significativas
definition:
  en: >-
    Share of a provider's relations with countries that are not significant, of those a partner has, and of all. A
    relation is significant where the provider's share in the partner is at least its share in the world, or where it
    is among the larger providers that together give 90 percent to the partner.
  es: >-
    Peso de las relaciones no significativas de un oferente con países, de las que tiene un socio, y de todas. Una
    relación es significativa si el peso del oferente en el socio es al menos su peso mundial, o si está entre los
    mayores oferentes que juntos dan el 90 por ciento al socio.
  pt: >-
    Peso das relações não significativas de um prestador com países, das que tem um parceiro, e de todas. Uma relação
    é significativa se o peso do prestador no parceiro é ao menos seu peso mundial, ou se está entre os maiores
    prestadores que juntos dão 90 por cento ao parceiro.
formula: relations that are not significant / relations with an amount
unit: share
grain: inclusion set x provider (_T all) x partner (_T all) x year
missing:
  en: A relation without an amount is not judged; coverage is the part of the relations on record that have one.
  es: Una relación sin monto no se juzga; la cobertura es la parte de las relaciones registradas que lo tiene.
  pt: Uma relação sem montante não se julga; a cobertura é a parte das relações registradas que o tem.
caveat:
  en: >-
    Tie rule: providers of equal amounts to a partner share one fate; all are in the 90 percent where what the larger
    ones give is below 90 percent.
  es: >-
    Regla de empate: oferentes con montos iguales a un socio corren la misma suerte; todos están en el 90 por ciento
    si lo que dan los mayores está por debajo.
  pt: >-
    Regra de empate: prestadores com montantes iguais a um parceiro têm a mesma sorte; todos estão nos 90 por cento se
    o que dão os maiores está abaixo.
method_source: OECD, 2011 OECD Report on Division of Labour (significance of aid relations)
version: 1
trace:
  - indicator: gross_flow
    match: {inclusion_set: inclusion_set, year: year}
    where: >-
      price_basis = 'nominal' and modality = '_T' and kind = '_T' and partner_id <> '_T'
      and $provider_id in ('_T', provider_id) and $partner_id in ('_T', partner_id)
*/
with country as (
    select iso3 from reference.country
),
flow as (
    select provider_id, partner_id, inclusion_set, year, value, obs_status
    from indicator.gross_flow
    where price_basis = 'nominal' and modality = '_T' and kind = '_T' and value > 0
        and partner_id in (select iso3 from country)
),
known as (
    select provider_id, partner_id, year from core.known_relation where partner_id in (select iso3 from country)
),
severity as (
    select code, cast(severity as integer) as severity from house.obs_status
),
weighed as (
    select
        *,
        sum(value) over (partition by inclusion_set, year, partner_id) as partner_usd,
        sum(value) over (partition by inclusion_set, year, provider_id) as provider_usd,
        sum(value) over (partition by inclusion_set, year) as world_usd,
        coalesce(
            sum(value) over (
                partition by inclusion_set, year, partner_id order by value desc
                range between unbounded preceding and current row
            ) - sum(value) over (partition by inclusion_set, year, partner_id, value),
            0
        ) as larger_usd
    from flow
),
judged as (
    select
        *,
        value / partner_usd < provider_usd / world_usd * (1 - 1e-9)
            and larger_usd >= 0.9 * partner_usd * (1 - 1e-9) as is_non_significant
    from weighed
),
counted as (
    select
        coalesce(judged.provider_id, '_T') as provider_id,
        coalesce(judged.partner_id, '_T') as partner_id,
        judged.inclusion_set,
        judged.year,
        count(*) filter (where judged.is_non_significant) / count(*) as value,
        count(*) as n_obs,
        arg_max(judged.obs_status, severity.severity) as obs_status
    from judged
    join severity on severity.code = judged.obs_status
    group by judged.inclusion_set, judged.year, grouping sets ((judged.provider_id), (judged.partner_id), ())
),
known_count as (
    select
        coalesce(provider_id, '_T') as provider_id,
        coalesce(partner_id, '_T') as partner_id,
        year,
        count(*) as relation_count
    from known
    group by year, grouping sets ((provider_id), (partner_id), ())
),
covered as (
    select
        counted.*,
        coalesce(least(1.0, counted.n_obs / greatest(known_count.relation_count, counted.n_obs)), 1.0) as coverage_share
    from counted
    left join known_count using (provider_id, partner_id, year)
),
final as (
    select
        provider_id,
        partner_id,
        inclusion_set,
        'VM_CASH' as valuation_method,
        'nominal' as price_basis,
        year,
        value,
        least(value, value * coverage_share) as value_low,
        greatest(value, value * coverage_share + (1 - coverage_share)) as value_high,
        n_obs,
        coverage_share,
        obs_status
    from covered
)
select * from final
