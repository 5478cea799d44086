/*
definition: Every government that FTS names as the giver of a flow is a country the house knows.
grain: one name
unit: none
severity: warn
*/
with place as (
    select location_name as place from staged.ocha_fts_location where iso3 is not null
    union
    select place from mapping.ocha_fts_place
    union
    select name_en from house.country
    union
    select iso3 from house.country
),
final as (
    select
        coalesce(source_places, regexp_replace(source_organisations, ', Government of$', '')) as place,
        count(*) as flow_count,
        min(source_row_key) as source_row_key
    from staged.ocha_fts_flow
    where source_types = 'Government'
        and not contains(coalesce(source_places, source_organisations), ';')
        and coalesce(source_places not in (select place from place), true)
        and regexp_replace(source_organisations, ', Government of$', '') not in (select place from place)
    group by all
)
select * from final
