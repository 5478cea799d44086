-- activities in a framework of South-South or triangular cooperation; several rows of one identifier are one activity
with given as (
    select * from staged.tossd_activity
),
total as (
    select code from house.dac_area where area_type in ('provider_total', 'recipient_total')
),
first as (
    select *
    from given
    where framework_of_collaboration is not null
        and tossd_pillar <> '0'
        and source_name not ilike '%proxy%'
        and provider_code not in (select code from total)
        and partner_code not in (select code from total)
    qualify row_number() over (partition by tossd_id order by year, length(source_row_key), source_row_key) = 1
),
final as (
    select
        'tossd:' || tossd_id as activity_id,
        coalesce(project_title, tossd_id) as activity_title,
        project_description as activity_description,
        case framework_of_collaboration when 'FC01' then 'BIL' when 'FC02' then 'TRI' else 'MUL' end as modality,
        framework_of_collaboration,
        'A' as obs_status,
        source_id,
        source_row_key,
        snapshot_id
    from first
)
select * from final
