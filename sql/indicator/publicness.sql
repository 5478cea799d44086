/*
title:
  en: Publicness
  es: Publicidad de los datos
  pt: Publicidade dos dados
definition:
  en: >-
    Whether a provider's figures of the year are open, one answer an item (1 yes, 0 no): an open licence
    (OPEN_LICENCE), read by machine (MACHINE_READABLE), published within two years (WITHIN_TWO_YEARS), at the level of
    activities (ACTIVITY_LEVEL), an address of open data (OPEN_DATA_ADDRESS).
  es: >-
    Si las cifras del oferente en el año son abiertas, una respuesta por item (1 sí, 0 no): licencia abierta
    (OPEN_LICENCE), legibles por máquina (MACHINE_READABLE), publicadas en dos años (WITHIN_TWO_YEARS), por actividad
    (ACTIVITY_LEVEL), dirección de datos abiertos (OPEN_DATA_ADDRESS).
  pt: >-
    Se os números do prestador no ano são abertos, uma resposta por item (1 sim, 0 não): licença aberta
    (OPEN_LICENCE), legíveis por máquina (MACHINE_READABLE), publicados em dois anos (WITHIN_TWO_YEARS), por atividade
    (ACTIVITY_LEVEL), endereço de dados abertos (OPEN_DATA_ADDRESS).
formula: 1 where any figure of the provider and year has it
unit: score
grain: provider x year x item
missing:
  en: >-
    What no document states is unknown: the value is empty with status O.
  es: >-
    Lo que ningún documento declara es desconocido: el valor queda vacío con estado O.
  pt: >-
    O que nenhum documento declara é desconhecido: o valor fica vazio com situação O.
caveat:
  en: Five answers beside one another, never one sum; openness is not performance.
  es: Cinco respuestas una junto a otra, nunca una suma; la apertura no es desempeño.
  pt: Cinco respostas lado a lado, nunca uma soma; a abertura não é desempenho.
method_source: sscmon, indicator F9 (in the spirit of the Aid Transparency Index)
version: 1
trace:
  - table: core.flow
    match: {provider_id: provider_id}
    where: ssc_eligibility = 'SSC' and period_end_year = $year
  - table: core.quantity
    match: {provider_id: provider_id}
    where: ssc_eligibility = 'SSC' and coalesce(period_end_year, year(as_of_date)) = $year
*/
with figure as (
    select provider_id, period_end_year as year, document_id, activity_id
    from core.flow
    where ssc_eligibility = 'SSC' and period_end_year is not null
    union all
    select provider_id, coalesce(period_end_year, year(as_of_date)), document_id, activity_id
    from core.quantity
    where ssc_eligibility = 'SSC' and coalesce(period_end_year, year(as_of_date)) is not null
),
document as (
    select document_id, published_text, document_type, licence from reference.document
),
judged as (
    select
        figure.provider_id,
        figure.year,
        regexp_matches(document.licence, '^(CC|ODC|PDDL|public domain)') as has_open_licence,
        figure.document_id is null or document.document_type in ('data page', 'dataset') as is_machine_readable,
        coalesce(
            try_cast(document.published_text || '-31' as date),
            try_cast(document.published_text || '-12-31' as date),
            first_day(document.published_text)
        ) <= make_date(figure.year + 2, 12, 31) as is_recent,
        figure.activity_id is not null as is_activity
    from figure
    left join document using (document_id)
),
address as (
    select organisation.iso3 as provider_id, profile.open_data_url, profile.valid_from_date, profile.valid_to_date
    from core.institution_profile as profile
    join core.organisation as organisation using (org_id)
    where profile.open_data_url is not null
),
provider_year as (
    select
        provider_id,
        year,
        count(*) as n_obs,
        bool_or(has_open_licence) as has_open_licence,
        bool_or(is_machine_readable) as is_machine_readable,
        bool_or(is_recent) as is_recent,
        bool_or(is_activity) as is_activity
    from judged
    group by provider_id, year
),
addressed as (
    select distinct provider_year.provider_id, provider_year.year
    from provider_year
    join address using (provider_id)
    where provider_year.year between coalesce(year(address.valid_from_date), 0) and coalesce(year(address.valid_to_date), 9999)
),
answered as (
    select provider_id, year, n_obs, 'OPEN_LICENCE' as item, has_open_licence as answer from provider_year
    union all
    select provider_id, year, n_obs, 'MACHINE_READABLE', is_machine_readable from provider_year
    union all
    select provider_id, year, n_obs, 'WITHIN_TWO_YEARS', is_recent from provider_year
    union all
    select provider_id, year, n_obs, 'ACTIVITY_LEVEL', is_activity from provider_year
    union all
    select
        provider_id, year, n_obs, 'OPEN_DATA_ADDRESS',
        case when (provider_id, year) in (select (provider_id, year) from addressed) then true end
    from provider_year
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
