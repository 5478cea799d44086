/*
definition: >
  Everyone who can provide or receive: countries, groups of countries, organisations, registers, parties that only a
  source knows, and joint providers that a source does not split (A+B), named after their parts.
grain: one party
unit: none
*/
with country as (
    select iso3 as party_id, 'country' as party_type, name_en, name_es, name_pt, 1 as preference
    from reference.country
),
country_group as (
    select code as party_id, 'group' as party_type, label_en as name_en, label_es as name_es, label_pt as name_pt,
        2 as preference
    from house.group
),
organisation as (
    select code as party_id, 'organisation' as party_type, label_en as name_en, label_es as name_es,
        label_pt as name_pt, 3 as preference
    from house.organisation
),
register as (
    select code as party_id, 'organisation' as party_type, label_en as name_en, label_es as name_es,
        label_pt as name_pt, 4 as preference
    from house.actor
),
contributed as (
    select party_id, party_type, name_en, name_es, name_pt, 5 as preference
    from contribution.party
    where not contains(party_id, '+')
),
named as (
    select * from country
    union all by name select * from country_group
    union all by name select * from organisation
    union all by name select * from register
    union all by name select * from contributed
),
single as (
    select * from named qualify row_number() over (partition by party_id order by preference) = 1
),
joint_id as (
    select distinct party_id from contribution.party where contains(party_id, '+')
),
joint_part as (
    select party_id, unnest(string_split(party_id, '+')) as part_id, generate_subscripts(string_split(party_id, '+'), 1) as place
    from joint_id
),
joint as (
    select
        joint_part.party_id,
        'joint' as party_type,
        string_agg(single.name_en, ' + ' order by place) as name_en,
        string_agg(single.name_es, ' + ' order by place) as name_es,
        string_agg(single.name_pt, ' + ' order by place) as name_pt
    from joint_part
    join single on single.party_id = joint_part.part_id
    group by joint_part.party_id
),
final as (
    select party_id, party_type, name_en, name_es, name_pt from single
    union all by name select * from joint
)
select * from final
