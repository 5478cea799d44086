/*
definition: >
  What each party contains, itself included: regions their countries (UN M49), groups everyone who was ever a
  member, organisations those below them, joint providers their parts. Used to keep figures that may overlap
  out of one sum, so it errs on the wide side.
grain: one party and one party within it
unit: none
*/
with party as (
    select party_id from reference.party
),
itself as (
    select party_id, party_id as member_party_id from party
),
region_code as (
    select code as party_id, unnest(string_split(m49_codes, ';')) as m49 from house.group where m49_codes is not null
),
region as (
    select region_code.party_id, country.iso3 as member_party_id
    from region_code
    join house.country as country
        on region_code.m49 in (country.m49, country.region_m49, country.subregion_m49, country.intermediate_m49, '001')
        or (region_code.m49 = '419' and country.region_m49 = '019' and country.subregion_m49 <> '021')
        or (region_code.m49 = '202' and country.region_m49 = '002' and country.subregion_m49 <> '015')
),
member as (
    select country_group.code as party_id, membership.iso3 as member_party_id
    from house.group as country_group
    join reference.group_membership as membership on membership.group_id = country_group.member_group
),
organisation as (
    with recursive below(party_id, member_party_id) as (
        select parent_code, code from house.organisation where parent_code is not null
        union
        select below.party_id, child.code
        from below
        join house.organisation as child on child.parent_code = below.member_party_id
    )
    select party_id, member_party_id from below
),
contained as (
    select * from itself
    union select * from region
    union select * from member
    union select * from organisation
),
joint_part as (
    select party_id, unnest(string_split(party_id, '+')) as part_id from party where contains(party_id, '+')
),
joint as (
    select joint_part.party_id, contained.member_party_id
    from joint_part
    join contained on contained.party_id = joint_part.part_id
),
every_member as (
    select * from contained
    union select * from joint
),
final as (
    select every_member.party_id, every_member.member_party_id
    from every_member
    where every_member.member_party_id in (select party_id from party)
)
select * from final
