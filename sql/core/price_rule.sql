/*
definition: >
  Which prices value which kind of contribution, by which method, and as what bound. Every admissible method has its
  rules; a rule whose price is of a near but not the same thing is approximate and its values are estimates.
grain: one price series serving one bound of one method for one kind
unit: none
*/
select * from contribution.price_rule
