/*
definition: Every staged physical figure is in the common model.
grain: one physical figure that is missing
unit: none
*/
select staged.fact_id
from staged.evidence_quantity as staged
left join core.quantity as quantity
    on quantity.source_id = staged.source_id and quantity.source_row_key = staged.source_row_key
where quantity.quantity_id is null
