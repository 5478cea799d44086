with activity as (
    select activity_id, source_row_key as activity_key from core.activity where source_id = 'iati'
),
single_country as (
    select recipient.activity_key, min(country.iso3) as iso3
    from staged.iati_recipient as recipient
    join house.country as country on country.iso2 = upper(recipient.code)
    where recipient.recipient_type = 'country' and recipient.transaction_key is null
    group by recipient.activity_key
    having count(distinct country.iso3) = 1
),
placed as (
    select
        activity.activity_id,
        coalesce(
            place.gazetteer_code || ':' || place.location_code,
            place.administrative_vocabulary_code || ':' || place.administrative_code,
            'point:' || place.point_text,
            'ref:' || place.location_ref,
            'name:' || place.location_name
        ) as location_code,
        place.location_name,
        single_country.iso3,
        case when regexp_full_match(place.administrative_level, '[0-5]') then cast(place.administrative_level as bigint) end
            as admin_level,
        place.source_id,
        place.source_row_key,
        place.snapshot_id
    from staged.iati_location as place
    join activity using (activity_key)
    left join single_country using (activity_key)
),
final as (
    select * from placed
    where location_code is not null
    qualify row_number() over (partition by activity_id, location_code order by source_row_key) = 1
)
select * from final
