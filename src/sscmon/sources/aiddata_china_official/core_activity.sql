-- rows that are not cooperation have the modality CONTEXT, so that no count of initiatives takes them
with project as (
    select * from staged.aiddata_china_official_project
),
status as (
    select to_code, from_code as status
    from house.crosswalk
    where from_list = 'status' and to_list = 'aiddata_status' and to_code <> '_Z'
),
dated as (
    select
        *,
        coalesce(actual_start_date, planned_start_date) as started,
        coalesce(actual_end_date, planned_end_date) as ended
    from project
),
final as (
    select
        'aiddata_china_official:' || dated.record_id as activity_id,
        dated.activity_title,
        dated.activity_description,
        'en' as language,
        case
            when not coalesce(dated.is_recommended, true) or coalesce(dated.is_umbrella, false) then 'CONTEXT'
            when class.ssc_eligibility <> 'SSC' then 'CONTEXT'
            else 'BIL'
        end as modality,
        coalesce(status.status, 'UNKNOWN') as status,
        dated.commitment_date as approval_date,
        dated.started as start_date,
        case when dated.ended >= dated.started or dated.started is null then dated.ended end as end_date,
        case when dated.ended < dated.started or dated.is_year_uncertain then 'U' else 'A' end as obs_status,
        dated.source_id,
        dated.source_row_key,
        dated.snapshot_id
    from dated
    left join status on status.to_code = replace(dated.status_text, 'Pipeline: ', '')
    left join mapping.aiddata_china_official_flow_class as class using (flow_class_text)
)
select * from final
