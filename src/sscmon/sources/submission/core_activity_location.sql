with activity as (
    select reported_activity_id, activity_id from core.submitted_activity
),
final as (
    select
        activity.activity_id,
        coalesce(place.location_code, 'name:' || place.location_name) as location_code,
        place.location_name,
        place.country_code as iso3,
        place.admin_level,
        place.weight_share,
        place.source_id,
        place.source_row_key,
        place.snapshot_id
    from staged.submission_location as place
    join activity on activity.reported_activity_id = submitted(place.submitter_id, place.activity_reference)
    qualify row_number() over (
        partition by activity.activity_id, coalesce(place.location_code, 'name:' || place.location_name)
        order by place.source_row_key
    ) = 1
)
select * from final
