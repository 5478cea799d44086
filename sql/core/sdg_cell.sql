/*
definition: >
  Sums of the figures that SDG 17.3.1 counts, by class and channel. The low is empty where a source says "at most", the
  high where one says "at least". A sum over single partners is a lower limit (no high, status U). The coverage is the
  part of the provider's possible figures of the year that could be classed, and of those the part with an amount.
  Each class has its code in the UN's database (series_code).
grain: one provider, partner (_T all), year, class and channel
unit: USD
*/
with selection as (
    select * from core.sdg_selection where is_selected
),
class as (
    select code as sdg_class, indicator_id, series_code from house.sdg_class
),
severity as (
    select code, cast(severity as integer) as severity from house.obs_status
),
classed as (
    select
        provider_id,
        year,
        count(*) filter (where is_candidate) / count(*) as classed_share
    from core.sdg_inclusion
    where is_candidate or sdg_exclusion in ('KIND_UNKNOWN', 'TERMS_UNKNOWN')
    group by provider_id, year
),
figure as (
    select
        selection.provider_id,
        selection.cell_partner_id,
        selection.year,
        selection.sdg_class,
        selection.sdg_channel,
        flow.partner_id as stated_partner_id,
        flow.value_op,
        flow_year.amount_usd_nominal as amount,
        case when flow_year.is_average then 'E' else flow.obs_status end as obs_status
    from selection
    join core.flow as flow using (flow_id)
    join core.flow_year as flow_year on flow_year.flow_id = selection.flow_id and flow_year.year = selection.year
),
summed as (
    select
        figure.provider_id,
        figure.cell_partner_id,
        figure.year,
        figure.sdg_class,
        figure.sdg_channel,
        sum(figure.amount) as amount_usd_nominal,
        bool_or(figure.value_op in ('<=', '<')) as is_open_low,
        bool_or(figure.value_op in ('>=', '>')) as is_open_high,
        count(*) as n_obs,
        count(figure.amount) as amount_count,
        figure.cell_partner_id = '_T' and not bool_and(figure.stated_partner_id = '_T') as is_partial,
        arg_max(figure.obs_status, severity.severity) as obs_status
    from figure
    join severity on severity.code = figure.obs_status
    group by figure.provider_id, figure.cell_partner_id, figure.year, figure.sdg_class, figure.sdg_channel
),
final as (
    select
        summed.provider_id,
        summed.year,
        summed.sdg_class,
        summed.cell_partner_id,
        summed.sdg_channel,
        class.indicator_id,
        class.series_code,
        summed.amount_usd_nominal,
        case when not summed.is_open_low then summed.amount_usd_nominal end as amount_usd_nominal_low,
        case
            when not summed.is_open_high and not summed.is_partial and summed.amount_count = summed.n_obs
                then summed.amount_usd_nominal
        end as amount_usd_nominal_high,
        summed.n_obs,
        classed.classed_share * summed.amount_count / summed.n_obs as coverage_share,
        case
            when summed.amount_usd_nominal is null then 'O'
            when summed.is_partial and own.severity < partial.severity then 'U'
            else summed.obs_status
        end as obs_status
    from summed
    join classed using (provider_id, year)
    join class using (sdg_class)
    join severity as own on own.code = summed.obs_status
    join severity as partial on partial.code = 'U'
)
select * from final
