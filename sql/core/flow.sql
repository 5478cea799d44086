/*
definition: >
  Money figures of all sources in one model, each as its source row states it: no conversion, no spreading over
  years, no choice between sources.
grain: one money figure as one source row states it
unit: currency_code, in the price basis of price_base
*/
select * from contribution.flow
