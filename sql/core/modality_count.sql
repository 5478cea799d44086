/*
definition: "Counts and shares of initiatives by modality, as published."
grain: one count or share as one source row states it
unit: count_unit (count or percent)
*/
select * from contribution.modality_count
