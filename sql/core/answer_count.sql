/*
definition: >
  Activities by answer, for every combination of provider, partner and modality with their totals _T. An activity
  counts once in each cell, so parts may sum to more than a total where several provide or receive. The share is yes
  among the known answers, with the Wilson interval at 95 percent; the known part stands beside it.
grain: one question, provider, partner, modality and year
unit: activities; share
*/
with answer as (
    select * from core.activity_answer
),
party as (
    select activity_id, provider_id, partner_id, modality from core.activity_party
),
cell as (
    select
        answer.process_question,
        answer.year,
        coalesce(party.provider_id, '_T') as provider_id,
        coalesce(party.partner_id, '_T') as partner_id,
        coalesce(party.modality, '_T') as modality,
        count(distinct answer.activity_id) filter (where answer.answer) as yes_count,
        count(distinct answer.activity_id) filter (where not answer.answer) as no_count,
        count(distinct answer.activity_id) filter (where answer.answer is null) as unknown_count
    from answer
    join party using (activity_id)
    group by answer.process_question, answer.year, cube (party.provider_id, party.partner_id, party.modality)
),
known as (
    select
        *,
        cast(yes_count + no_count as double) as n,
        yes_count / nullif(yes_count + no_count, 0) as p,
        cast(1.959963984540054 as double) as z
    from cell
),
wilson as (
    select
        *,
        (p + z * z / (2 * n)) / (1 + z * z / n) as centre,
        z * sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n) as half_width
    from known
    where n > 0
    union all by name
    select * from known where n = 0
),
final as (
    select
        process_question,
        provider_id,
        partner_id,
        modality,
        year,
        yes_count,
        no_count,
        unknown_count,
        p as answer_share,
        case when n > 0 then greatest(0, least(p, centre - half_width)) end as answer_share_low,
        case when n > 0 then least(1, greatest(p, centre + half_width)) end as answer_share_high,
        n / (n + unknown_count) as known_share
    from wilson
)
select * from final
