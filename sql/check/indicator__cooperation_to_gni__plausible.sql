/*
definition: No cooperation is above a quarter of the provider's income; a larger one is usually a wrong unit.
grain: one observation above the bound
unit: percent
severity: warning
*/
select provider_id, year, partner_id, denominator, value
from indicator.cooperation_to_gni
where value > 25
