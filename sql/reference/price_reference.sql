/*
definition: Unit prices for valuing quantities, each as its document prints it.
grain: one price of one item in one place and year
unit: currency_code for one price_per
*/
select * from contribution.price_reference
