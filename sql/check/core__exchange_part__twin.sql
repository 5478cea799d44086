/*
definition: Every leg of a reported exchange has its twin, what the other party gives in return in the same years.
grain: one leg without its twin
unit: none
severity: warning
*/
with leg as (
    select * from core.exchange_part
)
select leg.leg_id, leg.exchange_id, leg.provider_id, leg.partner_id, leg.source_row_key
from leg
where not exists (
    select 1 from leg as twin
    where twin.exchange_id = leg.exchange_id
        and twin.provider_id = leg.partner_id
        and twin.period_start_year <= leg.period_end_year
        and twin.period_end_year >= leg.period_start_year
)
