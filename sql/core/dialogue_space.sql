/*
definition: "Spaces of dialogue with their formal standing and the influence they are judged to have."
grain: one space of dialogue
unit: none
*/
select * from contribution.dialogue_space
