/*
definition: Nothing of group C alone enters a range in dollars.
grain: one value that does
unit: none
*/
select valuation.valuation_id
from core.valuation as valuation
join house.kind as kind on kind.code = valuation.kind
where valuation.is_in_range and kind.ssc_group = 'C'
