/*
definition: Every quantity has a value by some method, or a row that says why it has none.
grain: one quantity that is missing
unit: none
*/
select quantity.quantity_id
from core.quantity as quantity
left join core.valuation as valuation using (quantity_id)
where valuation.valuation_id is null
