with institution as (
    select
        org_id,
        org_name,
        acronym,
        case when actor_code = '_UN' then 'UN_MULTI' when actor_code = '_SEGIB' then 'REG_BODY' else 'GOV_AGENCY' end
            as actor_type,
        case when not starts_with(actor_code, '_') then actor_code end as iso3,
        source_id,
        source_row_key,
        snapshot_id
    from staged.evidence_institution
),
named as (
    select code, label_en, actor_type, parent_code from house.organisation
),
fund as (
    select
        named.code as org_id,
        named.label_en as org_name,
        named.actor_type,
        named.parent_code as parent_org_id,
        min(fact.source_id) as source_id,
        min(fact.source_row_key) as source_row_key,
        min(fact.snapshot_id) as snapshot_id
    from named
    join staged.evidence_flow as fact on named.code in (fact.partner_code, fact.provider_code)
    group by all
),
final as (
    select * from institution
    union all by name
    select * from fund
)
select * from final
