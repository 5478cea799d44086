with activity as (
    select activity_id, source_row_key as activity_key from core.activity where source_id = 'iati'
),
organisation as (
    select org_id, actor_type, case when actor_type = 'GOV_NAT' then coalesce(iso3, org_id) else org_id end as party_id
    from core.organisation
    where source_id = 'iati'
),
taking_part as (
    select
        activity.activity_id,
        organisation.party_id,
        role.participation_role,
        organisation.actor_type,
        part.source_id,
        part.source_row_key,
        part.snapshot_id
    from staged.iati_participating_org as part
    join activity using (activity_key)
    join mapping.iati_role as role on role.code = part.participation_role_code
    join organisation on organisation.org_id = org_id_of('IATI', part.org_ref, part.org_name)
),
receiving as (
    select
        activity.activity_id,
        country.iso3 as party_id,
        'RECIPIENT' as participation_role,
        recipient.source_id,
        recipient.source_row_key,
        recipient.snapshot_id
    from staged.iati_recipient as recipient
    join activity using (activity_key)
    join house.country as country on country.iso2 = upper(recipient.code)
    where recipient.recipient_type = 'country' and recipient.transaction_key is null
),
final as (
    select
        *,
        row_number() over (partition by activity_id, party_id, participation_role order by source_row_key)
            as sequence_number
    from (select * from taking_part union all by name select * from receiving)
)
select * from final
