/*
title:
  en: >-
    SDG 17.3.1b: official concessional loans
  es: >-
    ODS 17.3.1b: préstamos oficiales concesionales
  pt: >-
    ODS 17.3.1b: empréstimos oficiais concessionais
definition:
  en: >-
    Official loans with a grant element of at least 35 percent at a discount of 5 percent that developing countries
    receive from a southern provider, gross; the channel of reporting is in item.
  es: >-
    Préstamos oficiales con elemento de donación de al menos 35 por ciento al descuento de 5 por ciento que países en
    desarrollo reciben de un oferente del Sur, brutos; el canal de declaración va en item.
  pt: >-
    Empréstimos oficiais com elemento de doação de ao menos 35 por cento ao desconto de 5 por cento que países em
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
    where: is_selected and sdg_class = 'LOAN_CONCESSIONAL'
    id: flow_id
    rows: core.flow
    by_year: {core.flow_year: [flow_id, year]}
*/
with selection as (
    select * from core.sdg_selection where is_selected and sdg_class = 'LOAN_CONCESSIONAL'
),
severity as (
    select code, cast(severity as integer) as severity from house.obs_status
),
classed as (
    select
        provider_id,
        year,
        count(*) filter (where is_candidate) / count(*) as classed_share
    from core.sdg_inclusion
    where is_candidate or sdg_exclusion in ('KIND_UNKNOWN', 'TERMS_UNKNOWN')
    group by provider_id, year
),
figure as (
    select
        selection.provider_id,
        selection.cell_partner_id as partner_id,
        selection.year,
        selection.sdg_channel as item,
        flow.partner_id as stated_partner_id,
        flow.value_op,
        flow_year.amount_usd_nominal as amount,
        case when flow_year.is_average then 'E' else flow.obs_status end as obs_status
    from selection
    join core.flow as flow using (flow_id)
    join core.flow_year as flow_year on flow_year.flow_id = selection.flow_id and flow_year.year = selection.year
),
summed as (
    select
        figure.provider_id,
        figure.partner_id,
        figure.year,
        figure.item,
        cast(sum(figure.amount) as double) as value,
        bool_or(figure.value_op in ('<=', '<')) as is_open_low,
        bool_or(figure.value_op in ('>=', '>')) as is_open_high,
        count(*) as n_obs,
        count(figure.amount) as amount_count,
        figure.partner_id = '_T' and not bool_and(figure.stated_partner_id = '_T') as is_partial,
        arg_max(figure.obs_status, severity.severity) as obs_status
    from figure
    join severity on severity.code = figure.obs_status
    group by figure.provider_id, figure.partner_id, figure.year, figure.item
),
final as (
    select
        summed.provider_id,
        summed.partner_id,
        'VM_CASH' as valuation_method,
        'nominal' as price_basis,
        summed.year,
        summed.item,
        summed.value,
        case when not summed.is_open_low then summed.value end as value_low,
        case when not summed.is_open_high and not summed.is_partial and summed.amount_count = summed.n_obs then summed.value
        end as value_high,
        summed.n_obs,
        classed.classed_share * summed.amount_count / summed.n_obs as coverage_share,
        case
            when summed.value is null then 'O'
            when summed.is_partial and own.severity < partial.severity then 'U'
            else summed.obs_status
        end as obs_status
    from summed
    join classed using (provider_id, year)
    join severity as own on own.code = summed.obs_status
    join severity as partial on partial.code = 'U'
)
select * from final
