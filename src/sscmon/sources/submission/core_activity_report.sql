-- whoever fills in an activity reports it; a report of its own sheet adds its year and amount
with activity as (
    select * from core.submitted_activity
),
final as (
    select
        reported_activity_id as report_id,
        activity_id,
        reporting_side,
        source_id,
        source_row_key,
        snapshot_id
    from activity
    union all by name
    select
        submitted(report.submitter_id, 'report:' || report.report_reference) as report_id,
        activity.activity_id,
        activity.reporting_side,
        report.year,
        report.report_date,
        report.reported_usd_nominal,
        report.source_id,
        report.source_row_key,
        report.snapshot_id
    from staged.submission_report as report
    join activity on activity.reported_activity_id = submitted(report.submitter_id, report.activity_reference)
)
select * from final
