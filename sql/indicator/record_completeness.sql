/*
title:
  en: Completeness of records
  es: Completitud de los registros
  pt: Completude dos registros
definition:
  en: >-
    How much of what a record should say is filled, in points of 100: mean over the provider's money figures (item
    FLOW), physical figures (QUANTITY) and activities (ACTIVITY) of the year, with the least and the most complete as
    low and high.
  es: >-
    Cuánto de lo que un registro debe decir está lleno, en puntos de 100: media de las cifras en dinero (item FLOW),
    físicas (QUANTITY) y actividades (ACTIVITY) del oferente en el año, con la menos y la más completa como cotas.
  pt: >-
    Quanto do que um registro deve dizer está preenchido, em pontos de 100: média dos números em dinheiro (item FLOW),
    físicos (QUANTITY) e atividades (ACTIVITY) do prestador no ano, com o menos e o mais completo como limites.
formula: 100 x sum of the weights of filled fields / sum of the weights of all fields
unit: score 0-100
grain: provider x year x item
missing:
  en: A provider without records in the year has no row.
  es: Un oferente sin registros en el año no tiene fila.
  pt: Um prestador sem registros no ano não tem linha.
caveat:
  en: >-
    It measures records and not cooperation. Partner, one-year period, kind, dates, origin, sectors, places and
    participants weigh 2, other fields 1.
  es: >-
    Mide registros y no cooperación. Socio, periodo de un año, tipo, fechas, origen, sectores, lugares y participantes
    pesan 2, los demás campos 1.
  pt: >-
    Mede registros e não cooperação. Parceiro, período de um ano, tipo, datas, origem, setores, lugares e
    participantes pesam 2, os demais campos 1.
method_source: after AidData, Health of Record (field completeness)
version: 1
trace:
  - table: core.flow
    match: {provider_id: provider_id, year: period_end_year}
    where: $item = 'FLOW' and ssc_eligibility = 'SSC'
  - table: core.quantity
    match: {provider_id: provider_id}
    where: $item = 'QUANTITY' and ssc_eligibility = 'SSC' and coalesce(period_end_year, year(as_of_date)) = $year
  - table: core.activity
    where: >-
      $item = 'ACTIVITY' and activity_id in (
        select activity_id from core.activity_party where provider_id = $provider_id and year = $year)
*/
with money as (
    select
        provider_id,
        period_end_year as year,
        'FLOW' as item,
        [
            {'weight': 2, 'is_filled': partner_id <> '_T'},
            {'weight': 2, 'is_filled': period_start_year = period_end_year},
            {'weight': 2, 'is_filled': kind not in ('_T', '_X')},
            {'weight': 1, 'is_filled': modality not in ('MIX', 'ALL', '_X', '_T')},
            {'weight': 1, 'is_filled': value_op = '='},
            {'weight': 1, 'is_filled': price_base <> '_X'},
            {'weight': 1, 'is_filled': sector_code is not null},
            {'weight': 1, 'is_filled': activity_id is not null},
            {'weight': 1, 'is_filled': tied_status is not null}
        ] as fields
    from core.flow
    where ssc_eligibility = 'SSC' and period_end_year is not null
),
physical as (
    select
        provider_id,
        coalesce(period_end_year, year(as_of_date)) as year,
        'QUANTITY' as item,
        [
            {'weight': 2, 'is_filled': partner_id <> '_T'},
            {'weight': 2, 'is_filled': value_type = 'STOCK' or period_start_year is not null},
            {'weight': 2, 'is_filled': kind not in ('_T', '_X')},
            {'weight': 1, 'is_filled': value_op = '='},
            {'weight': 1, 'is_filled': activity_id is not null},
            {'weight': 1, 'is_filled': beneficiary_residence is not null}
        ] as fields
    from core.quantity
    where ssc_eligibility = 'SSC' and coalesce(period_end_year, year(as_of_date)) is not null
),
party as (
    select distinct activity_id, provider_id, year from core.activity_party where provider_id <> '_X'
),
activity as (
    select
        party.provider_id,
        party.year,
        'ACTIVITY' as item,
        [
            {'weight': 2, 'is_filled': activity.approval_date is not null},
            {'weight': 2, 'is_filled': activity.start_date is not null},
            {'weight': 2, 'is_filled': coalesce(activity.request_origin, 'UNKNOWN') <> 'UNKNOWN'},
            {'weight': 2, 'is_filled': activity_id in (select activity_id from core.activity_sector)},
            {'weight': 2, 'is_filled': activity_id in (select activity_id from core.activity_location)},
            {'weight': 2, 'is_filled': activity_id in (select activity_id from core.participation)},
            {'weight': 1, 'is_filled': activity.end_date is not null},
            {'weight': 1, 'is_filled': coalesce(activity.status, 'UNKNOWN') <> 'UNKNOWN'},
            {'weight': 1, 'is_filled': activity.activity_description is not null},
            {'weight': 1, 'is_filled': activity.modality not in ('MIX', 'ALL', '_X', '_T')},
            {'weight': 1, 'is_filled': coalesce(activity.tied_status, '_X') <> '_X'},
            {'weight': 1, 'is_filled': activity.objective_orientation is not null}
        ] as fields
    from party
    join core.activity as activity using (activity_id)
),
record as (
    select * from money
    union all by name
    select * from physical
    union all by name
    select * from activity
),
scored as (
    select
        provider_id,
        year,
        item,
        100 * coalesce(list_sum([f.weight for f in fields if f.is_filled]), 0) / list_sum([f.weight for f in fields])
            as score
    from record
),
final as (
    select
        provider_id,
        year,
        item,
        greatest(min(score), least(max(score), avg(score order by score))) as value,
        min(score) as value_low,
        max(score) as value_high,
        count(*) as n_obs,
        1.0 as coverage_share,
        'A' as obs_status
    from scored
    group by provider_id, year, item
)
select * from final
