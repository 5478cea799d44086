select
    source_id as document_id,
    title as document_title,
    publisher,
    url,
    date as published_text,
    language,
    type as document_type,
    seen_excerpt,
    licence,
    n_facts as fact_count,
    source_row_key,
    shape_error
from parsed.document
