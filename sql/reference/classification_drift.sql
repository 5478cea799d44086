/*
definition: >
  Where the code lists of the house and the newest published ones differ: codes that are new there, that are withdrawn
  or not there any more, that have other properties, and that only one language has. Differences that were reviewed
  (mapping.classifications_accepted) are left out. Of lists that ours only takes a part of, new codes are no difference.
grain: one code of one list and what has changed
unit: none
*/
with published as (
    select * from staged.classifications_code
),
country as (
    select * from house.country
),
area as (
    select * from published where published_list in ('m49_en', 'm49_es')
),
area_list as (
    select distinct published_list from area
),
new_area as (
    select area.published_list, area.iso3 as code, 'new' as change, area.published_name as published_text_now,
        cast(null as varchar) as house_text
    from area
    anti join country using (iso3)
    where area.iso3 is not null
),
gone_area as (
    select area_list.published_list, country.iso3, 'withdrawn', cast(null as varchar), country.name_en
    from country
    cross join area_list
    anti join area on area.published_list = area_list.published_list and area.iso3 = country.iso3
),
changed_area as (
    select
        area.published_list,
        area.iso3,
        'changed',
        concat_ws(' ', area.published_code, area.iso2, area.region_m49, area.subregion_m49),
        concat_ws(' ', country.m49, country.iso2, country.region_m49, country.subregion_m49)
    from area
    join country using (iso3)
    where concat_ws(' ', area.published_code, area.iso2, area.region_m49, area.subregion_m49)
        <> concat_ws(' ', country.m49, country.iso2, country.region_m49, country.subregion_m49)
),
recipient as (
    select published_list, iso3, published_name, year
    from published
    where published_list = 'dac_recipient' and year = (select max(year) from published where published_list = 'dac_recipient')
),
eligible as (
    select attribute.iso3
    from reference.country_attribute as attribute
    where attribute.attribute = 'oda_eligible'
        and make_date((select max(year) from recipient), 12, 31)
            between attribute.valid_from_date and coalesce(attribute.valid_to_date, date '9999-12-31')
),
new_recipient as (
    select recipient.published_list, recipient.iso3, 'new', recipient.published_name, cast(null as varchar)
    from recipient
    anti join eligible using (iso3)
),
gone_recipient as (
    select 'dac_recipient', eligible.iso3, 'withdrawn', cast(null as varchar), country.name_en
    from eligible
    join country using (iso3)
    anti join recipient using (iso3)
    where exists (select 1 from recipient)
),
listed as (
    select list.published_list, list.house_list, list.is_subset = 'true' as is_subset
    from mapping.classifications_list as list
    semi join published using (published_list)
),
house_code as (
    select parse_filename(filename, true) as house_list, code, label_en from house.all_codes where code is not null
),
active as (
    select * from published where coalesce(code_status, 'active') = 'active'
),
new_code as (
    select active.published_list, active.published_code, 'new', active.published_name, cast(null as varchar)
    from active
    join listed using (published_list)
    anti join house_code on house_code.house_list = listed.house_list and house_code.code = active.published_code
    where not listed.is_subset
),
gone_code as (
    select listed.published_list, house_code.code, 'withdrawn', cast(null as varchar), house_code.label_en
    from house_code
    join listed using (house_list)
    anti join active on active.published_list = listed.published_list and active.published_code = house_code.code
),
found as (
    select * from new_area
    union all select * from gone_area
    union all select * from changed_area
    union all select * from new_recipient
    union all select * from gone_recipient
    union all select * from new_code
    union all select * from gone_code
),
final as (
    select distinct found.published_list, found.code, found.change, found.published_text_now, found.house_text
    from found
    anti join mapping.classifications_accepted as accepted
        on accepted.published_list = found.published_list
        and accepted.code = found.code
        and accepted.change = found.change
)
select * from final
