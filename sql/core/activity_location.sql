/*
definition: "Where activities take place, below the national level where it is known."
grain: one place of one activity
unit: share
*/
select * from contribution.activity_location
