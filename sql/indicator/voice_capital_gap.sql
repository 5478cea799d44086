/*
title:
  en: Voice-capital gap
  es: Brecha entre voto y capital
  pt: Brecha entre voto e capital
definition:
  en: >-
    Half the sum of the differences between each member's share of the capital of an instrument and an equal vote for
    every member: 0 where capital is equal, near 1 where one member holds it all. The stage of the capital is in item.
  es: >-
    Mitad de la suma de las diferencias entre el peso de cada miembro en el capital de un instrumento y un voto igual
    por miembro: 0 si el capital es igual, cerca de 1 si uno lo tiene todo. La etapa del capital va en item.
  pt: >-
    Metade da soma das diferenças entre o peso de cada membro no capital de um instrumento e um voto igual por membro:
    0 se o capital é igual, perto de 1 se um o tem todo. A etapa do capital vai em item.
formula: 1/2 x sum of abs(capital share - 1 / members)
unit: index 0-1
grain: instrument (as partner) x year x item (stage of the capital)
missing:
  en: >-
    Only members with a stake stated at the stage count. Where their sum is below the stated total, or no total is
    stated, the status is U.
  es: >-
    Solo cuentan los miembros con participación declarada en esa etapa. Si su suma no llega al total declarado, o no
    hay total, el estado es U.
  pt: >-
    Só contam os membros com participação declarada nessa etapa. Se sua soma não alcança o total declarado, ou não há
    total, a situação é U.
caveat:
  en: It compares with one member, one vote; where an agreement weighs votes by capital the gap of that rule is zero.
  es: Compara con un miembro, un voto; si el convenio pondera los votos por capital, la brecha de esa regla es cero.
  pt: Compara com um membro, um voto; se o acordo pondera os votos por capital, a brecha dessa regra é zero.
method_source: sscmon, indicator D6 (dissimilarity of two distributions, Duncan and Duncan, 1955)
version: 1
trace:
  - table: core.instrument_stake
    match: {partner_id: instrument_id, year: period_end_year}
    where: starts_with($item, capital_stage)
*/
with stake as (
    select * from core.instrument_stake where period_end_year is not null
),
party as (
    select
        instrument_id,
        capital_stage,
        period_end_year,
        currency_code,
        party_id,
        cast(max(amount_original) as double) as amount
    from stake
    where not is_total and amount_original >= 0
    group by all
),
total as (
    select instrument_id, capital_stage, period_end_year, currency_code, cast(max(amount_original) as double) as amount
    from stake
    where is_total
    group by all
),
share as (
    select
        *,
        amount / sum(amount) over capital as capital_share,
        1 / count(*) over capital as vote_share,
        sum(amount) over capital as capital_amount
    from party
    window capital as (partition by instrument_id, capital_stage, period_end_year, currency_code)
),
gap as (
    select
        instrument_id,
        capital_stage,
        period_end_year,
        currency_code,
        sum(abs(capital_share - vote_share) order by party_id) / 2 as value,
        any_value(capital_amount) as capital_amount,
        count(*) as n_obs
    from share
    where capital_amount > 0
    group by all
    having count(*) > 1
),
final as (
    select
        '_T' as provider_id,
        gap.instrument_id as partner_id,
        gap.period_end_year as year,
        gap.capital_stage || '|EQUAL_VOTES|' || gap.currency_code as item,
        gap.value,
        gap.value as value_low,
        gap.value as value_high,
        gap.n_obs,
        case when total.amount > 0 then least(1, gap.capital_amount / total.amount) end as coverage_share,
        case when gap.capital_amount >= total.amount * 0.999999 then 'A' else 'U' end as obs_status
    from gap
    left join total using (instrument_id, capital_stage, period_end_year, currency_code)
)
select * from final
