/*
definition: >
  Yearly average exchange rates. The publisher writes a country's whole series in the currency of its last year,
  so the series gives the rate of that currency. A currency of several countries takes only countries that
  already used it at the end of the year, and has a rate only where they agree within one part in a thousand.
  The US dollar is one by definition. Where the series has no rate, that of another source is taken, in this order: the
  IMF, which the series itself comes from, then the mean of the ECB's daily rates, then any other.
grain: one currency in one year
unit: currency units for one US dollar
*/
with series as (
    select
        iso3,
        year,
        series_value as lcu_per_usd,
        max(year) over (partition by iso3) as last_year,
        source_id,
        source_row_key,
        snapshot_id
    from reference.macro
    where series = 'fx_lcu_per_usd' and series_value > 0
),
currency as (
    select
        iso3,
        attribute_value as currency_code,
        valid_from_date,
        coalesce(valid_to_date, date '9999-12-31') as valid_to_date
    from reference.country_attribute
    where attribute = 'national_currency'
),
named as (
    select series.*, last_currency.currency_code, used.iso3 is not null as was_used
    from series
    join currency as last_currency
        on last_currency.iso3 = series.iso3
        and make_date(series.last_year, 12, 31) between last_currency.valid_from_date and last_currency.valid_to_date
    left join currency as used
        on used.iso3 = series.iso3
        and used.currency_code = last_currency.currency_code
        and make_date(series.year, 12, 31) between used.valid_from_date and used.valid_to_date
    where last_currency.currency_code <> 'USD'
),
usable as (
    select *
    from named
    qualify was_used or count(distinct iso3) over (partition by currency_code) = 1
),
agreed as (
    select
        currency_code,
        year,
        arg_min(lcu_per_usd, source_row_key) as lcu_per_usd,
        min(source_id) as source_id,
        min(source_row_key) as source_row_key,
        min(snapshot_id) as snapshot_id
    from usable
    group by currency_code, year
    having max(lcu_per_usd) <= 1.001 * min(lcu_per_usd)
),
dollar as (
    select distinct 'USD' as currency_code, year, 1.0 as lcu_per_usd, 'house' as source_id,
        'definition' as source_row_key, 'codelists' as snapshot_id
    from reference.macro
),
offered as (
    select *, 1 as preference from agreed
    union all by name
    select *, case source_id when 'imf_fx' then 2 when 'ecb_fx' then 3 else 4 end as preference
    from contribution.exchange_rate
    where currency_code <> 'USD'
),
preferred as (
    select * exclude (preference)
    from offered
    qualify row_number() over (partition by currency_code, year order by preference, source_id, source_row_key) = 1
),
final as (
    select * from preferred
    union all by name
    select * from dollar
)
select * from final
