with activity as (
    select reported_activity_id, activity_id from core.submitted_activity
),
final as (
    select
        submitted(objection.submitter_id, objection.objection_reference) as objection_id,
        activity.activity_id,
        objection.provider_id,
        objection.partner_id,
        objection.year,
        objection.objection_date,
        submitted_document(objection.document_title, objection.document_url, objection.published_text) as document_id,
        objection.source_id,
        objection.source_row_key,
        objection.snapshot_id
    from staged.submission_objection as objection
    left join activity
        on activity.reported_activity_id = submitted(objection.submitter_id, objection.activity_reference)
)
select * from final
