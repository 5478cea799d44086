/*
title:
  en: Duplicate rate
  es: Tasa de duplicados
  pt: Taxa de duplicados
definition:
  en: Share of a provider's records of the year that stand for something another record already stands for.
  es: Peso de los registros del oferente en el año que representan algo que otro registro ya representa.
  pt: Peso dos registros do prestador no ano que representam algo que outro registro já representa.
formula: sum over clusters of (size - 1) / records
unit: share
grain: provider x year
missing:
  en: Only where records of the provider and year were compared with those of other sources; elsewhere there is no row.
  es: Solo donde se compararon registros del oferente y año con los de otras fuentes; en otro caso no hay fila.
  pt: Só onde se compararam registros do prestador e ano com os de outras fontes; em outro caso não há linha.
caveat:
  en: Links that are probable and not certain have status U.
  es: Los vínculos probables y no seguros tienen estado U.
  pt: Os vínculos prováveis e não seguros têm situação U.
method_source: Fellegi and Sunter, A theory for record linkage, 1969
version: 1
trace:
  - table: core.link_cluster
    where: >-
      record_id in (
        select flow_id from core.flow where provider_id = $provider_id and period_end_year = $year
        union all select quantity_id from core.quantity where provider_id = $provider_id and period_end_year = $year
        union all select activity_id from core.activity_party where provider_id = $provider_id and year = $year)
*/
with record as (
    select flow_id as record_id, provider_id, period_end_year as year from core.flow where period_end_year is not null
    union
    select quantity_id, provider_id, coalesce(period_end_year, year(as_of_date)) from core.quantity
    where coalesce(period_end_year, year(as_of_date)) is not null
    union
    select activity_id, provider_id, year from core.activity_party where provider_id <> '_X'
),
linked as (
    select record_id, bool_and(not is_chosen) as is_duplicate, bool_or(match_probability < 1) as is_probable
    from core.link_cluster
    group by record_id
),
counted as (
    select
        record.provider_id,
        record.year,
        count(*) filter (where linked.is_duplicate) as duplicate_count,
        count(*) as n_obs,
        coalesce(bool_or(linked.is_probable), false) as is_probable,
        count(linked.record_id) as linked_count
    from record
    left join linked using (record_id)
    group by record.provider_id, record.year
),
final as (
    select
        provider_id,
        year,
        duplicate_count / n_obs as value,
        duplicate_count / n_obs as value_low,
        duplicate_count / n_obs as value_high,
        n_obs,
        1.0 as coverage_share,
        case when is_probable then 'U' else 'A' end as obs_status
    from counted
    where linked_count > 0
)
select * from final
