/*
title:
  en: Cooperation over public expenditure
  es: Cooperación sobre gasto público
  pt: Cooperação sobre despesa pública
definition:
  en: Cooperation as a percentage of the expense of the provider's central government, both in its own currency.
  es: Cooperación como porcentaje del gasto del gobierno central del oferente, ambos en su propia moneda.
  pt: Cooperação como porcentagem da despesa do governo central do prestador, ambas em sua própria moeda.
formula: 100 x amount in national currency / expense of the central government in national currency
unit: percent
grain: inclusion set x provider x modality x year
missing:
  en: >-
    The expense comes with the World Bank's series (sscmon fetch worldbank) and is not among the bundled figures; without
    it the value is empty with status L. Without an amount in national currency the status is O.
  es: >-
    El gasto viene con las series del Banco Mundial (sscmon fetch worldbank) y no está entre las cifras incluidas; sin él
    el valor queda vacío con estado L. Sin monto en moneda nacional el estado es O.
  pt: >-
    A despesa vem com as séries do Banco Mundial (sscmon fetch worldbank) e não está entre os números incluídos; sem ela
    o valor fica vazio com situação L. Sem montante em moeda nacional a situação é O.
caveat:
  en: Central government only; where states or funds of their own cooperate the ratio is too high.
  es: Solo gobierno central; donde cooperan estados federados o fondos propios la razón es demasiado alta.
  pt: Só governo central; onde cooperam estados federados ou fundos próprios a razão é alta demais.
method_source: sscmon, indicator B3; expense as in the IMF's Government Finance Statistics Manual 2014, chapter 6
version: 1
trace:
  - table: core.flow_selection
    match: {inclusion_set: inclusion_set, provider_id: provider_id, year: year, partner_id: cell_partner_id, modality: cell_modality, kind: cell_kind}
    where: is_selected
    id: flow_id
    rows: core.flow
    by_year: {core.flow_year: [flow_id, year]}
  - table: reference.macro
    match: {provider_id: iso3, year: year}
    where: series = 'government_expense_lcu'
*/
with flow as (
    select * from core.flow_cell where measure = 'lcu_nominal' and cell_partner_id = '_T' and cell_kind = '_T'
),
expense as (
    select iso3 as provider_id, year, series_value as expense_lcu
    from reference.macro
    where series = 'government_expense_lcu' and series_value > 0
),
country as (
    select iso3 as provider_id from reference.country
),
final as (
    select
        flow.provider_id,
        flow.cell_modality as modality,
        flow.inclusion_set,
        'VM_CASH' as valuation_method,
        'nominal' as price_basis,
        flow.year,
        100 * cast(flow.amount as double) / expense.expense_lcu as value,
        100 * cast(flow.amount_low as double) / expense.expense_lcu as value_low,
        100 * cast(flow.amount_high as double) / expense.expense_lcu as value_high,
        flow.n_obs,
        flow.coverage_share,
        case when flow.amount is null then 'O' when expense.expense_lcu is null then 'L' else flow.obs_status end as obs_status
    from flow
    join country using (provider_id)
    left join expense using (provider_id, year)
)
select * from final
