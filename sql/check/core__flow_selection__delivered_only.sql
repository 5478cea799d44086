/*
definition: Only delivered cooperation enters a sum; no context, pledge, stock, claim or comparison figure does.
grain: one figure that must not be in a sum
unit: none
*/
select distinct flow.flow_id, flow.flow_stage, flow.ssc_eligibility, flow.source_id
from core.flow_selection as selection
join core.flow as flow using (flow_id)
where selection.is_selected
    and (
        flow.ssc_eligibility <> 'SSC'
        or flow.flow_stage not in ('DISBURSEMENT', 'EXPENDITURE', 'PAID_IN')
        or flow.source_id = 'dac_oda'
    )
