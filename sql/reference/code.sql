/*
definition: Codes of all code lists, with labels in three languages.
grain: one code of one list
unit: none
*/
select
    parse_filename(filename, true) as codelist,
    code,
    label_en,
    label_es,
    label_pt,
    parent_code,
    authority,
    first_day(valid_from) as valid_from_date,
    first_day(valid_to) as valid_to_date,
    'house' as source_id,
    parse_filename(filename) || ':' || code as source_row_key,
    'codelists' as snapshot_id
from house.all_codes
where parse_filename(filename, true) not in ('country', 'country_attribute', 'crosswalk')
