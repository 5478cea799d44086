/*
definition: >
  Exchange rates of working days, from the ECB's reference rates per euro crossed with that of the dollar. For amounts
  with a date; sums of a year use reference.exchange_rate.
grain: one currency on one day
unit: currency units for one US dollar
columns:
  rate_date: Day of the rate
  lcu_per_usd_of_day: Exchange rate of the day [currency_code per USD]
*/
with rate as (
    select rate_date, currency_code, lcu_per_eur from staged.ecb_fx_rate
    union all
    select distinct rate_date, 'EUR', 1.0 from staged.ecb_fx_rate
),
dollar as (
    select rate_date, lcu_per_eur as usd_per_eur from staged.ecb_fx_rate where currency_code = 'USD'
),
final as (
    select rate.currency_code, rate.rate_date, rate.lcu_per_eur / dollar.usd_per_eur as lcu_per_usd_of_day
    from rate
    join dollar using (rate_date)
)
select * from final
