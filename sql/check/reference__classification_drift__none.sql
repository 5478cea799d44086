/*
definition: The code lists of the house have the codes that are published now, but for reviewed differences.
grain: one code of one list and what has changed
unit: none
severity: warn
*/
select * from reference.classification_drift
