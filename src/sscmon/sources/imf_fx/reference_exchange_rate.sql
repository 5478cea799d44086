-- yearly averages; a currency of several countries has a rate only where they agree within one part in a thousand
with rate as (
    select
        rate.* replace (coalesce(label.currency_code, rate.currency_code) as currency_code)
    from staged.imf_fx_rate as rate
    left join mapping.imf_fx_label as label
        on label.imf_area_code = rate.imf_area_code and label.published_currency_code = rate.currency_code
    where rate.frequency_code = 'A'
),
final as (
    select
        currency_code,
        year,
        arg_min(lcu_per_usd, source_row_key) as lcu_per_usd,
        min(source_id) as source_id,
        min(source_row_key) as source_row_key,
        min(snapshot_id) as snapshot_id
    from rate
    where currency_code <> 'USD'
    group by currency_code, year
    having max(lcu_per_usd) <= 1.001 * min(lcu_per_usd)
)
select * from final
