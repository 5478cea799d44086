/*
title:
  en: Grant element of loans
  es: Elemento de donación de los préstamos
  pt: Elemento de doação dos empréstimos
definition:
  en: What part of a loan's face value is a gift, by the terms on record and the test that fits the borrower and year; the test is in item.
  es: Qué parte del valor nominal de un préstamo es donación, según las condiciones registradas y la prueba que corresponde al prestatario y al año; la prueba va en item.
  pt: Que parte do valor de face de um empréstimo é doação, segundo as condições registradas e o teste que corresponde ao tomador e ao ano; o teste vai em item.
formula: 100 x (1 - present value of principal, interest and fees / face), discounted at the rate of the test
unit: percent of face
grain: provider x partner x year x item (test, and IF for loans without interest)
missing:
  en: A term no source states becomes a range over the terms on record of the same provider, else of all (status E). Where nothing is stated the value is empty (status L).
  es: Una condición que ninguna fuente declara se vuelve un rango sobre las condiciones registradas del mismo oferente, si no de todos (estado E). Donde no se declara nada el valor queda vacío (estado L).
  pt: Uma condição que nenhuma fonte declara vira uma faixa sobre as condições registradas do mesmo prestador, senão de todos (situação E). Onde nada se declara o valor fica vazio (situação L).
caveat:
  en: The range covers readings of "grace" and of the payment plan that sources leave open; the terms behind each bound are in core.grant_element.
  es: El rango cubre lecturas de "gracia" y del plan de pagos que las fuentes dejan abiertas; las condiciones detrás de cada cota están en core.grant_element.
  pt: A faixa cobre leituras de "carência" e do plano de pagamentos que as fontes deixam em aberto; as condições por trás de cada limite estão em core.grant_element.
method_source: OECD DAC, technical annex on the calculation of the grant element; UN, SDG 17.3.1 metadata, for the test of 35 percent at 5 percent
version: 1
trace:
  - table: core.loan_value
    match: {provider_id: provider_id, partner_id: partner_id, year: year, item: "concessionality_test || case when kind_detail = 'IF' then '|IF' else '' end"}
    then:
      - table: core.loan_terms
        where: list_contains(string_split($terms_ids, ';'), terms_id)
*/
with loan as (
    select
        *,
        concessionality_test || case when kind_detail = 'IF' then '|IF' else '' end as item
    from core.loan_value
),
severity as (
    select code, cast(severity as integer) as severity from house.obs_status
),
final as (
    select
        loan.provider_id,
        loan.partner_id,
        'FIN_LOAN' as kind,
        'VM_GE' as valuation_method,
        loan.year,
        loan.item,
        max(loan.grant_element_pct) as value,
        min(loan.grant_element_low_pct) as value_low,
        max(loan.grant_element_high_pct) as value_high,
        count(*) as n_obs,
        count(loan.grant_element_pct) / count(*) as coverage_share,
        case
            when max(loan.grant_element_pct) is null then arg_max(loan.obs_status, severity.severity)
            else arg_max(loan.obs_status, severity.severity) filter (where loan.grant_element_pct is not null)
        end as obs_status
    from loan
    join severity on severity.code = loan.obs_status
    group by all
)
select * from final
