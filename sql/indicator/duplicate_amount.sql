/*
title:
  en: Amount of duplicates
  es: Monto de duplicados
  pt: Montante de duplicados
definition:
  en: >-
    Money of a provider's records of the year that stand for something another record already stands for, and that no
    sum may take.
  es: >-
    Dinero de los registros del oferente en el año que representan algo que otro registro ya representa, y que ninguna
    suma puede tomar.
  pt: >-
    Dinheiro dos registros do prestador no ano que representam algo que outro registro já representa, e que nenhuma
    soma pode tomar.
formula: sum of the amounts of the records that were not chosen
unit: USD
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
with linked as (
    select record_id as flow_id, bool_and(not is_chosen) as is_duplicate, bool_or(match_probability < 1) as is_probable
    from core.link_cluster
    group by record_id
),
summed as (
    select
        flow.provider_id,
        flow_year.year,
        coalesce(sum(flow_year.amount_usd_nominal) filter (where linked.is_duplicate), 0) as amount,
        count(*) filter (where linked.is_duplicate) as n_obs,
        count(*) filter (where linked.is_duplicate and flow_year.amount_usd_nominal is not null) as amount_count,
        bool_or(linked.is_probable) as is_probable
    from linked
    join core.flow as flow using (flow_id)
    join core.flow_year as flow_year using (flow_id)
    group by flow.provider_id, flow_year.year
),
final as (
    select
        provider_id,
        year,
        case when n_obs = 0 or amount_count > 0 then cast(amount as double) end as value,
        value as value_low,
        case when amount_count = n_obs then value end as value_high,
        n_obs,
        case when n_obs > 0 then amount_count / n_obs else 1 end as coverage_share,
        case when n_obs > 0 and amount_count = 0 then 'O' when is_probable then 'U' else 'A' end as obs_status
    from summed
)
select * from final
