with activity as (
    select reported_activity_id, activity_id from core.submitted_activity
),
final as (
    select
        submitted(consultation.submitter_id, consultation.consultation_reference) as consultation_id,
        activity.activity_id,
        consultation.consultation_date,
        consultation.consultation_stage,
        consultation.consulted_group,
        consultation.is_binding,
        consultation.is_fpic,
        submitted_document(consultation.document_title, consultation.document_url, consultation.published_text)
            as document_id,
        consultation.source_id,
        consultation.source_row_key,
        consultation.snapshot_id
    from staged.submission_consultation as consultation
    join activity
        on activity.reported_activity_id = submitted(consultation.submitter_id, consultation.activity_reference)
)
select * from final
