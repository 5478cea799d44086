-- weights count relative to their sum; codes without one share equally what is left of 1
with activity as (
    select reported_activity_id, activity_id from core.submitted_activity
),
coded as (
    select
        submitted(submitter_id, activity_reference) as reported_activity_id,
        'CRS3' as vocabulary,
        sector_code as tag_code,
        cast(null as double) as weight_share,
        source_id,
        source_row_key,
        snapshot_id
    from staged.submission_activity
    where sector_code is not null
    union all by name
    select
        submitted(submitter_id, activity_reference) as reported_activity_id,
        tag_vocabulary as vocabulary,
        tag_code,
        weight_share,
        source_id,
        source_row_key,
        snapshot_id
    from staged.submission_tag
    where tag_vocabulary in ('CRS3', 'SEGIB')
),
single as (
    select activity.activity_id, coded.* exclude (reported_activity_id)
    from coded
    join activity using (reported_activity_id)
    qualify row_number() over (
        partition by activity.activity_id, coded.vocabulary, coded.tag_code
        order by coded.weight_share nulls last, coded.source_row_key
    ) = 1
),
weighted as (
    select
        *,
        coalesce(
            weight_share, greatest(0, 1 - coalesce(sum(weight_share) over whole, 0))
            / count(*) filter (where weight_share is null) over whole
        ) as weight
    from single
    window whole as (partition by activity_id, vocabulary)
),
final as (
    select
        activity_id,
        vocabulary,
        tag_code,
        case when sum(weight) over whole > 0 then weight / sum(weight) over whole else 1 / count(*) over whole end
            as weight_share,
        source_id,
        source_row_key,
        snapshot_id
    from weighted
    window whole as (partition by activity_id, vocabulary)
)
select * from final
