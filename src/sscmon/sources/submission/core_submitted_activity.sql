-- the activity of another source that a submitter names is taken where it exists
with identity as (
    select * from staged.submission_identity
),
activity as (
    select
        submitted(submitter_id, activity_reference) as reported_activity_id,
        submitter_id as reporter_id,
        submitter_side as reporting_side,
        same_activity_id,
        source_id,
        source_row_key,
        snapshot_id
    from staged.submission_activity
),
known as (
    select activity_id from core.activity
),
side as (
    select code as reporting_side, side from house.rater_group
),
final as (
    select
        activity.reported_activity_id,
        coalesce(known.activity_id, identity.root_activity_id) as activity_id,
        activity.reporter_id,
        activity.reporting_side,
        count(distinct side.side) filter (where side.side <> 'THIRD')
            over (partition by coalesce(known.activity_id, identity.root_activity_id)) = 2 as is_confirmed,
        activity.source_id,
        activity.source_row_key,
        activity.snapshot_id
    from activity
    join identity using (reported_activity_id)
    join side using (reporting_side)
    left join known on known.activity_id = activity.same_activity_id
)
select * from final
