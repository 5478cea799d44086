-- the mean over a year's days of the rate to the dollar, only of years that are over and of currencies that were quoted
-- on nine days in ten
with rate as (
    select * from reference.exchange_rate_day where source_id = 'ecb_fx'
),
day_count as (
    select year(rate_date) as year, count(*) as quoted_days
    from rate
    where currency_code = 'EUR' and year(rate_date) < (select year(max(rate_date) + 1) from rate)
    group by all
),
final as (
    select
        rate.currency_code,
        year(rate.rate_date) as year,
        avg(rate.lcu_per_usd order by rate.rate_date) as lcu_per_usd,
        any_value(rate.source_id) as source_id,
        arg_min(rate.source_row_key, rate.rate_date) as source_row_key,
        any_value(rate.snapshot_id) as snapshot_id
    from rate
    join day_count on day_count.year = year(rate.rate_date)
    group by rate.currency_code, year(rate.rate_date), day_count.quoted_days
    having count(*) >= 0.9 * day_count.quoted_days
)
select * from final
