/*
definition: >
  Attributes of countries that change in time: least developed country, income group, eligibility for ODA,
  national currency. A period without a known start begins on 1900-01-01.
grain: one attribute of one country over one period
unit: none
*/
select
    iso3,
    attribute,
    value as attribute_value,
    coalesce(first_day(valid_from), date '1900-01-01') as valid_from_date,
    first_day(valid_to) as valid_to_date,
    authority,
    'house' as source_id,
    'country_attribute.csv:' || iso3 || '/' || attribute || '/' || coalesce(valid_from, '') as source_row_key,
    'codelists' as snapshot_id
from house.country_attribute
