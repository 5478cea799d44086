/*
definition: >
  Years from which a series is not comparable with the years before, with the reason. _T is all providers.
grain: one break in one series
unit: none
*/
select
    code as break_id,
    series as series_name,
    provider_id,
    cast(year as integer) as year,
    label_en,
    label_es,
    label_pt,
    authority,
    'house' as source_id,
    'series_break.csv:' || code as source_row_key,
    'codelists' as snapshot_id
from house.series_break
