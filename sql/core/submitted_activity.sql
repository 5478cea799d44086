/*
definition: "Activities as each submitter names them: which activity of the common model each is, and whether both sides report it."
grain: one activity of one submitter
unit: none
*/
select * from contribution.submitted_activity
