/*
definition: >
  Sectors of activities by three digits of the CRS purpose groups (CRS3) and by the sectors of the Ibero-American
  register (SEGIB), weights summing to 1. A five-digit CRS purpose stands for its first three digits and is preferred
  to a three-digit one of the same activity. What weights leave over is _X; weights that sum to more are scaled.
grain: one sector of one activity in one vocabulary
unit: share
*/
with stated as (
    select
        activity_id,
        case when vocabulary in ('CRS3', 'CRS5') then 'CRS3' else vocabulary end as vocabulary,
        case when vocabulary = 'CRS5' then left(tag_code, 3) else tag_code end as sector,
        weight_share,
        vocabulary = 'CRS5' as is_finer,
        bool_or(vocabulary = 'CRS5') over (partition by activity_id) as has_finer
    from core.activity_sector
    where vocabulary in ('CRS3', 'CRS5', 'SEGIB')
),
weighed as (
    select activity_id, vocabulary, sector, cast(sum(cast(weight_share as decimal(18, 12))) as double) as weight_share
    from stated
    where vocabulary = 'SEGIB' or is_finer = has_finer
    group by activity_id, vocabulary, sector
),
whole as (
    select activity_id, vocabulary, cast(sum(cast(weight_share as decimal(18, 12))) as double) as total_share
    from weighed group by activity_id, vocabulary
),
final as (
    select
        weighed.activity_id,
        weighed.vocabulary,
        weighed.sector,
        weighed.weight_share / greatest(1, whole.total_share) as weight_share
    from weighed
    join whole using (activity_id, vocabulary)
    where weighed.weight_share > 0
    union all
    select activity_id, vocabulary, '_X' as sector, 1 - total_share as weight_share
    from whole
    where total_share < 1 - 1e-9
)
select * from final
