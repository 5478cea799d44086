/*
definition: "Legs of exchanges as their parties report them, each with its own quantity, price and side."
grain: one leg as one reporter states it
unit: quantity_unit; currency_code per quantity_unit
*/
select * from contribution.exchange_part
