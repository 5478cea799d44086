-- an activity that several submitters report has the title, dates and status of one of them; the others stay staged
with activity as (
    select *, submitted(submitter_id, activity_reference) as activity_id from staged.submission_activity
),
identity as (
    select * from staged.submission_identity
),
confirmed as (
    select identity.root_activity_id, count(distinct side.side) filter (where side.side <> 'THIRD') = 2 as is_confirmed
    from identity
    join activity on activity.activity_id = identity.reported_activity_id
    join house.rater_group as side on side.code = activity.submitter_side
    group by identity.root_activity_id
),
final as (
    select
        activity.activity_id,
        activity.activity_title,
        activity.activity_description,
        activity.initiative_class,
        activity.modality,
        activity.status,
        activity.approval_date,
        activity.start_date,
        activity.end_date,
        activity.request_origin,
        activity.request_date,
        activity.objective_orientation,
        activity.tied_status,
        activity.compensation,
        activity.is_adverse,
        case when confirmed.is_confirmed or activity.document_title is not null then 'A' else 'V' end as obs_status,
        activity.source_id,
        activity.source_row_key,
        activity.snapshot_id
    from activity
    join confirmed on confirmed.root_activity_id = activity.activity_id
)
select * from final
