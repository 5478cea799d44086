/*
definition: Macroeconomic series used as denominators, deflators and exchange rates.
grain: one value of one series for one country and year
unit: series_unit
*/
select * from contribution.macro
