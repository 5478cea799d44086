with final as (
    select
        'submission:' || left(md5(submitter_id || '|' || assessment_reference), 16) as assessment_id,
        dimension,
        rubric_level,
        case when coalesce(document_title, document_url) is not null
            then 'submission:E:' || left(md5(submitter_id || '|' || assessment_reference || '|' || dimension), 16)
        end as evidence_id,
        score_reason as note,
        source_id,
        source_row_key,
        snapshot_id
    from staged.submission_score
)
select * from final
