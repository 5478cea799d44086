-- documents named in public rows; those of single ratings stay in the house
with named as (
    select document_title, document_url, published_text, source_id, source_row_key, snapshot_id
    from staged.submission_organisation
    union all
    select document_title, document_url, published_text, source_id, source_row_key, snapshot_id
    from staged.submission_activity
    union all
    select document_title, document_url, published_text, source_id, source_row_key, snapshot_id
    from staged.submission_participant
    union all
    select document_title, document_url, published_text, source_id, source_row_key, snapshot_id
    from staged.submission_tag
    union all
    select document_title, document_url, published_text, source_id, source_row_key, snapshot_id
    from staged.submission_location
    union all
    select document_title, document_url, published_text, source_id, source_row_key, snapshot_id
    from staged.submission_flow
    union all
    select document_title, document_url, published_text, source_id, source_row_key, snapshot_id
    from staged.submission_quantity
    union all
    select document_title, document_url, published_text, source_id, source_row_key, snapshot_id
    from staged.submission_loan_terms
    union all
    select document_title, document_url, published_text, source_id, source_row_key, snapshot_id
    from staged.submission_exchange_leg
    union all
    select document_title, document_url, published_text, source_id, source_row_key, snapshot_id
    from staged.submission_award
    union all
    select document_title, document_url, published_text, source_id, source_row_key, snapshot_id
    from staged.submission_claim
    union all
    select document_title, document_url, published_text, source_id, source_row_key, snapshot_id
    from staged.submission_consultation
    union all
    select document_title, document_url, published_text, source_id, source_row_key, snapshot_id
    from staged.submission_followup
    union all
    select document_title, document_url, published_text, source_id, source_row_key, snapshot_id
    from staged.submission_condition
    union all
    select document_title, document_url, published_text, source_id, source_row_key, snapshot_id
    from staged.submission_statement
    union all
    select document_title, document_url, published_text, source_id, source_row_key, snapshot_id
    from staged.submission_report
    union all
    select document_title, document_url, published_text, source_id, source_row_key, snapshot_id
    from staged.submission_objection
    union all
    select document_title, document_url, published_text, source_id, source_row_key, snapshot_id
    from staged.submission_dialogue_meeting
),
final as (
    select
        submitted_document(document_title, document_url, published_text) as document_id,
        document_title,
        coalesce(nullif(regexp_extract(document_url, '^https?://([^/]+)', 1), ''), 'not stated') as publisher,
        document_url as url,
        published_text,
        'und' as language,
        'submission' as document_type,
        min(source_id) as source_id,
        min(source_row_key) as source_row_key,
        min(snapshot_id) as snapshot_id
    from named
    where document_title is not null
    group by document_title, document_url, published_text
)
select * from final
