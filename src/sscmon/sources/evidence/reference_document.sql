select
    document_id,
    document_title,
    publisher,
    url,
    published_text,
    language,
    document_type,
    licence,
    source_id,
    source_row_key,
    snapshot_id
from staged.evidence_document
