/*
definition: ODA over GNI computed here equals the percentage its publisher prints, to the second decimal.
grain: one reporter and year that differs
unit: percent
*/
select
    published.provider_id,
    published.year,
    published.measure_code,
    published.measure_value as published_pct,
    ratio.value as computed_pct
from reference.oda as published
left join indicator.oda_to_gni as ratio
    on ratio.provider_id = published.provider_id
    and ratio.year = published.year
    and ratio.valuation_method
        = case published.measure_code when 'oda_net_pct_gni_published' then 'VM_CASH' else 'VM_GE' end
where published.measure_code in ('oda_net_pct_gni_published', 'oda_grant_equivalent_pct_gni_published')
    and round(ratio.value, 2) is distinct from cast(published.measure_value as double)
