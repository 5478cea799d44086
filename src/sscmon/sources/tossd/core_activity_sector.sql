with activity as (
    select activity_id, source_row_key from core.activity where source_id = 'tossd'
),
final as (
    select
        activity.activity_id,
        'CRS5' as vocabulary,
        given.purpose_code as tag_code,
        1.0 as weight_share,
        given.source_id,
        given.source_row_key,
        given.snapshot_id
    from staged.tossd_activity as given
    join activity using (source_row_key)
    where given.purpose_code is not null
)
select * from final
