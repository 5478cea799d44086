with activity as (
    select reported_activity_id, activity_id from core.submitted_activity
),
final as (
    select
        submitted(followup.submitter_id, followup.followup_reference) as followup_id,
        activity.activity_id,
        followup.followup_date,
        followup.submitter_side as reporting_side,
        followup.is_still_working,
        followup.submitter_note as note,
        submitted_document(followup.document_title, followup.document_url, followup.published_text) as document_id,
        followup.source_id,
        followup.source_row_key,
        followup.snapshot_id
    from staged.submission_followup as followup
    join activity on activity.reported_activity_id = submitted(followup.submitter_id, followup.activity_reference)
)
select * from final
