/*
definition: Every staged money figure is in the common model.
grain: one money figure that is missing
unit: none
*/
select staged.fact_id
from staged.evidence_flow as staged
left join core.flow as flow on flow.source_id = staged.source_id and flow.source_row_key = staged.source_row_key
where flow.flow_id is null
