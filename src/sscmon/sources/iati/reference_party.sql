with organisation as (
    select org_id as party_id, 'organisation' as party_type, org_name as name_en, org_name as name_es, org_name as name_pt
    from staged.iati_organisation
),
region as (
    select distinct
        area.party_id,
        'group' as party_type,
        area.label_en as name_en,
        area.label_es as name_es,
        area.label_pt as name_pt
    from staged.iati_recipient as recipient
    join house.dac_area as area using (code)
    where recipient.recipient_type = 'region'
    qualify row_number() over (partition by area.party_id order by area.code) = 1
),
final as (
    select * from organisation
    union all by name
    select * from region
)
select * from final
