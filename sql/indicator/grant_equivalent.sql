/*
title:
  en: Grant equivalent of loans
  es: Equivalente en donación de los préstamos
  pt: Equivalente em doação dos empréstimos
definition:
  en: The gift in the loans delivered in a year, of those that pass a test of concessionality; the test is in item.
  es: La donación contenida en los préstamos entregados en un año, de los que pasan una prueba de concesionalidad; la prueba va en item.
  pt: A doação contida nos empréstimos entregues em um ano, dos que passam em um teste de concessionalidade; o teste vai em item.
formula: sum of disbursement x grant element / 100 where the grant element reaches the threshold, else 0
unit: USD
grain: inclusion set x provider x partner x modality x year x item (test)
missing:
  en: Loans without any stated term are left out and lower the coverage. A cell without any loan of known terms is empty (status L).
  es: Los préstamos sin condición alguna quedan fuera y bajan la cobertura. Una celda sin préstamos de condiciones conocidas queda vacía (estado L).
  pt: Os empréstimos sem nenhuma condição declarada ficam fora e baixam a cobertura. Uma célula sem empréstimos de condições conhecidas fica vazia (situação L).
caveat:
  en: Each bound passes or fails the threshold by itself, so the low value can be 0 where terms not stated decide.
  es: Cada cota pasa o no el umbral por sí misma; por eso el valor bajo puede ser 0 donde deciden condiciones no declaradas.
  pt: Cada limite passa ou não no limiar por si; por isso o valor baixo pode ser 0 onde decidem condições não declaradas.
method_source: OECD DAC, grant-equivalent system of 2018; thresholds and discount rates are the code list concessionality_test
version: 1
trace:
  - table: core.flow_selection
    match: {inclusion_set: inclusion_set, provider_id: provider_id, year: year, partner_id: cell_partner_id, modality: cell_modality, kind: cell_kind}
    where: is_selected
    id: flow_id
    rows: core.flow
    then:
      - table: core.loan_value
        match: {flow_id: flow_id, year: year, item: concessionality_test}
        then:
          - table: core.loan_terms
            where: list_contains(string_split($terms_ids, ';'), terms_id)
*/
with selected as (
    select * from core.flow_selection where is_selected and cell_kind = 'FIN_LOAN'
),
severity as (
    select code, cast(severity as integer) as severity from house.obs_status
),
counted as (
    select
        *,
        if(grant_element_low_pct >= threshold_pct, grant_equivalent_low_usd, 0) as counted_low_usd,
        if(grant_element_pct >= threshold_pct, grant_equivalent_usd, 0) as counted_usd,
        if(grant_element_high_pct >= threshold_pct, grant_equivalent_high_usd, 0) as counted_high_usd,
        grant_equivalent_usd is not null as is_valued
    from core.loan_value
),
final as (
    select
        selected.provider_id,
        selected.cell_partner_id as partner_id,
        selected.cell_modality as modality,
        selected.cell_kind as kind,
        selected.inclusion_set,
        'VM_GE' as valuation_method,
        'nominal' as price_basis,
        selected.year,
        counted.concessionality_test as item,
        sum(counted.counted_usd) filter (where counted.is_valued) as value,
        sum(counted.counted_low_usd) filter (where counted.is_valued) as value_low,
        sum(counted.counted_high_usd) filter (where counted.is_valued) as value_high,
        count(*) as n_obs,
        count(*) filter (where counted.is_valued) / count(*) as coverage_share,
        coalesce(arg_max(counted.obs_status, severity.severity) filter (where counted.is_valued), 'L') as obs_status
    from selected
    join counted on counted.flow_id = selected.flow_id and counted.year = selected.year
    join severity on severity.code = counted.obs_status
    group by all
)
select * from final
