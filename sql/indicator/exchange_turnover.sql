/*
title:
  en: Exchange turnover
  es: Volumen del intercambio
  pt: Volume da troca
definition:
  en: Both legs of an exchange together, in current dollars; read the row as in exchange_balance.
  es: Ambos lados de un intercambio juntos, en dólares corrientes; la fila se lee como en exchange_balance.
  pt: Ambos os lados de uma troca juntos, em dólares correntes; a linha se lê como em exchange_balance.
formula: value of A to B + value of B to A
unit: USD
grain: provider (A) x partner (B) x year (end of the period) x method of A x item (exchange, method of B, period)
missing:
  en: Where one leg is not valued in the period the sum is unknown (status O); the legs stay in core.exchange_leg.
  es: Donde un lado no está valorado en el periodo la suma es desconocida (estado O); los lados quedan en core.exchange_leg.
  pt: Onde um lado não está valorado no período a soma é desconhecida (situação O); os lados ficam em core.exchange_leg.
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
select
    party_a_id as provider_id,
    party_b_id as partner_id,
    given_method as valuation_method,
    'nominal' as price_basis,
    period_end_year as year,
    exchange_id || '|' || returned_method || '|' || period_start_year || '-' || period_end_year
        || case when is_part_year then '|PART' else '' end as item,
    given_usd + returned_usd as value,
    given_low_usd + returned_low_usd as value_low,
    given_high_usd + returned_high_usd as value_high,
    n_obs,
    cast(null as double) as coverage_share,
    obs_status
from core.exchange_pair
