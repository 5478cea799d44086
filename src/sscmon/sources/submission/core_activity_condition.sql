-- of several reports the one that says that the condition is attached
with activity as (
    select reported_activity_id, activity_id from core.submitted_activity
),
final as (
    select
        activity.activity_id,
        condition.condition_type,
        condition.is_attached,
        submitted_document(condition.document_title, condition.document_url, condition.published_text) as document_id,
        condition.source_id,
        condition.source_row_key,
        condition.snapshot_id
    from staged.submission_condition as condition
    join activity on activity.reported_activity_id = submitted(condition.submitter_id, condition.activity_reference)
    qualify row_number() over (
        partition by activity.activity_id, condition.condition_type
        order by condition.is_attached desc, condition.source_row_key
    ) = 1
)
select * from final
