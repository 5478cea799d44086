with activity as (
    select * from core.activity where source_id = 'iati'
),
final as (
    select
        activity_id,
        'iati' as identifier_scheme,
        substring(activity_id, length('iati:') + 1) as identifier_value,
        source_id,
        source_row_key,
        snapshot_id
    from activity
    union all by name
    select distinct on (activity.activity_id, identifier_scheme, other.identifier_value)
        activity.activity_id,
        'iati-' || coalesce(other.other_identifier_type_code, 'A9') as identifier_scheme,
        other.identifier_value,
        other.source_id,
        other.source_row_key,
        other.snapshot_id
    from staged.iati_identifier as other
    join activity on activity.source_row_key = other.activity_key
    where not starts_with(coalesce(other.other_identifier_type_code, 'A9'), 'B')
    order by other.source_row_key
)
select * from final
