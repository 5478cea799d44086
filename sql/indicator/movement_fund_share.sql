/*
title:
  en: Share of funds for movements
  es: Peso de los fondos para movimientos
  pt: Peso dos fundos para movimentos
definition:
  en: >-
    Share of the awards of a fund that go to social movements, Indigenous Peoples, women's organisations and unions,
    of those whose receiver's type is known; the purpose, a to e, is in item (_T all), and so is the measure where it
    is the amount.
  es: >-
    Peso de las asignaciones de un fondo que van a movimientos sociales, pueblos indígenas, organizaciones de mujeres
    y sindicatos, entre las de tipo de receptor conocido; el propósito, a a e, va en item (_T todos), y también la
    medida si es el monto.
  pt: >-
    Peso das concessões de um fundo que vão a movimentos sociais, povos indígenas, organizações de mulheres e
    sindicatos, entre as de tipo de recebedor conhecido; a finalidade, a a e, vai em item (_T todas), e também a
    medida se é o montante.
formula: awards to the four types / awards whose receiver's type is known
unit: share
grain: fund (as partner) x year x item (purpose, measure)
missing:
  en: >-
    An award to a receiver of unknown type is outside; the low takes it as another, the high as one of the four.
    Amounts only within one currency.
  es: >-
    Una asignación a receptor de tipo desconocido queda fuera; la cota baja la toma como otro, la alta como uno de los
    cuatro. Montos solo en una misma moneda.
  pt: >-
    Uma concessão a recebedor de tipo desconhecido fica fora; o limite baixo a toma como outro, o alto como um dos
    quatro. Montantes só em uma mesma moeda.
method_source: sscmon, indicator G3 (challenge 10 named by H. Morales)
version: 1
trace:
  - table: core.award
    match: {partner_id: instrument_id, year: year}
    where: string_split($item, '|')[1] in ('_T', fund_purpose)
*/
with actor as (
    select code as actor_type, cast(is_movement as boolean) as is_movement from house.actor_type
),
award as (
    select
        award.instrument_id,
        award.year,
        award.fund_purpose,
        award.currency_code,
        award.amount_original,
        actor.is_movement
    from core.award as award
    left join actor using (actor_type)
    where award.year is not null
),
counted as (
    select
        instrument_id,
        year,
        coalesce(fund_purpose, '_T') as item,
        cast(count(*) filter (where is_movement) as double) as yes,
        cast(count(*) filter (where not is_movement) as double) as no,
        cast(count(*) as double) as total,
        count(*) as n_obs
    from award
    group by instrument_id, year, grouping sets ((fund_purpose), ())
),
summed as (
    select
        instrument_id,
        year,
        coalesce(fund_purpose, '_T') || '|AMOUNT|' || currency_code as item,
        cast(coalesce(sum(amount_original) filter (where is_movement), 0) as double) as yes,
        cast(coalesce(sum(amount_original) filter (where not is_movement), 0) as double) as no,
        cast(sum(amount_original) as double) as total,
        count(*) as n_obs
    from award
    where amount_original is not null and currency_code is not null
    group by instrument_id, year, currency_code, grouping sets ((fund_purpose), ())
),
every_cell as (
    select * from counted
    union all by name
    select * from summed
),
final as (
    select
        '_T' as provider_id,
        instrument_id as partner_id,
        year,
        item,
        yes / nullif(yes + no, 0) as value,
        case when yes + no > 0 then yes / total end as value_low,
        case when yes + no > 0 then greatest(value, 1 - no / total) end as value_high,
        n_obs,
        case when total > 0 then (yes + no) / total else 0 end as coverage_share,
        case when yes + no > 0 then 'A' else 'O' end as obs_status
    from every_cell
)
select * from final
