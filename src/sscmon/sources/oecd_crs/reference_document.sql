select
    'OECD_CRS' as document_id,
    'Creditor Reporting System' as document_title,
    'OECD, Development Assistance Committee' as publisher,
    'https://data-explorer.oecd.org/' as url,
    'en' as language,
    'dataset' as document_type,
    'CC BY 4.0' as licence,
    min(source_id) as source_id,
    min(source_row_key) as source_row_key,
    min(snapshot_id) as snapshot_id
from staged.oecd_crs_activity
having count(*) > 0
