/*
title:
  en: Exchange balance
  es: Saldo del intercambio
  pt: Saldo da troca
definition:
  en: What A gave B less what B gave A in an exchange of two legs, in current dollars. A is the provider of the row; the method of A's leg is valuation_method, that of B's leg is in item with the exchange and the period.
  es: Lo que A dio a B menos lo que B dio a A en un intercambio de dos lados, en dólares corrientes. A es el oferente de la fila; el método de su lado es valuation_method, el del lado de B va en item con el intercambio y el periodo.
  pt: O que A deu a B menos o que B deu a A em uma troca de dois lados, em dólares correntes. A é o prestador da linha; o método do seu lado é valuation_method, o do lado de B vai em item com a troca e o período.
formula: value of A to B - value of B to A; bounds cross
unit: USD
grain: provider (A) x partner (B) x year (end of the period) x method of A x item (exchange, method of B, period)
missing:
  en: Where one leg is not valued in the period the net is unknown (status O), not equal to the other leg.
  es: Donde un lado no está valorado en el periodo el neto es desconocido (estado O), no igual al otro lado.
  pt: Onde um lado não está valorado no período o líquido é desconhecido (situação O), não igual ao outro lado.
caveat:
  en: A compensated exchange is neither a gift nor a purchase; no leg is netted against cooperation elsewhere. Clearing operations were found over-invoiced, so they have status U.
  es: Un intercambio compensado no es ni donación ni compra; ningún lado se descuenta de la cooperación en otra parte. Se detectó sobrefacturación en la compensación, por eso llevan estado U.
  pt: Uma troca compensada não é nem doação nem compra; nenhum lado é descontado da cooperação em outra parte. Detectou-se superfaturamento na compensação, por isso têm situação U.
method_source: sscmon, catalogue A8; docs/valuation.md
version: 1
trace:
  - table: core.exchange_leg
    match: {provider_id: party_a_id, partner_id: party_b_id, year: period_end_year}
    where: string_split($item, '|')[1] = exchange_id
    then:
      - table: core.flow
        where: "$evidence_key = 'core.flow:' || flow_id"
      - indicator: in_kind_value
        where: >-
          $evidence_key = 'core.in_kind_cell:' || provider_id || '/' || year || '/' || partner_id || '/' || kind || '/'
            || item and valuation_method = $valuation_method
*/
with leg as (
    select
        exchange_id,
        party_a_id,
        party_b_id,
        leg_direction,
        valuation_method,
        period_start_year,
        period_end_year,
        is_part_year,
        sum(value_low_usd) as value_low,
        sum(value_central_usd) as value,
        sum(value_high_usd) as value_high,
        count(*) as n_obs,
        count(value_low_usd) < count(*) as is_open_low,
        count(value_high_usd) < count(*) as is_open_high,
        arg_max(leg.obs_status, cast(severity.severity as integer)) as obs_status,
        max(cast(severity.severity as integer)) as severity
    from core.exchange_leg as leg
    join house.obs_status as severity on severity.code = leg.obs_status
    group by all
),
given as (
    select * from leg where leg_direction = 'A_TO_B'
),
returned as (
    select * from leg where leg_direction = 'B_TO_A'
),
paired as (
    select
        coalesce(given.exchange_id, returned.exchange_id) as exchange_id,
        coalesce(given.party_a_id, returned.party_a_id) as provider_id,
        coalesce(given.party_b_id, returned.party_b_id) as partner_id,
        coalesce(given.valuation_method, '_Z') as valuation_method,
        coalesce(returned.valuation_method, '_Z') as returned_method,
        coalesce(given.period_start_year, returned.period_start_year) as first_year,
        coalesce(given.period_end_year, returned.period_end_year) as year,
        coalesce(given.is_part_year, returned.is_part_year) as is_part_year,
        given.value - returned.value as value,
        case when not given.is_open_low and not returned.is_open_high then given.value_low - returned.value_high end
            as value_low,
        case when not given.is_open_high and not returned.is_open_low then given.value_high - returned.value_low end
            as value_high,
        coalesce(given.n_obs, 0) + coalesce(returned.n_obs, 0) as n_obs,
        case when given.severity >= returned.severity then given.obs_status else returned.obs_status end as obs_status
    from given
    full join returned
        on returned.exchange_id = given.exchange_id
        and returned.period_start_year = given.period_start_year
        and returned.period_end_year = given.period_end_year
        and returned.is_part_year = given.is_part_year
),
final as (
    select
        provider_id,
        partner_id,
        valuation_method,
        'nominal' as price_basis,
        year,
        exchange_id || '|' || returned_method || '|' || first_year || '-' || year
            || case when is_part_year then '|PART' else '' end as item,
        value,
        case when value is not null then value_low end as value_low,
        case when value is not null then value_high end as value_high,
        n_obs,
        cast(null as double) as coverage_share,
        if(value is null, 'O', obs_status) as obs_status
    from paired
)
select * from final
