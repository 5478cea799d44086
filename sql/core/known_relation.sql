/*
definition: >
  Relations on record: a provider and a partner (not all partners together) in a year for which any figure of
  cooperation exists, in money at whatever stage or in kind. What a sum should reach; its coverage is measured
  against it.
grain: one provider, partner and year
unit: none
*/
with money as (
    select flow.provider_id, flow.partner_id, flow_year.year
    from core.flow as flow
    join core.flow_year as flow_year using (flow_id)
    where flow.ssc_eligibility = 'SSC'
),
physical as (
    select quantity.provider_id, quantity.partner_id, quantity_year.year
    from core.quantity as quantity
    join core.quantity_year as quantity_year using (quantity_id)
    where quantity_year.is_candidate
),
final as (
    select * from money where partner_id <> '_T' and partner_id <> provider_id
    union
    select * from physical where partner_id <> '_T' and partner_id <> provider_id
)
select * from final
