/*
definition: The yearly shares of a figure add up to the figure, to a ten-thousandth of its currency a year.
grain: one money figure whose shares do not add up
unit: currency_code
*/
select flow.flow_id, flow.amount_original, sum(flow_year.amount_original) as shared_amount
from core.flow as flow
join core.flow_year as flow_year using (flow_id)
group by flow.flow_id, flow.amount_original
having abs(flow.amount_original - sum(flow_year.amount_original)) > 0.0001 * count(*)
