/*
definition: >
  One verdict for each claim: what its tests agree on; WITHIN_RANGE where some support it and others do not; tests
  that could not be computed do not count unless there is no other.
grain: one claim
unit: none
*/
with counted as (
    select
        claim_id,
        count(*) as test_count,
        count(*) filter (where verdict = 'REPRODUCED') as reproduced_count,
        count(*) filter (where verdict = 'WITHIN_RANGE') as within_count,
        count(*) filter (where verdict = 'CONTRADICTED') as contradicted_count,
        count(distinct verdict) filter (where verdict <> 'NOT_COMPUTABLE') as verdict_count,
        any_value(verdict) filter (where verdict <> 'NOT_COMPUTABLE') as only_verdict
    from core.claim_check
    group by claim_id
),
final as (
    select
        claim_id,
        case
            when verdict_count = 0 then 'NOT_COMPUTABLE'
            when verdict_count = 1 then only_verdict
            else 'WITHIN_RANGE'
        end as verdict,
        test_count,
        reproduced_count,
        within_count,
        contradicted_count
    from counted
)
select * from final
