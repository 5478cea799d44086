/*
title:
  en: Gift in deferred payment
  es: Donación en el pago diferido
  pt: Doação no pagamento diferido
definition:
  en: The part of a bill that is a gift because it is paid later on soft terms. Item names the test, the reading of the agreement where sources report two, and the bill.
  es: La parte de una factura que es donación porque se paga después en condiciones blandas. El item nombra la prueba, la lectura del acuerdo si las fuentes informan dos, y la factura.
  pt: A parte de uma fatura que é doação porque se paga depois em condições brandas. O item nomeia o teste, a leitura do acordo se as fontes relatam duas, e a fatura.
formula: bill x financed share x grant element
unit: USD
grain: provider x partner x year x item (test, reading, bill)
missing:
  en: A bill without a dollar value, a financed share or loan terms has no value. A share only bounded by its source takes the share measured on other bills as central value (status E).
  es: Una factura sin valor en dólares, parte financiada o condiciones no tiene valor. Una parte que la fuente solo acota toma como central la medida en otras facturas (estado E).
  pt: Uma fatura sem valor em dólares, parte financiada ou condições não tem valor. Uma parte que a fonte só limita toma como central a medida em outras faturas (situação E).
caveat:
  en: Bills overlap (a group of countries and its members, a period and its years); they are never added here.
  es: Las facturas se superponen (un grupo de países y sus miembros, un periodo y sus años); aquí nunca se suman.
  pt: As faturas se sobrepõem (um grupo de países e seus membros, um período e seus anos); aqui nunca se somam.
method_source: sscmon, docs/valuation.md, on the published terms of PetroCaribe; grant element as in OECD DAC
version: 1
trace:
  - table: core.deferred_payment
    match: {provider_id: provider_id, partner_id: partner_id, year: year, item: "concessionality_test || case terms_reading when '_Z' then '' else '|' || terms_reading end || '|' || flow_id"}
    then:
      - table: core.flow
        match: {flow_id: flow_id}
      - table: core.loan_terms
        where: list_contains(string_split($terms_ids, ';'), terms_id)
*/
select
    provider_id,
    partner_id,
    'ENE_OIL' as kind,
    'VM_GE' as valuation_method,
    'nominal' as price_basis,
    year,
    concessionality_test || case terms_reading when '_Z' then '' else '|' || terms_reading end || '|' || flow_id as item,
    concession_usd as value,
    concession_low_usd as value_low,
    concession_high_usd as value_high,
    1 as n_obs,
    cast(null as double) as coverage_share,
    obs_status
from core.deferred_payment
