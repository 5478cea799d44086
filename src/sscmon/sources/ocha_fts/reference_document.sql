select
    'OCHA_FTS' as document_id,
    'Financial Tracking Service, flows as of the day of the snapshot' as document_title,
    'United Nations Office for the Coordination of Humanitarian Affairs' as publisher,
    'https://fts.unocha.org/' as url,
    split_part(split_part(snapshot_id, '/', 2), '_', 1) as published_text,
    'en' as language,
    'dataset' as document_type,
    'CC BY-IGO 3.0' as licence,
    min(source_id) as source_id,
    min(source_row_key) as source_row_key,
    snapshot_id
from staged.ocha_fts_flow
group by snapshot_id
