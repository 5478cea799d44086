/*
title:
  en: Effort in kind
  es: Esfuerzo en especie
  pt: Esforço em espécie
definition:
  en: Value of contributions in kind as a percentage of the provider's income, in one currency and price basis. In national currency it is the provider's own cost over its GNI, the same at market rates and at purchasing power parity.
  es: Valor de las contribuciones en especie como porcentaje del ingreso del oferente, en una misma moneda y base de precios. En moneda nacional es el costo propio del oferente sobre su INB, igual a tipo de mercado y a paridad de poder adquisitivo.
  pt: Valor das contribuições em espécie como porcentagem da renda do prestador, na mesma moeda e base de preços. Em moeda nacional é o custo próprio do prestador sobre sua RNB, igual à taxa de mercado e à paridade do poder de compra.
formula: 100 x value in kind / income, only by the pairs of the code list effort_pair
unit: percent
grain: inclusion set x provider x partner x kind x year x method x denominator x item (detail of the kind)
missing:
  en: Without the income of the year there is no row; nothing is carried over.
  es: Sin el ingreso del año no hay fila; nada se arrastra.
  pt: Sem a renda do ano não há linha; nada se transporta.
caveat:
  en: At international market prices (VM_INTL) the ratio is an opportunity value, not effort. Dollar values at an exchange rate stated beside a price are left out, because the income is converted at the official rate.
  es: A precios del mercado internacional (VM_INTL) la razón es un valor de oportunidad, no esfuerzo. Los valores en dólares al tipo declarado junto a un precio quedan fuera, porque el ingreso se convierte al tipo oficial.
  pt: A preços do mercado internacional (VM_INTL) a razão é um valor de oportunidade, não esforço. Os valores em dólares à taxa declarada junto a um preço ficam fora, porque a renda é convertida à taxa oficial.
method_source: sscmon, design finding 2 (invariance of the effort ratio); docs/valuation.md
version: 1
trace:
  - indicator: in_kind_value
    match: {inclusion_set: inclusion_set, provider_id: provider_id, partner_id: partner_id, kind: kind, year: year, valuation_method: valuation_method, item: item}
  - table: reference.macro
    match: {provider_id: iso3, year: year, denominator: "(select min(denominator) from reference.denominator as d where d.series = macro.series)"}
*/
with cell as (
    select
        *,
        case value_measure when 'lcu_nominal' then 'LCU' when 'usd_official' then 'USD' end as numerator_unit
    from core.in_kind_cell
    where value_measure in ('usd_official', 'lcu_nominal')
),
pair as (
    select valuation_method, numerator_unit, denominator from house.effort_pair
),
income as (
    select
        macro.iso3 as provider_id,
        macro.year,
        denominator.code as denominator,
        denominator.is_fallback = 'true' as is_fallback,
        macro.series_value as income
    from reference.macro as macro
    join house.denominator as denominator on denominator.macro_series = macro.series
    where macro.series_value > 0
),
final as (
    select
        cell.inclusion_set,
        cell.provider_id,
        cell.cell_partner_id as partner_id,
        cell.cell_kind as kind,
        cell.valuation_method,
        pair.denominator,
        'nominal' as price_basis,
        cell.year,
        cell.kind_detail as item,
        100 * cast(cell.amount as double) / income.income as value,
        100 * cast(cell.amount_low as double) / income.income as value_low,
        100 * cast(cell.amount_high as double) / income.income as value_high,
        cell.n_obs,
        cell.coverage_share,
        case
            when cell.amount is null then 'O'
            when income.is_fallback and cell.obs_status in ('A', 'B', 'P', 'W') then 'D'
            else cell.obs_status
        end as obs_status
    from cell
    join pair using (valuation_method, numerator_unit)
    join income using (provider_id, year, denominator)
)
select * from final
