/*
definition: >
  Physical quantities of all sources in one model, each as its source row states it, in its own unit.
grain: one physical figure as one source row states it
unit: quantity_unit
*/
select * from contribution.quantity
