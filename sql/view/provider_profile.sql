/*
definition: >
  What is known of each provider: how many figures in money and in kind, how many of them count, first and last
  year, the newest cooperation-to-GNI with its range, and how many claims and judgements are on record.
grain: one provider
unit: counts; percent of GNI
columns:
  provider_name: Provider, name in English
  money_figure_count: Figures in money that are cooperation [rows]
  counted_figure_count: Figures in money that some sum of the widest set takes [rows]
  physical_figure_count: Physical figures that are cooperation [rows]
  physical_kind_count: Kinds of contribution among them [kinds]
  first_money_year: First year with a figure in money [year]
  last_money_year: Last year with a figure in money [year]
  newest_effort_year: Newest year with a cooperation-to-GNI [year]
  low_pct: Low cooperation-to-GNI of that year [percent]
  central_pct: Central cooperation-to-GNI of that year; empty where high is more than three times low [percent]
  high_pct: High cooperation-to-GNI of that year [percent]
  claim_count: Claims on record [rows]
  judgement_count: Assessments on record [rows]
*/
with money as (
    select
        provider_id,
        count(*) as money_figure_count,
        min(period_start_year) as first_money_year,
        max(period_end_year) as last_money_year
    from core.flow
    where ssc_eligibility = 'SSC'
    group by provider_id
),
counted as (
    select flow.provider_id, count(distinct flow.flow_id) as counted_figure_count
    from core.flow_selection as selection
    join core.flow as flow using (flow_id)
    where selection.is_selected and selection.inclusion_set = 'SOLIDARITY_WIDE'
    group by flow.provider_id
),
physical as (
    select provider_id, count(*) as physical_figure_count, count(distinct kind) as physical_kind_count
    from core.quantity
    where ssc_eligibility = 'SSC'
    group by provider_id
),
newest as (
    select * from view.aid_to_gni
    where inclusion_set = 'SOLIDARITY_WIDE' and coalesce(low_pct, central_pct, high_pct) is not null
    qualify row_number() over (partition by provider_id order by year desc) = 1
),
claim as (
    select claim_subject as provider_id, count(*) as claim_count from core.claim group by claim_subject
),
judgement as (
    select party_id as provider_id, count(*) as judgement_count from core.assessment group by party_id
),
provider as (
    select provider_id from money
    union
    select provider_id from physical
),
final as (
    select
        provider.provider_id,
        party.name_en as provider_name,
        coalesce(money.money_figure_count, 0) as money_figure_count,
        coalesce(counted.counted_figure_count, 0) as counted_figure_count,
        coalesce(physical.physical_figure_count, 0) as physical_figure_count,
        coalesce(physical.physical_kind_count, 0) as physical_kind_count,
        money.first_money_year,
        money.last_money_year,
        newest.year as newest_effort_year,
        newest.low_pct,
        newest.central_pct,
        newest.high_pct,
        newest.obs_status,
        coalesce(claim.claim_count, 0) as claim_count,
        coalesce(judgement.judgement_count, 0) as judgement_count
    from provider
    left join reference.party as party on party.party_id = provider.provider_id
    left join money using (provider_id)
    left join counted using (provider_id)
    left join physical using (provider_id)
    left join newest using (provider_id)
    left join claim using (provider_id)
    left join judgement using (provider_id)
)
select * from final order by provider_id
