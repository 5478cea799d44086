/*
definition: >
  How IATI names a party: an organisation by its name, its reference where it can stand in IATI, and its type; a
  country by its name as a national government (10), without a reference.
grain: one party
unit: none
*/
with type as (
    select from_code as actor_type, min(to_code) as type_code
    from reference.crosswalk
    where from_list = 'actor_type' and to_list = 'iati_organisation_type' and relation <> 'none'
    group by from_code
),
final as (
    select
        party.party_id,
        coalesce(organisation.org_name, party.name_en) as name,
        case when regexp_full_match(organisation.org_ref, '[^\s/&|?]+') then organisation.org_ref end as org_ref,
        coalesce(type.type_code, case when party.party_type = 'country' then '10' end) as type_code
    from reference.party as party
    left join core.organisation as organisation on organisation.org_id = party.party_id
    left join type using (actor_type)
    where party.party_id not in ('_T', '_X')
)
select * from final
