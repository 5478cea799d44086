/*
definition: "Objections of receiving countries after discussion; SDG 17.3.1 does not count what is objected to."
grain: one objection
unit: none
*/
select * from contribution.recipient_objection
