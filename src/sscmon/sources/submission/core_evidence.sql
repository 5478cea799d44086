select
    'submission:E:' || left(md5(submitter_id || '|' || assessment_reference || '|' || dimension), 16) as evidence_id,
    coalesce(quote_locator, document_title) as quote_locator,
    document_url as url,
    source_id,
    source_row_key,
    snapshot_id
from staged.submission_score
where coalesce(document_title, document_url) is not null
