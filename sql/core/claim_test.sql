/*
definition: >
  How claims are computed again: inputs by name, a formula for the central value and, where readings differ, for the
  bounds, with the assumption each rests on. A claim without inputs has the reason why it cannot be computed.
grain: one test of one claim
unit: claim_unit
*/
select * from contribution.claim_test
