/*
definition: "Values of quantities in money, by method; several for one quantity are normal."
grain: one value of one quantity by one method
unit: USD
*/
select * from contribution.valuation
