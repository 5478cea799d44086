/*
definition: Which code of one list means which code of another, after SKOS.
grain: one pair of codes
unit: share of the first code that crosses
*/
select
    from_list,
    from_code,
    to_list,
    to_code,
    relation,
    cast(share as double) as relation_share,
    authority,
    first_day(valid_from) as valid_from_date,
    'house' as source_id,
    'crosswalk.csv:' || from_list || '/' || from_code || '/' || to_list || '/' || to_code as source_row_key,
    'codelists' as snapshot_id
from house.crosswalk
