/*
title:
  en: Capacity share
  es: Peso de las capacidades
  pt: Peso das capacidades
definition:
  en: Share of personnel, training and knowledge in the gross flow whose kind is known.
  es: Peso de personal, formación y conocimiento en el flujo bruto cuyo tipo se conoce.
  pt: Peso de pessoal, formação e conhecimento no fluxo bruto cujo tipo se conhece.
formula: amount of the kinds HR_, TRN_ and KNW_ / amount of all kinds
unit: share
grain: inclusion set x provider x modality x year
missing:
  en: >-
    Money without a kind is outside the share; the low takes it as no capacity, the high as all capacity. Without any
    kind the value is empty with status O.
    Where the total lacks an amount, or is only a lower limit, the bounds are open and the coverage falls.
  es: >-
    El dinero sin tipo queda fuera; la cota baja lo toma como nada de capacidad, la alta como todo. Sin ningún tipo el
    valor queda vacío con estado O.
    Donde al total le falta un monto, o es solo un mínimo, las cotas quedan abiertas y la cobertura baja.
  pt: >-
    O dinheiro sem tipo fica fora; o limite baixo o toma como nada de capacidade, o alto como tudo. Sem nenhum tipo o
    valor fica vazio com situação O.
    Onde falta um montante ao total, ou ele é só um mínimo, os limites ficam abertos e a cobertura baixa.
caveat:
  en: Money understates the sharing of capacities, most of which is never paid for; read it beside physical_quantity.
  es: El dinero subestima la socialización de capacidades, en su mayoría no pagada; léase junto a physical_quantity.
  pt: O dinheiro subestima a socialização de capacidades, em sua maioria não paga; leia-se junto a physical_quantity.
method_source: sscmon, indicator C2 (capacity against donation)
version: 1
trace:
  - indicator: gross_flow
    match: {provider_id: provider_id, inclusion_set: inclusion_set, year: year, modality: modality}
    where: price_basis = 'nominal' and partner_id = '_T'
*/
with flow as (
    select *
    from indicator.gross_flow
    where price_basis = 'nominal' and partner_id = '_T' and value is not null
),
kind as (
    select code as kind, is_capacity = 'true' as is_capacity from house.kind
),
part as (
    select
        flow.provider_id,
        flow.inclusion_set,
        flow.modality,
        flow.year,
        sum(cast(flow.value as decimal(24, 4))) as known_usd,
        coalesce(sum(cast(flow.value as decimal(24, 4))) filter (where kind.is_capacity), 0) as capacity_usd,
        sum(flow.n_obs) as n_obs
    from flow
    join kind using (kind)
    where flow.kind not in ('_T', '_X')
    group by all
),
whole as (
    select
        total.provider_id,
        total.inclusion_set,
        total.modality,
        total.year,
        total.value as total_usd,
        cast(part.known_usd as double) as known_usd,
        cast(part.capacity_usd as double) as capacity_usd,
        greatest(total.value, coalesce(cast(part.known_usd as double), 0)) as whole_usd,
        part.known_usd > total.value * 1.000001 as parts_overlap,
        coalesce(part.n_obs, total.n_obs) as n_obs,
        total.coverage_share,
        total.obs_status
    from flow as total
    left join part using (provider_id, inclusion_set, modality, year)
    where total.kind = '_T' and total.value > 0
),
final as (
    select
        provider_id,
        modality,
        inclusion_set,
        'VM_CASH' as valuation_method,
        'nominal' as price_basis,
        year,
        capacity_usd / nullif(known_usd, 0) as value,
        case when known_usd > 0 and coverage_share = 1 then least(value, capacity_usd / whole_usd) end as value_low,
        case when known_usd > 0 and coverage_share = 1 then greatest(value, 1 - (known_usd - capacity_usd) / whole_usd) end as value_high,
        n_obs,
        coverage_share * coalesce(known_usd, 0) / whole_usd as coverage_share,
        case
            when known_usd is null or known_usd = 0 then 'O'
            when parts_overlap and obs_status in ('A', 'B', 'P') then 'W'
            else obs_status
        end as obs_status
    from whole
)
select * from final
