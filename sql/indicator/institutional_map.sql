/*
title:
  en: Institutional map
  es: Mapa institucional
  pt: Mapa institucional
definition:
  en: >-
    What institutions of cooperation a country has in a year, one answer an item (1 yes, 0 no): a specialised body
    (SPECIALISED_BODY), its host (HOST|branch), an information system (INFORMATION_SYSTEM), an address of open data
    (OPEN_DATA).
  es: >-
    Qué instituciones de cooperación tiene un país en un año, una respuesta por item (1 sí, 0 no): organismo
    especializado (SPECIALISED_BODY), su rama (HOST|rama), sistema de información (INFORMATION_SYSTEM), dirección de
    datos abiertos (OPEN_DATA).
  pt: >-
    Que instituições de cooperação um país tem em um ano, uma resposta por item (1 sim, 0 não): órgão especializado
    (SPECIALISED_BODY), seu ramo (HOST|ramo), sistema de informação (INFORMATION_SYSTEM), endereço de dados abertos
    (OPEN_DATA).
formula: 1 where an institution of the year has it
unit: codes
grain: country (as provider) x year x item
missing:
  en: >-
    An institution without a known start is known in the year of the document only. A system or address nobody names
    is unknown: empty with status O.
  es: >-
    Una institución sin inicio conocido se conoce solo en el año del documento. Un sistema o dirección que nadie
    nombra es desconocido: vacío con estado O.
  pt: >-
    Uma instituição sem início conhecido só é conhecida no ano do documento. Um sistema ou endereço que ninguém nomeia
    é desconhecido: vazio com situação O.
caveat:
  en: Answers beside one another, never a sum. An institution without a known end goes on to the year its source was read.
  es: >-
    Respuestas una junto a otra, nunca una suma. Una institución sin fin conocido sigue hasta el año en que se leyó su
    fuente.
  pt: Respostas lado a lado, nunca uma soma. Uma instituição sem fim conhecido segue até o ano em que sua fonte foi lida.
method_source: sscmon, indicator G1
version: 1
trace:
  - table: core.institution_profile
    where: org_id in (select org_id from core.organisation where iso3 = $provider_id)
*/
with profile as (
    select
        organisation.iso3 as provider_id,
        profile.org_id,
        profile.host_branch,
        profile.is_specialised,
        profile.information_system,
        profile.open_data_url,
        coalesce(year(profile.valid_from_date), try_cast(left(document.published_text, 4) as bigint)) as first_year,
        coalesce(
            year(profile.valid_to_date),
            case
                when profile.valid_from_date is not null
                    then try_cast(regexp_extract(profile.snapshot_id, '\d{4}') as bigint)
            end,
            try_cast(left(document.published_text, 4) as bigint)
        ) as last_year
    from core.institution_profile as profile
    join core.organisation as organisation using (org_id)
    left join reference.document as document using (document_id)
    where organisation.iso3 is not null
),
yearly as (
    select *, unnest(range(first_year, last_year + 1)) as year from profile where first_year <= last_year
),
answered as (
    select provider_id, year, 'SPECIALISED_BODY' as item, bool_or(is_specialised) as answer, count(*) as n_obs
    from yearly
    group by provider_id, year
    union all
    select provider_id, year, 'HOST|' || host_branch, true, count(*)
    from yearly
    group by provider_id, year, host_branch
    union all
    select provider_id, year, 'INFORMATION_SYSTEM', case when count(information_system) > 0 then true end, count(*)
    from yearly
    group by provider_id, year
    union all
    select provider_id, year, 'OPEN_DATA', case when count(open_data_url) > 0 then true end, count(*)
    from yearly
    group by provider_id, year
),
final as (
    select
        provider_id,
        year,
        item,
        cast(cast(answer as integer) as double) as value,
        value as value_low,
        value as value_high,
        n_obs,
        case when answer is null then 0.0 else 1.0 end as coverage_share,
        case when answer is null then 'O' else 'A' end as obs_status
    from answered
)
select * from final
