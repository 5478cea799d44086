/*
title:
  en: Portfolio overlap
  es: Superposición de carteras
  pt: Sobreposição de carteiras
definition:
  en: >-
    How alike the sectors are that two providers pay for in one partner and year, as the cosine of their amounts by
    sector; the other provider is in item.
  es: >-
    Cuánto se parecen los sectores que dos oferentes pagan en un socio y año, como coseno de sus montos por sector; el
    otro oferente va en item.
  pt: >-
    Quanto se parecem os setores que dois prestadores pagam em um parceiro e ano, como cosseno de seus montantes por
    setor; o outro prestador vai em item.
formula: sum of products of the amounts by sector / product of the lengths of both vectors
unit: cosine 0-1
grain: provider x partner x year x item (other provider)
missing:
  en: >-
    Sectors that are not known are outside; coverage is the part of both amounts that has a sector. Without any sector
    on one side there is no row.
  es: >-
    Los sectores desconocidos quedan fuera; la cobertura es la parte de ambos montos que tiene sector. Si un lado no
    tiene sector no hay fila.
  pt: >-
    Os setores desconhecidos ficam fora; a cobertura é a parte de ambos os montantes que tem setor. Se um lado não tem
    setor não há linha.
caveat:
  en: Overlap can be duplication or joint work; the number cannot tell. Each pair stands twice, once from each side.
  es: >-
    La superposición puede ser duplicación o trabajo conjunto; el número no lo distingue. Cada par aparece dos veces,
    una por lado.
  pt: >-
    A sobreposição pode ser duplicação ou trabalho conjunto; o número não o distingue. Cada par aparece duas vezes,
    uma por lado.
method_source: cosine similarity of portfolios
version: 1
trace:
  - table: core.relation_edge
    match: {partner_id: partner_id, year: year}
    where: provider_id in ($provider_id, $item) and edge_usd_nominal is not null
*/
with edge as (
    select provider_id, partner_id, year, sector, edge_usd_nominal as amount
    from core.relation_edge
    where sector <> '_T' and edge_usd_nominal > 0
),
provider as (
    select
        provider_id,
        partner_id,
        year,
        sqrt(sum(amount * amount order by sector) filter (where sector <> '_X')) as length,
        sum(amount order by sector) filter (where sector <> '_X') as known_usd,
        sum(amount order by sector) as total_usd
    from edge
    group by provider_id, partner_id, year
    having bool_or(sector <> '_X')
),
product as (
    select
        own.provider_id,
        own.partner_id,
        own.year,
        other.provider_id as item,
        sum(own.amount * other.amount order by own.sector) as amount_product,
        count(*) as n_obs
    from edge as own
    join edge as other
        on other.partner_id = own.partner_id
        and other.year = own.year
        and other.sector = own.sector
        and other.provider_id <> own.provider_id
    where own.sector <> '_X'
    group by own.provider_id, own.partner_id, own.year, other.provider_id
),
final as (
    select
        own.provider_id,
        own.partner_id,
        'SOLIDARITY_WIDE' as inclusion_set,
        'VM_CASH' as valuation_method,
        'nominal' as price_basis,
        own.year,
        other.provider_id as item,
        least(1, coalesce(product.amount_product, 0) / own.length / other.length) as value,
        value as value_low,
        value as value_high,
        coalesce(product.n_obs, 0) as n_obs,
        least(1, (own.known_usd + other.known_usd) / (own.total_usd + other.total_usd)) as coverage_share,
        'A' as obs_status
    from provider as own
    join provider as other
        on other.partner_id = own.partner_id and other.year = own.year and other.provider_id <> own.provider_id
    left join product
        on product.provider_id = own.provider_id
        and product.partner_id = own.partner_id
        and product.year = own.year
        and product.item = other.provider_id
)
select * from final
