/*
definition: >
  No two reporters of one side state the same figure. Bodies of one provider report their own activities, which add up;
  who reports another's activity names it (same_activity_id).
grain: one pair of figures that may be the same money
unit: currency_code
severity: warning
*/
with flow as (
    select *, string_split(flow_id, ':')[2] as reporter from core.flow where reporting_side = 'PROVIDER'
)
select one.flow_id, other.flow_id as other_flow_id, one.provider_id, one.partner_id, one.amount_original
from flow as one
join flow as other
    on other.provider_id = one.provider_id
    and other.partner_id = one.partner_id
    and other.period_start_year = one.period_start_year
    and other.period_end_year = one.period_end_year
    and other.flow_stage = one.flow_stage
    and other.kind = one.kind
    and other.currency_code = one.currency_code
    and other.amount_original = one.amount_original
    and other.reporter > one.reporter
