/*
definition: >
  Exchange rates of single days, for figures whose day is known. A day without a quotation has no row.
grain: one currency on one day
unit: currency units for one US dollar
*/
select * from contribution.exchange_rate_day
