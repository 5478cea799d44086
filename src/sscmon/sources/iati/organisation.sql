with named as (
    select reporting_org_ref as org_ref, reporting_org_name as org_name, reporting_org_type_code as org_type_code,
        source_row_key
    from parsed.activity
    where shape_error is null
    union all
    select org_ref, org_name, org_type_code, source_row_key from parsed.participating_org
    union all
    select provider_org_ref, provider_org_name, provider_org_type_code, source_row_key from parsed.transaction
    union all
    select receiver_org_ref, receiver_org_name, receiver_org_type_code, source_row_key from parsed.transaction
),
counted as (
    select org_ref, org_name, org_type_code, count(*) as mention_count, min(source_row_key) as source_row_key
    from named
    where trim(org_ref) <> '' or trim(org_name) <> ''
    group by all
),
identified as (
    select
        org_id_of('IATI', org_ref, org_name) as org_id,
        nullif(upper(org_ref), '') as org_ref,
        nullif(org_name, '') as org_name,
        nullif(org_type_code, '') as org_type_code,
        mention_count,
        source_row_key
    from counted
),
final as (
    select
        org_id,
        arg_max(org_ref, (mention_count, org_ref)) as org_ref,
        coalesce(arg_max(org_name, (mention_count, org_name)), arg_max(org_ref, (mention_count, org_ref))) as org_name,
        arg_max(org_type_code, (mention_count, org_type_code)) as org_type_code,
        min(source_row_key) as source_row_key,
        cast(null as varchar) as shape_error
    from identified
    group by org_id
)
select * from final
