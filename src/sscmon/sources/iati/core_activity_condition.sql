-- attached conditions by type; a publisher that says none are attached says so of every type
with activity as (
    select activity_id, source_row_key as activity_key from core.activity where source_id = 'iati'
),
attached as (
    select
        activity.activity_id,
        condition.condition_type_code as condition_type,
        true as is_attached,
        min(condition.source_id) as source_id,
        min(condition.source_row_key) as source_row_key,
        min(condition.snapshot_id) as snapshot_id
    from staged.iati_condition as condition
    join activity using (activity_key)
    join staged.iati_activity as report using (activity_key)
    where condition.condition_type_code in ('1', '2', '3') and report.has_conditions
    group by activity.activity_id, condition.condition_type_code
),
final as (
    select * from attached
    union all
    select
        activity.activity_id,
        unnest(['1', '2', '3']) as condition_type,
        false as is_attached,
        report.source_id,
        report.source_row_key,
        report.snapshot_id
    from staged.iati_activity as report
    join activity using (activity_key)
    where not report.has_conditions
)
select * from final
