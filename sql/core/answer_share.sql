/*
definition: >
  Answers counted, as shares: item _Z is the share of yes among the known answers with its interval, item UNKNOWN the
  part of all activities without an answer. Without any known answer the share is empty with status O.
grain: one question, provider, partner, modality, year and item
unit: share
*/
with answer as (
    select * from core.answer_count
),
final as (
    select
        process_question,
        provider_id,
        partner_id,
        modality,
        year,
        '_Z' as item,
        answer_share,
        answer_share_low,
        answer_share_high,
        yes_count + no_count as n_obs,
        known_share as coverage_share,
        case when answer_share is null then 'O' else 'A' end as obs_status
    from answer
    union all by name
    select
        process_question,
        provider_id,
        partner_id,
        modality,
        year,
        'UNKNOWN' as item,
        1 - known_share as answer_share,
        1 - known_share as answer_share_low,
        1 - known_share as answer_share_high,
        yes_count + no_count + unknown_count as n_obs,
        1.0 as coverage_share,
        'A' as obs_status
    from answer
)
select * from final
