select
    submitted(submitter_id, space_reference) as space_id,
    year,
    meetings_held_count,
    meetings_due_count,
    member_group_count,
    submitted_document(document_title, document_url, published_text) as document_id,
    source_id,
    source_row_key,
    snapshot_id
from staged.submission_dialogue_meeting
