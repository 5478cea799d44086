select
    'AIDDATA_GCDF_3' as document_id,
    'Global Chinese Development Finance Dataset, version 3.0' as document_title,
    'AidData at William & Mary' as publisher,
    'https://www.aiddata.org/data/aiddatas-global-chinese-development-finance-dataset-version-3-0' as url,
    '2023-11' as published_text,
    'en' as language,
    'dataset' as document_type,
    'ODC-BY 1.0' as licence,
    min(source_id) as source_id,
    min(source_row_key) as source_row_key,
    snapshot_id
from staged.aiddata_gcdf_project
group by snapshot_id
