/*
title:
  en: Net cooperation flow
  es: Flujo neto de cooperación
  pt: Fluxo líquido de cooperação
definition:
  en: Gross cooperation flow less what partners repaid in the same year, in current dollars.
  es: Flujo bruto de cooperación menos lo que los socios devolvieron en el mismo año, en dólares corrientes.
  pt: Fluxo bruto de cooperação menos o que os parceiros devolveram no mesmo ano, em dólares correntes.
formula: gross_flow - repayments
unit: USD
grain: inclusion set x provider x partner x modality x kind x year
missing:
  en: Where loans or capital may be part of the sum and no repayment is on record, the net is unknown (status O), not equal to the gross. Kinds that are never repaid keep their gross value.
  es: Donde la suma puede incluir préstamos o capital y no hay devoluciones registradas, el neto es desconocido (estado O), no igual al bruto. Los tipos que nunca se devuelven conservan su valor bruto.
  pt: Onde a soma pode incluir empréstimos ou capital e não há devoluções registradas, o líquido é desconhecido (situação O), não igual ao bruto. Os tipos que nunca se devolvem mantêm o valor bruto.
method_source: OECD DAC, net flows; TOSSD, reflows
version: 1
trace:
  - indicator: gross_flow
    match: {provider_id: provider_id, partner_id: partner_id, modality: modality, kind: kind, inclusion_set: inclusion_set, year: year}
    where: price_basis = 'nominal'
  - table: core.flow
    match: {provider_id: provider_id, partner_id: partner_id}
    where: flow_stage = 'REPAYMENT' and $year between period_start_year and period_end_year and $kind in ('_T', kind)
*/
with gross as (
    select * from core.flow_cell where measure = 'usd_nominal'
),
repayment as (
    select
        flow.provider_id,
        flow.partner_id,
        flow.modality,
        flow.kind,
        flow_year.year,
        flow_year.amount_usd_nominal as amount,
        flow_year.is_average
    from core.flow as flow
    join core.flow_year as flow_year using (flow_id)
    where flow.flow_stage = 'REPAYMENT' and flow_year.amount_usd_nominal is not null
),
repaid as (
    select
        gross.inclusion_set,
        gross.provider_id,
        gross.year,
        gross.cell_partner_id,
        gross.cell_modality,
        gross.cell_kind,
        sum(repayment.amount) as amount,
        count(*) as n_obs,
        bool_or(repayment.is_average) as is_average
    from gross
    join repayment
        on repayment.provider_id = gross.provider_id
        and repayment.year = gross.year
        and repayment.partner_id = gross.cell_partner_id
        and gross.cell_modality in ('_T', repayment.modality)
        and gross.cell_kind in ('_T', repayment.kind)
    group by all
),
judged as (
    select
        gross.*,
        repaid.n_obs as repaid_count,
        repaid.is_average,
        case
            when repaid.amount is not null then repaid.amount
            when gross.cell_kind in ('_T', 'FIN_LOAN', 'FIN_EQUITY', 'FIN_DEBT', 'ENE_OIL', '_X') then null
            else 0
        end as repaid_amount
    from gross
    left join repaid using (inclusion_set, provider_id, year, cell_partner_id, cell_modality, cell_kind)
),
final as (
    select
        provider_id,
        cell_partner_id as partner_id,
        cell_modality as modality,
        cell_kind as kind,
        inclusion_set,
        'VM_CASH' as valuation_method,
        'nominal' as price_basis,
        year,
        amount - repaid_amount as value,
        amount_low - repaid_amount as value_low,
        amount_high - repaid_amount as value_high,
        n_obs + coalesce(repaid_count, 0) as n_obs,
        coverage_share,
        case
            when amount is null or repaid_amount is null then 'O'
            when coalesce(is_average, false) and obs_status in ('A', 'B', 'P', 'W', 'K', 'D') then 'E'
            else obs_status
        end as obs_status
    from judged
)
select * from final
