/*
definition: >
  Exchange rates that sources state beside a price, where they differ from the official rate. They give a second
  reading of a cost in dollars; they are never set against an income converted at the official rate.
grain: one currency in one year as stated with one price
unit: currency units for one US dollar
*/
select * from contribution.stated_rate
