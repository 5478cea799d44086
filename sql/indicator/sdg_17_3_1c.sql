/*
title:
  en: >-
    SDG 17.3.1c: official non-concessional loans
  es: >-
    ODS 17.3.1c: préstamos oficiales no concesionales
  pt: >-
    ODS 17.3.1c: empréstimos oficiais não concessionais
definition:
  en: >-
    Official loans with a grant element below 35 percent at a discount of 5 percent that developing countries receive
    from a southern provider, gross; the channel of reporting is in item.
  es: >-
    Préstamos oficiales con elemento de donación menor de 35 por ciento al descuento de 5 por ciento que países en
    desarrollo reciben de un oferente del Sur, brutos; el canal de declaración va en item.
  pt: >-
    Empréstimos oficiais com elemento de doação menor que 35 por cento ao desconto de 5 por cento que países em
    desenvolvimento recebem de um prestador do Sul, brutos; o canal de declaração vai em item.
formula: sum of the counted gross receipts that do not overlap
unit: USD
grain: provider x partner (_T all) x year x item (channel)
missing:
  en: >-
    What is excluded stands with its rule in core.sdg_inclusion. A loan without known terms is in neither b nor c.
    Where nothing is counted there is no row, never a zero; coverage is the part of the provider's possible figures of
    the year that could be classed.
  es: >-
    Lo excluido consta con su regla en core.sdg_inclusion. Un préstamo sin condiciones conocidas no está en b ni en c.
    Donde nada cuenta no hay fila, nunca un cero; la cobertura es la parte de las cifras posibles del oferente que
    pudo clasificarse.
  pt: >-
    O excluído consta com sua regra em core.sdg_inclusion. Um empréstimo sem condições conhecidas não está em b nem em
    c. Onde nada conta não há linha, nunca um zero; a cobertura é a parte dos números possíveis do prestador que pôde
    ser classificada.
caveat:
  en: >-
    Computed by the rules, not reported: only what comes through OECD or UNCTAD is official. A sum over single
    partners is a lower limit (no high, status U).
  es: >-
    Calculado según las reglas, no declarado: solo lo que llega por OCDE o UNCTAD es oficial. Una suma de socios es un
    mínimo (sin cota alta, estado U).
  pt: >-
    Calculado segundo as regras, não declarado: só o que chega por OCDE ou UNCTAD é oficial. Uma soma de parceiros é
    um mínimo (sem limite alto, situação U).
method_source: UN, metadata of SDG indicator 17.3.1 (2023-05-15)
version: 1
trace:
  - table: core.sdg_selection
    match: {provider_id: provider_id, year: year, partner_id: cell_partner_id, item: sdg_channel}
    where: is_selected and sdg_class = 'LOAN_OTHER'
    id: flow_id
    rows: core.flow
    by_year: {core.flow_year: [flow_id, year]}
*/
select
    provider_id,
    cell_partner_id as partner_id,
    'VM_CASH' as valuation_method,
    'nominal' as price_basis,
    year,
    sdg_channel as item,
    amount_usd_nominal as value,
    amount_usd_nominal_low as value_low,
    amount_usd_nominal_high as value_high,
    n_obs,
    coverage_share,
    obs_status
from core.sdg_cell
where sdg_class = 'LOAN_OTHER'
