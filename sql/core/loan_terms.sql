/*
definition: "Terms of loans and shares of bills that are financed, as each source states them."
grain: one set of terms as one source states it
unit: years, percent
*/
select * from contribution.loan_terms
