/*
definition: >
  Organisations that take part, by IATI role. Who provides, or gives and takes, is the funder (1), also where it gives no money: IATI has no
  role of provider. Where nobody is named the providers of the money are. Countries are named, not referenced.
grain: one party in one role in one activity
unit: none
*/
with role as (
    select from_code as participation_role, to_code as role_code
    from reference.crosswalk
    where from_list = 'participation_role' and to_list = 'iati_organisation_role' and relation <> 'none'
    union all
    select 'BOTH' as participation_role, '1' as role_code
),
stated as (
    select
        participation.activity_id,
        participation.party_id,
        role.role_code,
        participation.actor_type,
        min(participation.sequence_number) as sequence_number
    from core.participation as participation
    join role using (participation_role)
    group by all
),
paid as (
    select distinct activity_id, provider_id as party_id, '1' as role_code
    from core.flow
    where activity_id is not null and provider_id not in ('_X', '_T')
        and activity_id not in (select activity_id from stated)
),
final as (
    select activity_id, party_id, role_code, actor_type, sequence_number from stated
    union all by name
    select * from paid
)
select * from final
