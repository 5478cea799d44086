/*
title:
  en: Territorial reach
  es: Alcance territorial
  pt: Alcance territorial
definition:
  en: >-
    Share of a partner's first-level (item ADM1) and second-level (ADM2) administrative units that activities begun in
    the year reach.
  es: >-
    Peso de las unidades administrativas de primer nivel (item ADM1) y de segundo nivel (ADM2) de un socio a las que
    llegan actividades iniciadas en el año.
  pt: >-
    Peso das unidades administrativas de primeiro nível (item ADM1) e de segundo nível (ADM2) de um parceiro que
    atividades iniciadas no ano alcançam.
formula: distinct units reached / units of the country
unit: share
grain: provider (_T all) x partner x year x item (level)
missing:
  en: >-
    The number of units is the series adm1_count or adm2_count of the country; without it the value is empty with
    status O and n_obs still tells how many are reached. An activity without a place lowers the coverage.
  es: >-
    El número de unidades es la serie adm1_count o adm2_count del país; sin ella el valor queda vacío con estado O y
    n_obs dice cuántas se alcanzan. Una actividad sin lugar baja la cobertura.
  pt: >-
    O número de unidades é a série adm1_count ou adm2_count do país; sem ela o valor fica vazio com situação O e n_obs
    diz quantas se alcançam. Uma atividade sem lugar reduz a cobertura.
caveat:
  en: Reaching a unit does not say how many people in it are reached.
  es: Llegar a una unidad no dice a cuántas personas se llega en ella.
  pt: Alcançar uma unidade não diz quantas pessoas nela se alcançam.
method_source: sscmon, indicator E9
version: 1
trace:
  - table: core.activity_location
    where: >-
      'ADM' || admin_level = $item and activity_id in (
        select activity_id from core.activity_party as party
        where $provider_id in ('_T', party.provider_id) and party.partner_id = $partner_id and party.year = $year)
*/
with party as (
    select activity_id, provider_id, partner_id, year from core.activity_party where partner_id <> '_X'
),
level as (
    select admin_level, 'ADM' || admin_level as item from (values (1), (2)) as level(admin_level)
),
place as (
    select distinct
        party.activity_id, party.provider_id, party.partner_id, party.year, location.admin_level, location.location_code
    from party
    join core.activity_location as location using (activity_id)
    where location.admin_level in (1, 2) and coalesce(location.iso3, party.partner_id) = party.partner_id
),
activity as (
    select coalesce(provider_id, '_T') as provider_id, partner_id, year, count(distinct activity_id) as activity_count
    from party
    group by partner_id, year, grouping sets ((provider_id), ())
),
reached as (
    select
        coalesce(place.provider_id, '_T') as provider_id,
        place.partner_id,
        place.year,
        level.item,
        count(distinct place.location_code) as place_count,
        count(distinct place.activity_id) as located_count
    from place
    join level using (admin_level)
    group by place.partner_id, place.year, level.item, grouping sets ((place.provider_id), ())
),
total as (
    select iso3 as partner_id, upper(left(series, 4)) as item, arg_max(series_value, year) as unit_count
    from reference.macro
    where series in ('adm1_count', 'adm2_count') and series_value > 0
    group by iso3, series
),
final as (
    select
        reached.provider_id,
        reached.partner_id,
        reached.year,
        reached.item,
        case when total.unit_count > 0 then least(1, reached.place_count / total.unit_count) end as value,
        value as value_low,
        value as value_high,
        reached.place_count as n_obs,
        reached.located_count / activity.activity_count as coverage_share,
        case when total.unit_count > 0 then 'A' else 'O' end as obs_status
    from reached
    join activity using (provider_id, partner_id, year)
    left join total using (partner_id, item)
)
select * from final
