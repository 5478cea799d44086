/*
title:
  en: Concessional share of loans
  es: Peso concesional de los préstamos
  pt: Peso concessional dos empréstimos
definition:
  en: >-
    Share of the loans that pass a test of concessionality in the loans whose terms are known; the test is in item,
    that of the DAC for borrower and year or that of TOSSD.
  es: >-
    Peso de los préstamos que pasan una prueba de concesionalidad en los préstamos con condiciones conocidas; la
    prueba va en item, la del CAD por prestatario y año o la de TOSSD.
  pt: >-
    Peso dos empréstimos que passam em um teste de concessionalidade nos empréstimos com condições conhecidas; o teste
    vai em item, o do CAD por tomador e ano ou o da TOSSD.
formula: amount of loans that pass / amount of loans with terms
unit: share
grain: inclusion set x provider x modality x year x item
missing:
  en: >-
    The share is of what is known; the low takes all that is unknown as no, the high as yes. Where nothing is known
    there is no row. The unknown share of the total stands in item UNKNOWN.
  es: >-
    El peso es sobre lo conocido; la cota baja toma lo desconocido como no, la alta como sí. Donde nada se conoce no
    hay fila. El peso desconocido del total va en el item UNKNOWN.
  pt: >-
    O peso é sobre o conhecido; o limite baixo toma o desconhecido como não, o alto como sim. Onde nada se conhece não
    há linha. O peso desconhecido do total vai no item UNKNOWN.
caveat:
  en: Where the readings of the terms, or the tests of several borrowers, differ the verdict is open and the loan unknown.
  es: >-
    Si las lecturas de las condiciones, o las pruebas de varios prestatarios, difieren, el veredicto queda abierto y
    el préstamo es desconocido.
  pt: >-
    Se as leituras das condições, ou os testes de vários tomadores, diferem, o veredito fica aberto e o empréstimo é
    desconhecido.
method_source: OECD DAC, thresholds of 2018 (45 % at 9 %, 15 % at 7 %, 10 % at 6 %; before, 25 % at 10 %); TOSSD and IMF, 35 % at 5 %
version: 1
trace:
  - table: core.flow_selection
    match: {inclusion_set: inclusion_set, provider_id: provider_id, year: year, modality: cell_modality}
    where: is_selected and cell_partner_id = '_T' and cell_kind = 'FIN_LOAN'
    id: flow_id
    rows: core.flow
    by_year: {core.flow_year: [flow_id, year]}
*/
with answer as (
    select * from core.answer_amount where process_question in ('CONCESSIONAL_DAC', 'CONCESSIONAL_TOSSD') and known_share > 0
),
final as (
    select
        provider_id,
        modality,
        inclusion_set,
        'VM_CASH' as valuation_method,
        'nominal' as price_basis,
        year,
        case process_question when 'CONCESSIONAL_DAC' then 'DAC' when 'CONCESSIONAL_TOSSD' then 'TOSSD_IMF' end as item,
        answer_share as value,
        answer_share_low as value_low,
        answer_share_high as value_high,
        figure_count as n_obs,
        known_share as coverage_share,
        case when answer_share is null then 'O' else obs_status end as obs_status
    from answer
    union all by name
    select
        provider_id,
        modality,
        inclusion_set,
        'VM_CASH' as valuation_method,
        'nominal' as price_basis,
        year,
        case process_question when 'CONCESSIONAL_DAC' then 'DAC' when 'CONCESSIONAL_TOSSD' then 'TOSSD_IMF' end || '|UNKNOWN' as item,
        unknown_usd_nominal / (yes_usd_nominal + no_usd_nominal + unknown_usd_nominal) as value,
        value as value_low,
        value as value_high,
        figure_count as n_obs,
        1.0 as coverage_share,
        obs_status
    from answer
    where yes_usd_nominal + no_usd_nominal + unknown_usd_nominal > 0
)
select * from final
