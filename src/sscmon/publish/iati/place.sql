/*
definition: >
  Where IATI puts a partner: a country by its two letters, the country of an organisation, a region of the DAC's list,
  and any other group, by name, as developing countries, unspecified (998).
grain: one party
unit: none
*/
with region as (
    select party_id, min(code) as code
    from house.dac_area
    where starts_with(party_id, 'G_') and cast(code as integer) < 10000 and code <> '999'
    group by party_id
),
party as (
    select
        party.party_id,
        party.name_en,
        coalesce(organisation.iso3, party.party_id) as iso3
    from reference.party as party
    left join core.organisation as organisation on organisation.org_id = party.party_id
),
final as (
    select
        party.party_id,
        case when country.iso2 is not null then 'recipient-country' else 'recipient-region' end as element,
        case when country.iso2 is null then '1' end as vocabulary_code,
        coalesce(country.iso2, region.code, '998') as place_code,
        case
            when country.iso2 is null and region.code is null and starts_with(party.party_id, 'G_') then party.name_en
        end as place_name
    from party
    left join reference.country as country on country.iso3 = party.iso3
    left join region on region.party_id = party.party_id
)
select * from final
