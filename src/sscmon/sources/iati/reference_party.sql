with organisation as (
    select org_id as party_id, 'organisation' as party_type, org_name as name_en, org_name as name_es, org_name as name_pt
    from staged.iati_organisation
),
region as (
    select
        party_id,
        'group' as party_type,
        min(label_en) as name_en,
        min(label_es) as name_es,
        min(label_pt) as name_pt
    from mapping.iati_region
    group by party_id
),
final as (
    select * from organisation
    union all by name
    select * from region
)
select * from final
