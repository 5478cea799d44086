/*
definition: "Awards of funds, with the purpose (a to e) they serve."
grain: one award of one fund
unit: currency_code
*/
select * from contribution.award
