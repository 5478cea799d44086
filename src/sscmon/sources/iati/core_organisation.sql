-- a country is taken from a reference only where the reference or the name says it: registration agency, DAC code
with named as (
    select * from staged.iati_organisation
),
country as (
    select iso3, iso2, ltrim(dac_code, '0') as dac_code, [lower(name_en), lower(name_es), lower(name_pt)] as names
    from house.country
),
written as (
    select unnest(names) as written_name, iso3 from country
    union
    select written_name, iso3 from mapping.iati_country_name
),
placed as (
    select
        named.*,
        by_code.iso3 as coded_iso3,
        by_name.iso3 as named_iso3,
        by_agency.iso3 as registered_iso3
    from named
    left join country as by_code
        on by_code.dac_code = regexp_extract(named.org_ref, '^XM-DAC-0*([0-9]{1,3})(-[0-9]+)?$', 1)
    left join country as by_agency on by_agency.iso2 = regexp_extract(named.org_ref, '^([A-Z]{2})-', 1)
    left join written as by_name on named.org_ref is null and by_name.written_name = lower(named.org_name)
),
final as (
    select
        placed.org_id,
        placed.org_name,
        placed.org_ref,
        case
            when actor.actor_type is not null and placed.named_iso3 is null then actor.actor_type
            when coalesce(placed.coded_iso3, placed.named_iso3) is not null then 'GOV_NAT'
            when regexp_matches(placed.org_ref, '^[A-Z]{2}-GOV-') then 'GOV_NAT'
            else 'OTHER'
        end as actor_type,
        coalesce(placed.coded_iso3, placed.named_iso3, placed.registered_iso3) as iso3,
        placed.source_id,
        placed.source_row_key,
        placed.snapshot_id
    from placed
    left join mapping.iati_actor_type as actor on actor.code = placed.org_type_code
    qualify row_number() over (partition by placed.org_id order by iso3) = 1
)
select * from final
