-- rates to the dollar, crossed through the euro
with rate as (
    select * from staged.ecb_fx_rate
),
dollar as (
    select rate_date, lcu_per_eur as usd_per_eur from rate where currency_code = 'USD'
),
final as (
    select
        rate.currency_code,
        rate.rate_date,
        rate.lcu_per_eur / dollar.usd_per_eur as lcu_per_usd,
        rate.source_id,
        rate.source_row_key,
        rate.snapshot_id
    from rate
    join dollar using (rate_date)
    where rate.currency_code <> 'USD'
    union all
    select 'EUR', rate_date, 1 / lcu_per_eur, source_id, source_row_key, snapshot_id
    from rate
    where currency_code = 'USD'
)
select * from final
