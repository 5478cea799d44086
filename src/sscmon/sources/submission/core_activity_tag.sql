with activity as (
    select reported_activity_id, activity_id from core.submitted_activity
),
single as (
    select
        activity.activity_id,
        tag.tag_vocabulary as vocabulary,
        tag.tag_code,
        tag.source_id,
        tag.source_row_key,
        tag.snapshot_id
    from staged.submission_tag as tag
    join activity on activity.reported_activity_id = submitted(tag.submitter_id, tag.activity_reference)
    where tag.tag_vocabulary not in ('CRS3', 'SEGIB')
    qualify row_number() over (
        partition by activity.activity_id, tag.tag_vocabulary, tag.tag_code order by tag.source_row_key
    ) = 1
),
final as (
    select *, 1 / count(*) over (partition by activity_id, vocabulary) as weight_share, 'declared' as tag_basis
    from single
)
select * from final
