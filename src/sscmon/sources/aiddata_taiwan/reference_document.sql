select
    'AIDDATA_TAIWAN_ICDF' as document_id,
    'TaiwanICDF lending and investment projects for AidData' as document_title,
    'TaiwanICDF; AidData at William & Mary' as publisher,
    'https://github.com/AidData-WM/public_datasets' as url,
    '2012' as published_text,
    'en' as language,
    'dataset' as document_type,
    'ODC-BY 1.0' as licence,
    min(source_id) as source_id,
    min(source_row_key) as source_row_key,
    snapshot_id
from staged.aiddata_taiwan_project
group by snapshot_id
