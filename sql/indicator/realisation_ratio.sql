/*
title:
  en: Realisation of promises
  es: Ejecución de lo prometido
  pt: Realização do prometido
definition:
  en: Share of what was promised that reached the next stage, of the capital of funds and banks (subscribed of authorised, reserved or paid in of subscribed) and of money (disbursed of committed, paid in of pledged). Item names the stages.
  es: Parte de lo prometido que llegó a la etapa siguiente, del capital de fondos y bancos (suscrito de autorizado, reservado o pagado de suscrito) y del dinero (desembolsado de comprometido, pagado de prometido). El item nombra las etapas.
  pt: Parcela do prometido que chegou à etapa seguinte, do capital de fundos e bancos (subscrito do autorizado, reservado ou integralizado do subscrito) e do dinheiro (desembolsado do comprometido, integralizado do prometido). O item nomeia as etapas.
formula: realised / promised, in one currency
unit: share
grain: provider x partner (the fund or bank, or the partner) x kind x year x item (stages)
missing:
  en: Where a stage is not on record there is no row. A stage stated differently by several documents gives bounds and its median as central value.
  es: Donde una etapa no consta no hay fila. Una etapa que varios documentos declaran distinto da cotas y su mediana como valor central.
  pt: Onde uma etapa não consta não há linha. Uma etapa que vários documentos declaram de modo diferente dá limites e sua mediana como valor central.
caveat:
  en: For capital the provider is the group of all holders; years of promise and realisation can differ.
  es: Para el capital el oferente es el grupo de todos los socios; los años de promesa y ejecución pueden diferir.
  pt: Para o capital o prestador é o grupo de todos os sócios; os anos de promessa e realização podem diferir.
method_source: sscmon, catalogue A9
version: 1
trace:
  - table: core.instrument_stake
    match: {partner_id: instrument_id}
    where: list_contains(string_split($item, '/'), capital_stage)
  - table: core.flow
    match: {provider_id: provider_id, partner_id: partner_id, kind: kind}
    where: list_contains(string_split(string_split($item, '|')[1], '/'), flow_stage)
*/
with step as (
    select * from (
        values
            ('AUTHORISED', 'SUBSCRIBED'),
            ('SUBSCRIBED', 'RESERVED'),
            ('SUBSCRIBED', 'PAID_IN'),
            ('COMMITMENT', 'DISBURSEMENT'),
            ('PLEDGE', 'PAID_IN')
    ) as steps (promised, realised)
),
stake as (
    select
        *,
        is_total or alt_group is not null as is_whole,
        cast(amount_original as double) as amount
    from core.instrument_stake
    where currency_code = 'USD'
),
stage as (
    select
        instrument_id,
        capital_stage,
        max(party_id) filter (where is_whole) as holder_id,
        coalesce(median(amount) filter (where is_whole), sum(amount)) as amount,
        coalesce(min(amount) filter (where is_whole), sum(amount)) as amount_low,
        coalesce(max(amount) filter (where is_whole), sum(amount)) as amount_high,
        max(period_end_year) as year,
        count(*) as n_obs
    from stake
    group by instrument_id, capital_stage
),
capital as (
    select
        promised.holder_id as provider_id,
        realised.instrument_id as partner_id,
        'FIN_EQUITY' as kind,
        step.realised || '/' || step.promised as item,
        realised.year,
        realised.amount / promised.amount as value,
        realised.amount_low / promised.amount_high as value_low,
        realised.amount_high / promised.amount_low as value_high,
        realised.n_obs + promised.n_obs as n_obs,
        if(promised.amount_low < promised.amount_high or realised.amount_low < realised.amount_high, 'E', 'A')
            as obs_status
    from step
    join stage as promised on promised.capital_stage = step.promised
    join stage as realised on realised.capital_stage = step.realised and realised.instrument_id = promised.instrument_id
    where promised.amount_low > 0 and promised.holder_id is not null
),
flow as (
    select
        provider_id, partner_id, kind, flow_stage, currency_code, period_start_year, period_end_year,
        median(cast(amount_original as double)) as amount,
        min(cast(amount_original as double)) as amount_low,
        max(cast(amount_original as double)) as amount_high,
        count(*) as n_obs
    from core.flow
    where ssc_eligibility = 'SSC' and not is_part_year and kind <> 'FIN_EQUITY'
        and price_base in ('V', '_X') and period_start_year is not null and (is_total or alt_group is not null)
    group by all
),
money as (
    select
        promised.provider_id,
        promised.partner_id,
        promised.kind,
        step.realised || '/' || step.promised || '|' || promised.period_start_year || '-' || promised.period_end_year
            as item,
        realised.period_end_year as year,
        realised.amount / promised.amount as value,
        realised.amount_low / promised.amount_high as value_low,
        realised.amount_high / promised.amount_low as value_high,
        realised.n_obs + promised.n_obs as n_obs,
        if(promised.amount_low < promised.amount_high or realised.amount_low < realised.amount_high, 'E', 'A')
            as obs_status
    from step
    join flow as promised on promised.flow_stage = step.promised
    join flow as realised
        on realised.flow_stage = step.realised
        and realised.provider_id = promised.provider_id
        and realised.partner_id = promised.partner_id
        and realised.kind = promised.kind
        and realised.currency_code = promised.currency_code
        and realised.period_start_year = promised.period_start_year
        and realised.period_end_year = promised.period_end_year
    where promised.amount_low > 0
),
found as (
    select * from capital
    union all by name
    select * from money
),
final as (
    select *, cast(null as double) as coverage_share from found
)
select * from final
