with activity as (
    select * from core.submitted_activity
),
final as (
    select distinct on (activity_id, identifier_value)
        activity_id,
        'submission' as identifier_scheme,
        reported_activity_id as identifier_value,
        source_id,
        source_row_key,
        snapshot_id
    from activity
    order by source_row_key
)
select * from final
