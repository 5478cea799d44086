select
    'IATI' as document_id,
    'IATI activity files' as document_title,
    'International Aid Transparency Initiative and its publishers' as publisher,
    'https://iatistandard.org/' as url,
    'en' as language,
    'dataset' as document_type,
    'as each publisher says' as licence,
    min(source_id) as source_id,
    min(source_row_key) as source_row_key,
    min(snapshot_id) as snapshot_id
from staged.iati_loan_terms
having count(*) > 0
