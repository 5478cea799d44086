-- of several reporters of one side the newest
with activity as (
    select reported_activity_id, activity_id from core.submitted_activity
),
final as (
    select
        activity.activity_id,
        statement.process_question,
        statement.submitter_side as reporting_side,
        statement.is_affirmed,
        submitted_document(statement.document_title, statement.document_url, statement.published_text) as document_id,
        statement.source_id,
        statement.source_row_key,
        statement.snapshot_id
    from staged.submission_statement as statement
    join activity on activity.reported_activity_id = submitted(statement.submitter_id, statement.activity_reference)
    qualify row_number() over (
        partition by activity.activity_id, statement.process_question, statement.submitter_side
        order by statement.submission_id desc, statement.source_row_key
    ) = 1
)
select * from final
