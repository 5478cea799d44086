/*
definition: "Cells whose numbers leave confidential rows out. It stays in the house; the numbers say Q or D."
grain: one fact, provider, partner, modality, kind and year
unit: rows
*/
select * from contribution.withheld_cell
