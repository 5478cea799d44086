-- the identifier does not tell who rated; single ratings stay in the house
with activity as (
    select reported_activity_id, activity_id from core.submitted_activity
),
final as (
    select
        'submission:' || left(md5(assessment.submitter_id || '|' || assessment.assessment_reference), 16)
            as assessment_id,
        activity.activity_id,
        case when activity.activity_id is null then assessment.provider_id end as party_id,
        assessment.year,
        assessment.rater_group,
        assessment.assessment_stage,
        assessment.assessment_date,
        assessment.has_consent,
        assessment.source_id,
        assessment.source_row_key,
        assessment.snapshot_id
    from staged.submission_assessment as assessment
    left join activity
        on activity.reported_activity_id = submitted(assessment.submitter_id, assessment.activity_reference)
)
select * from final
