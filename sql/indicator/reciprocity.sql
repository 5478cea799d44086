/*
title:
  en: Reciprocity
  es: Reciprocidad
  pt: Reciprocidade
definition:
  en: >-
    How even two legs are, 1 where equal and 0 where one gives nothing: of cooperation between two countries, of what
    a country gives and receives in all (partner _T), and of payments through a clearing system. What is measured is
    in item.
  es: >-
    Qué tan parejos son dos tramos, 1 si son iguales y 0 si uno no da nada: de la cooperación entre dos países, de lo
    que un país da y recibe en total (socio _T) y de pagos por un sistema de compensación. Lo medido va en item.
  pt: >-
    Quão equilibrados são dois trechos, 1 se iguais e 0 se um não dá nada: da cooperação entre dois países, do que um
    país dá e recebe no total (parceiro _T) e de pagamentos por um sistema de compensação. O medido vai em item.
formula: 1 - abs(X - M) / (X + M)
unit: index 0-1
grain: inclusion set x provider x partner x year x item
missing:
  en: >-
    Both legs must be on record; a leg that nobody wrote about is unknown and not zero: the value is empty with status
    O, or there is no row where nothing is on record.
  es: >-
    Ambos tramos deben constar; un tramo del que nadie escribió es desconocido, no cero: el valor queda vacío con
    estado O, o no hay fila si nada consta.
  pt: >-
    Ambos os trechos devem constar; um trecho do qual ninguém escreveu é desconhecido, não zero: o valor fica vazio
    com situação O, ou não há linha se nada consta.
caveat:
  en: Clearing counts trade and not cooperation; irregular operations were reported in it, so its status is U.
  es: La compensación cuenta comercio y no cooperación; se informaron operaciones irregulares, por eso su estado es U.
  pt: A compensação conta comércio e não cooperação; relataram-se operações irregulares, por isso sua situação é U.
method_source: Grubel and Lloyd, Intra-Industry Trade, 1975 (index of the balance of two flows)
version: 1
trace:
  - table: core.flow
    match: {provider_id: provider_id, partner_id: partner_id, year: period_end_year}
    where: >-
      starts_with($item, 'CLEARING') and kind_detail = 'CLEARING' and flow_stage in ('RECEIVED', 'PAID')
      and $item = 'CLEARING|' || period_start_year || '-' || period_end_year
  - indicator: gross_flow
    match: {inclusion_set: inclusion_set, year: year}
    where: >-
      $item = 'COOPERATION' and price_basis = 'nominal' and modality = '_T' and kind = '_T'
      and (provider_id = $provider_id and partner_id = $partner_id
        or partner_id = $provider_id and $partner_id in ('_T', provider_id))
  - table: core.quantity
    where: >-
      $item = 'COOPERATION' and ssc_eligibility = 'SSC'
      and (provider_id, partner_id) in (($provider_id, $partner_id), ($partner_id, $provider_id))
      and $year between coalesce(period_start_year, year(as_of_date)) and coalesce(period_end_year, year(as_of_date))
  - table: core.flow
    where: >-
      $item = 'COOPERATION' and ssc_eligibility = 'SSC' and $year between period_start_year and period_end_year
      and (provider_id, partner_id) in (($provider_id, $partner_id), ($partner_id, $provider_id))
*/
with country as (
    select iso3 from reference.country
),
flow as (
    select provider_id, partner_id, inclusion_set, year, value, obs_status
    from indicator.gross_flow
    where price_basis = 'nominal' and modality = '_T' and kind = '_T' and value is not null
),
relation as (
    select provider_id, partner_id, year
    from core.known_relation
    where provider_id in (select iso3 from country) and partner_id in (select iso3 from country)
),
inclusion_set as (
    select distinct inclusion_set from flow
),
severity as (
    select code, cast(severity as integer) as severity from house.obs_status
),
pair as (
    select given.provider_id, given.partner_id, given.year
    from relation as given
    join relation as returned
        on returned.provider_id = given.partner_id
        and returned.partner_id = given.provider_id
        and returned.year = given.year
),
between_two as (
    select
        pair.provider_id,
        pair.partner_id,
        pair.year,
        inclusion_set.inclusion_set,
        given.value as given_usd,
        returned.value as returned_usd,
        given.obs_status as given_status,
        returned.obs_status as returned_status
    from pair
    cross join inclusion_set
    left join flow as given
        on given.provider_id = pair.provider_id
        and given.partner_id = pair.partner_id
        and given.year = pair.year
        and given.inclusion_set = inclusion_set.inclusion_set
    left join flow as returned
        on returned.provider_id = pair.partner_id
        and returned.partner_id = pair.provider_id
        and returned.year = pair.year
        and returned.inclusion_set = inclusion_set.inclusion_set
),
received as (
    select
        flow.partner_id as provider_id,
        flow.inclusion_set,
        flow.year,
        cast(sum(cast(flow.value as decimal(24, 4))) as double) as returned_usd,
        arg_max(flow.obs_status, severity.severity) as returned_status
    from flow
    join severity on severity.code = flow.obs_status
    where flow.partner_id in (select iso3 from country)
    group by all
),
in_all as (
    select
        given.provider_id,
        '_T' as partner_id,
        given.year,
        given.inclusion_set,
        given.value as given_usd,
        received.returned_usd,
        given.obs_status as given_status,
        received.returned_status
    from flow as given
    join received
        on received.provider_id = given.provider_id
        and received.year = given.year
        and received.inclusion_set = given.inclusion_set
    where given.partner_id = '_T'
),
cooperation as (
    select * from between_two
    union all by name
    select * from in_all
),
legs as (
    select
        provider_id,
        partner_id,
        year,
        inclusion_set,
        'COOPERATION' as item,
        'VM_CASH' as valuation_method,
        given_usd,
        returned_usd,
        coalesce(
            (select arg_max(code, severity) from severity where code in (given_status, returned_status)), 'O'
        ) as obs_status
    from cooperation
    union all by name
    select
        provider_id,
        partner_id,
        period_end_year as year,
        '_Z' as inclusion_set,
        'CLEARING|' || period_start_year || '-' || period_end_year as item,
        '_Z' as valuation_method,
        cast(max(amount_original) filter (where flow_stage = 'PAID') as double) as given_usd,
        cast(max(amount_original) filter (where flow_stage = 'RECEIVED') as double) as returned_usd,
        'U' as obs_status
    from core.flow
    where kind_detail = 'CLEARING' and flow_stage in ('PAID', 'RECEIVED') and period_end_year is not null
    group by provider_id, partner_id, period_start_year, period_end_year, currency_code
    having count(distinct flow_stage) = 2
),
final as (
    select
        provider_id,
        partner_id,
        inclusion_set,
        valuation_method,
        case when item = 'COOPERATION' then 'nominal' else '_Z' end as price_basis,
        year,
        item,
        case when given_usd + returned_usd > 0 then 1 - abs(given_usd - returned_usd) / (given_usd + returned_usd) end
            as value,
        value as value_low,
        value as value_high,
        (given_usd is not null)::integer + (returned_usd is not null)::integer as n_obs,
        ((given_usd is not null)::integer + (returned_usd is not null)::integer) / 2 as coverage_share,
        case when given_usd + returned_usd > 0 then obs_status else 'O' end as obs_status
    from legs
)
select * from final
