-- the partner by the reviewed name, else by its code, else by the house's name; what nobody knows stays and is found
with project as (
    select * from staged.aiddata_taiwan_project
),
partner as (
    select
        project.*,
        coalesce(
            reviewed.partner_id,
            by_code.iso3,
            by_name.iso3,
            'UNMAPPED_' || regexp_replace(upper(coalesce(partner_iso3_text, partner_name)), '[^A-Z0-9]+', '_', 'g')
        ) as partner_id
    from project
    left join mapping.aiddata_taiwan_partner as reviewed using (partner_name)
    left join house.country as by_code on by_code.iso3 = project.partner_iso3_text
    left join house.country as by_name on by_name.name_en = project.partner_name and project.partner_iso3_text is null
),
final as (
    select
        'aiddata_taiwan:' || record_id as activity_id,
        party.party_id,
        party.participation_role,
        1 as sequence_number,
        case when party.participation_role = 'PROVIDER' then 'GOV_NAT' end as actor_type,
        source_id,
        source_row_key,
        snapshot_id
    from partner
    cross join lateral (
        values ('TWN', 'PROVIDER'), (partner.partner_id, 'RECIPIENT')
    ) as party(party_id, participation_role)
)
select * from final
