/*
definition: "Treaties, funds, banks, clearing systems and joint enterprises through which cooperation runs."
grain: one instrument
unit: none
*/
select * from contribution.instrument
