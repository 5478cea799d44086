/*
definition: Countries and areas with their codes and names.
grain: one country or area (ISO 3166-1, and Kosovo as XKX)
unit: none
*/
select
    iso3,
    iso2,
    m49 as m49_code,
    dac_code,
    name_en,
    name_es,
    name_pt,
    region_m49,
    region_name_en,
    subregion_m49,
    currency_code,
    is_dac_member,
    'house' as source_id,
    'country.csv:' || iso3 as source_row_key,
    'codelists' as snapshot_id
from house.country
