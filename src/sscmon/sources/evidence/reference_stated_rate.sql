-- what a price is said to be worth in dollars: the rate people meet, where it is not the official one
select
    rate.price_id,
    rate.currency_code,
    cast(rate.year as bigint) as year,
    cast(rate.lcu as double) / cast(rate.usd as double) as lcu_per_usd,
    price.document_id,
    price.source_id,
    price.source_row_key,
    price.snapshot_id
from mapping.evidence_stated_rates as rate
join staged.evidence_price as price using (price_id)
