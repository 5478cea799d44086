select
    'AIDDATA_TUFF_SAU_1' as document_id,
    'Saudi Arabia, TUFF donor dataset, level 1, version 1.0' as document_title,
    'AidData at William & Mary' as publisher,
    'https://github.com/AidData-WM/public_datasets' as url,
    '2015-11' as published_text,
    'en' as language,
    'dataset' as document_type,
    'ODC-BY 1.0' as licence,
    min(source_id) as source_id,
    min(source_row_key) as source_row_key,
    snapshot_id
from staged.aiddata_tuff_project
group by snapshot_id
