-- the mean over a year's days of the rate to the dollar, only of years that are over and of currencies that were quoted
-- on nine days in ten
with rate as (
    select * from staged.ecb_fx_rate
),
dollar as (
    select rate_date, lcu_per_eur as usd_per_eur from rate where currency_code = 'USD'
),
crossed as (
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
),
day_count as (
    select year(rate_date) as year, count(*) as quoted_days
    from dollar
    where year(rate_date) < (select year(max(rate_date) + 1) from dollar)
    group by all
),
final as (
    select
        crossed.currency_code,
        year(crossed.rate_date) as year,
        avg(crossed.lcu_per_usd order by crossed.rate_date) as lcu_per_usd,
        any_value(crossed.source_id) as source_id,
        arg_min(crossed.source_row_key, crossed.rate_date) as source_row_key,
        any_value(crossed.snapshot_id) as snapshot_id
    from crossed
    join day_count on day_count.year = year(crossed.rate_date)
    group by crossed.currency_code, year(crossed.rate_date), day_count.quoted_days
    having count(*) >= 0.9 * day_count.quoted_days
)
select * from final
