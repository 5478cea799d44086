/*
title:
  en: Mirror discrepancy
  es: Discrepancia espejo
  pt: Discrepância espelho
definition:
  en: >-
    What the provider reports less what the partner reports, over their sum: 1 where the partner reports zero, -1
    where the provider does. Over activities that both sides value (item ACTIVITIES) and over stated totals (TOTALS).
  es: >-
    Lo que informa el oferente menos lo que informa el socio, sobre su suma: 1 si el socio informa cero, -1 si lo hace
    el oferente. Sobre actividades que ambos valoran (item ACTIVITIES) y sobre totales declarados (TOTALS).
  pt: >-
    O que informa o prestador menos o que informa o parceiro, sobre sua soma: 1 se o parceiro informa zero, -1 se o
    faz o prestador. Sobre atividades que ambos valoram (item ACTIVITIES) e sobre totais declarados (TOTALS).
formula: (P - R) / (P + R)
unit: index -1..1
grain: provider x partner x year x item
missing:
  en: >-
    A side that reports nothing leaves the value empty with status O: what is not known is no discrepancy. Coverage is
    the part of the activities that both sides value.
  es: >-
    Un lado que no informa deja el valor vacío con estado O: lo desconocido no es discrepancia. La cobertura es la
    parte de las actividades que ambos lados valoran.
  pt: >-
    Um lado que não informa deixa o valor vazio com situação O: o desconhecido não é discrepância. A cobertura é a
    parte das atividades que ambos os lados valoram.
caveat:
  en: >-
    Mirror differences have causes other than error: timing, classification, valuation, channel, coverage.
  es: >-
    Las diferencias espejo tienen causas distintas del error: momento, clasificación, valoración, canal, cobertura.
  pt: >-
    As diferenças espelho têm causas além do erro: momento, classificação, valoração, canal, cobertura.
method_source: mirror statistics in trade (asymmetry index)
version: 1
trace:
  - table: core.activity_report
    match: {year: year}
    where: >-
      $item = 'ACTIVITIES' and activity_id in (
        select activity_id from core.activity_party where provider_id = $provider_id and partner_id = $partner_id)
  - table: core.flow
    match: {provider_id: provider_id, partner_id: partner_id}
    where: >-
      $item = 'TOTALS' and flow_stage = 'RECEIPT' and activity_id is null
      and $year between period_start_year and period_end_year
  - indicator: gross_flow
    match: {provider_id: provider_id, partner_id: partner_id, year: year}
    where: >-
      $item = 'TOTALS' and price_basis = 'nominal' and modality = '_T' and kind = '_T'
      and inclusion_set = 'SOLIDARITY_WIDE'
*/
with country as (
    select iso3 from reference.country
),
side as (
    select code as reporting_side, side from house.rater_group where side <> 'THIRD'
),
relation as (
    select activity_id, any_value(provider_id) as provider_id, any_value(partner_id) as partner_id
    from core.activity_party
    where provider_id <> '_X' and partner_id <> '_X'
    group by activity_id
    having count(*) = 1
),
reported as (
    select
        relation.provider_id,
        relation.partner_id,
        report.year,
        relation.activity_id,
        max(report.reported_usd_nominal) filter (where side.side = 'PROVIDER') as provider_usd,
        max(report.reported_usd_nominal) filter (where side.side = 'PARTNER') as partner_usd
    from core.activity_report as report
    join relation using (activity_id)
    join side using (reporting_side)
    where report.year is not null
    group by all
),
by_activity as (
    select
        provider_id,
        partner_id,
        year,
        'ACTIVITIES' as item,
        sum(provider_usd) filter (where partner_usd is not null) as provider_usd,
        sum(partner_usd) filter (where provider_usd is not null) as partner_usd,
        count(*) filter (where provider_usd is not null and partner_usd is not null) as n_obs,
        count(*) as expected_count
    from reported
    group by provider_id, partner_id, year
),
receipt as (
    select
        flow.provider_id,
        flow.partner_id,
        flow_year.year,
        max(flow_year.amount_usd_nominal) as partner_usd
    from core.flow as flow
    join core.flow_year as flow_year using (flow_id)
    where flow.flow_stage = 'RECEIPT'
        and flow.activity_id is null
        and flow.provider_id <> flow.partner_id
        and flow.partner_id in (select iso3 from country)
        and not flow.is_part_year
    group by all
),
in_total as (
    select
        receipt.provider_id,
        receipt.partner_id,
        receipt.year,
        'TOTALS' as item,
        given.value as provider_usd,
        cast(receipt.partner_usd as double) as partner_usd,
        (given.value is not null)::integer as n_obs,
        1 as expected_count
    from receipt
    left join indicator.gross_flow as given
        on given.provider_id = receipt.provider_id
        and given.partner_id = receipt.partner_id
        and given.year = receipt.year
        and given.modality = '_T'
        and given.kind = '_T'
        and given.price_basis = 'nominal'
        and given.inclusion_set = 'SOLIDARITY_WIDE'
),
pair as (
    select provider_id, partner_id, year, item, cast(provider_usd as double) as provider_usd,
        cast(partner_usd as double) as partner_usd, n_obs, expected_count
    from by_activity
    union all by name
    select * from in_total
),
final as (
    select
        provider_id,
        partner_id,
        year,
        item,
        case when provider_usd + partner_usd > 0 then (provider_usd - partner_usd) / (provider_usd + partner_usd) end as value,
        value as value_low,
        value as value_high,
        n_obs,
        n_obs / expected_count as coverage_share,
        case when value is null then 'O' else 'A' end as obs_status
    from pair
)
select * from final
