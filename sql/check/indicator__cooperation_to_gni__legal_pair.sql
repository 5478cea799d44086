/*
definition: Numerator and denominator of every effort ratio are a pair that the code list effort_pair allows.
grain: one observation with an illegal pair
unit: none
*/
select effort.provider_id, effort.year, effort.valuation_method, effort.denominator
from indicator.cooperation_to_gni as effort
left join house.effort_pair as pair
    on pair.valuation_method = effort.valuation_method
    and pair.denominator = effort.denominator
    and pair.numerator_unit = 'USD'
where pair.code is null
