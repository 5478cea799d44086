with activity as (
    select * from core.activity where source_id = 'iati'
),
other as (
    select
        activity.activity_id,
        'iati-' || coalesce(identifier.other_identifier_type_code, 'A9') as identifier_scheme,
        identifier.identifier_value,
        identifier.source_id,
        identifier.source_row_key,
        identifier.snapshot_id
    from staged.iati_identifier as identifier
    join activity on activity.source_row_key = identifier.activity_key
    where not starts_with(coalesce(identifier.other_identifier_type_code, 'A9'), 'B')
    qualify row_number() over (
        partition by activity.activity_id, identifier_scheme, identifier.identifier_value
        order by identifier.source_row_key
    ) = 1
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
    select * from other
)
select * from final
