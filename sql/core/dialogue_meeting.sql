/*
definition: "Meetings held and due of the spaces of dialogue, and the actor groups in them."
grain: one space in one year
unit: meetings
*/
select * from contribution.dialogue_meeting
