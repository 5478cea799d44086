/*
definition: Denominators of effort ratios, in the order in which they stand in for one another.
grain: one denominator
unit: none
*/
select
    code as denominator,
    label_en,
    label_es,
    label_pt,
    cast(preference as bigint) as preference,
    is_fallback,
    macro_series as series,
    unit
from house.denominator
