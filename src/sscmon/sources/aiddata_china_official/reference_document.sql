select
    'AIDDATA_GCOF_1' as document_id,
    'Global Chinese Official Finance Dataset, version 1.0' as document_title,
    'AidData at William & Mary' as publisher,
    'https://www.aiddata.org/data/chinese-global-official-finance-dataset' as url,
    '2017-10' as published_text,
    'en' as language,
    'dataset' as document_type,
    'ODC-BY 1.0' as licence,
    min(source_id) as source_id,
    min(source_row_key) as source_row_key,
    snapshot_id
from staged.aiddata_china_official_project
group by snapshot_id
