/*
definition: >
  Money figures by calendar year, converted. A figure of several years gives an equal share to each of them,
  marked is_average. Dollars at the rate of the figure's own day where that day is known and a rate was quoted on it
  or in the week before (rate_date), else at the average rate of the year; national currency as stated, or converted
  back from dollars at the average of the year (is_lcu_converted); constant dollars of 2022 by the provider's GDP
  deflator and its exchange rate of 2022. A missing rate leaves the amount null, with the reason in conversion_gap.
  Figures without a period are left out.
grain: one money figure in one year it covers
unit: currency_code; USD; provider's national currency; USD of 2022
*/
with flow as (
    select
        flow_id,
        provider_id,
        amount_original,
        currency_code,
        price_base,
        period_start_year,
        period_end_year - period_start_year + 1 as year_count,
        unnest(range(period_start_year, period_end_year + 1)) as year
    from core.flow
    where period_start_year is not null and period_end_year is not null
),
day_rate as (
    select flow.flow_id, day.rate_date, day.lcu_per_usd
    from core.flow
    asof join reference.exchange_rate_day as day
        on day.currency_code = flow.currency_code and flow.value_date >= day.rate_date
    where day.rate_date >= flow.value_date - 7 and flow.period_start_year = flow.period_end_year
),
national as (
    select
        iso3,
        attribute_value as currency_code,
        year(valid_from_date) as first_year,
        coalesce(year(valid_to_date + interval 1 day) - 1, 9999) as last_year
    from reference.country_attribute
    where attribute = 'national_currency'
),
deflator as (
    select iso3, year, series_value as deflator from reference.macro where series = 'gdp_deflator_lcu' and series_value > 0
),
shared as (
    select
        flow.flow_id,
        flow.provider_id,
        flow.year,
        flow.year_count,
        flow.year_count > 1 as is_average,
        cast(flow.amount_original / flow.year_count as decimal(24, 4)) as amount_original,
        flow.currency_code,
        flow.price_base,
        day_rate.rate_date,
        national.currency_code as national_currency,
        coalesce(day_rate.lcu_per_usd, stated.lcu_per_usd) as stated_rate,
        own.lcu_per_usd as own_rate
    from flow
    left join day_rate on day_rate.flow_id = flow.flow_id
    left join reference.exchange_rate as stated
        on stated.currency_code = flow.currency_code and stated.year = flow.year
    left join national
        on national.iso3 = flow.provider_id and flow.year between national.first_year and national.last_year
    left join reference.exchange_rate as own
        on own.currency_code = national.currency_code and own.year = flow.year
    qualify row_number() over (partition by flow.flow_id, flow.year order by national.first_year desc) = 1
),
nominal as (
    select
        *,
        case
            when price_base not in ('V', '_X') then null
            when currency_code = 'USD' then amount_original
            else cast(amount_original / stated_rate as decimal(24, 4))
        end as amount_usd_nominal,
        currency_code <> national_currency as is_lcu_converted
    from shared
),
converted as (
    select
        *,
        case
            when price_base not in ('V', '_X') then null
            when not is_lcu_converted then amount_original
            else cast(amount_usd_nominal * own_rate as decimal(24, 4))
        end as amount_lcu_nominal
    from nominal
),
final as (
    select
        converted.flow_id,
        converted.year,
        converted.year_count,
        converted.is_average,
        converted.amount_original,
        converted.currency_code,
        converted.price_base,
        converted.rate_date,
        converted.amount_usd_nominal,
        converted.amount_lcu_nominal,
        converted.is_lcu_converted,
        cast(
            converted.amount_usd_nominal * converted.own_rate * base.deflator / then_prices.deflator / base_rate.lcu_per_usd
            as decimal(24, 4)
        ) as amount_usd_constant_2022,
        case
            when converted.price_base not in ('V', '_X') then 'NOT_CURRENT_PRICES'
            when converted.amount_usd_nominal is null then 'NO_RATE'
            when converted.national_currency is null then 'NO_NATIONAL_CURRENCY'
            when converted.own_rate is null or base_rate.lcu_per_usd is null then 'NO_PROVIDER_RATE'
            when then_prices.deflator is null or base.deflator is null then 'NO_DEFLATOR'
        end as conversion_gap
    from converted
    left join deflator as then_prices
        on then_prices.iso3 = converted.provider_id and then_prices.year = converted.year
    left join deflator as base on base.iso3 = converted.provider_id and base.year = 2022
    left join reference.exchange_rate as base_rate
        on base_rate.currency_code = converted.national_currency and base_rate.year = 2022
)
select * from final
