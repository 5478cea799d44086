/*
definition: >
  Sums of the money figures selected for each cell, in three measures. The low and high of a figure are the least
  and the greatest of the figures given for the same thing; a bound is empty where its source says "at least" or
  "at most". Bounds add. A sum over single partners is a lower limit, for partners nobody wrote about are not
  known: no high, status U; it covers the share of the provider's relations on record that year that it reaches. Any
  other sum covers the share of its figures that have an amount, and is open above where one has none.
grain: one cell (inclusion set, provider, year, partner, modality, kind) in one measure
unit: USD; USD of 2022; provider's national currency
*/
with selection as (
    select * from core.flow_selection
),
flow as (
    select flow_id, partner_id, kind, value_op, obs_status from core.flow
),
flow_year as (
    select
        flow_id, year, is_average, is_lcu_converted, amount_usd_nominal as usd, amount_usd_constant_2022 as fixed,
        amount_lcu_nominal as lcu
    from core.flow_year
),
severity as (
    select code, cast(severity as integer) as severity from house.obs_status
),
mark as (
    select
        any_value(severity) filter (where code = 'E') as estimated,
        any_value(severity) filter (where code = 'U') as unreliable
    from severity
),
chosen as (
    select
        selection.* exclude (is_selected, selection_reason, preferred_flow_id), flow.partner_id, flow.kind,
        flow.value_op, severity.severity, flow_year.usd, flow_year.fixed, flow_year.lcu, flow_year.is_average,
        flow_year.is_lcu_converted
    from selection
    join flow using (flow_id)
    join flow_year using (flow_id, year)
    join severity on severity.code = flow.obs_status
    where selection.is_selected
),
alternative as (
    select
        selection.* exclude (flow_id, is_selected, selection_reason, preferred_flow_id),
        selection.preferred_flow_id as flow_id, flow.value_op, flow_year.usd, flow_year.fixed, flow_year.lcu,
        flow_year.is_average
    from selection
    join flow using (flow_id)
    join flow_year using (flow_id, year)
    where selection.selection_reason = 'ALTERNATIVE'
),
contested as (
    select chosen.*
    from chosen
    semi join alternative using (inclusion_set, provider_id, year, cell_partner_id, cell_modality, cell_kind, flow_id)
),
reading as (
    select
        inclusion_set, provider_id, year, cell_partner_id, cell_modality, cell_kind, flow_id, value_op, usd, fixed, lcu
    from contested
    union all
    select
        inclusion_set, provider_id, year, cell_partner_id, cell_modality, cell_kind, flow_id, alternative.value_op,
        case when contested.usd is not null then alternative.usd end,
        case when contested.fixed is not null then alternative.fixed end,
        case when contested.lcu is not null then alternative.lcu end
    from alternative
    join contested using (inclusion_set, provider_id, year, cell_partner_id, cell_modality, cell_kind, flow_id)
    where not alternative.is_average or contested.is_average
),
spanned as (
    select
        *,
        min(amount) over figure as lowest,
        max(amount) over figure as highest
    from (unpivot reading on usd, fixed, lcu into name measure value amount)
    window figure as (
        partition by inclusion_set, provider_id, year, cell_partner_id, cell_modality, cell_kind, flow_id, measure
    )
),
measured_bound as (
    select
        inclusion_set, provider_id, year, cell_partner_id, cell_modality, cell_kind, flow_id, measure,
        case when not bool_or(value_op in ('<=', '<') and amount = lowest) then min(lowest) end as amount_low,
        case when not bool_or(value_op in ('>=', '>') and amount = highest) then max(highest) end as amount_high
    from spanned
    group by all
),
bound as (
    select
        inclusion_set, provider_id, year, cell_partner_id, cell_modality, cell_kind, flow_id,
        max(amount_low) filter (where measure = 'usd') as usd_low,
        max(amount_high) filter (where measure = 'usd') as usd_high,
        max(amount_low) filter (where measure = 'fixed') as fixed_low,
        max(amount_high) filter (where measure = 'fixed') as fixed_high,
        max(amount_low) filter (where measure = 'lcu') as lcu_low,
        max(amount_high) filter (where measure = 'lcu') as lcu_high
    from measured_bound
    group by all
),
bounded as (
    select
        chosen.*,
        bound.flow_id is null and value_op not in ('<=', '<') as is_own_low,
        bound.flow_id is null and value_op not in ('>=', '>') as is_own_high,
        case when is_own_low then usd else usd_low end as usd_low,
        case when is_own_high then usd else usd_high end as usd_high,
        case when is_own_low then fixed else fixed_low end as fixed_low,
        case when is_own_high then fixed else fixed_high end as fixed_high,
        case when is_own_low then lcu else lcu_low end as lcu_low,
        case when is_own_high then lcu else lcu_high end as lcu_high
    from chosen
    left join bound using (inclusion_set, provider_id, year, cell_partner_id, cell_modality, cell_kind, flow_id)
),
by_partner as (
    select
        inclusion_set, provider_id, year, cell_partner_id, cell_modality, cell_kind,
        count(usd) > 0 as has_usd,
        count(fixed) > 0 as has_fixed,
        count(lcu) > 0 as has_lcu
    from chosen
    where cell_partner_id = '_T'
    group by inclusion_set, provider_id, year, cell_partner_id, cell_modality, cell_kind, partner_id
),
reached as (
    select
        inclusion_set, provider_id, year, cell_partner_id, cell_modality, cell_kind,
        count(*) filter (where has_usd) as usd_partners,
        count(*) filter (where has_fixed) as fixed_partners,
        count(*) filter (where has_lcu) as lcu_partners
    from by_partner
    group by inclusion_set, provider_id, year, cell_partner_id, cell_modality, cell_kind
),
partner_count as (
    select provider_id, year, count(*) as known_count from core.known_relation group by provider_id, year
),
summed as (
    select
        inclusion_set, provider_id, year, cell_partner_id, cell_modality, cell_kind,
        count(*) as n_obs,
        bool_and(partner_id = '_T') as is_of_all,
        sum(usd) as usd,
        case when count(usd_low) = count(usd) then sum(usd_low) end as usd_low,
        case when count(usd_high) = count(usd) then sum(usd_high) end as usd_high,
        count(usd) as usd_count,
        bool_or(partner_id = '_T' and kind = '_T' and usd is not null) as usd_is_whole,
        max(greatest(severity, case when is_average then estimated else 0 end)) as usd_severity,
        sum(fixed) as fixed,
        case when count(fixed_low) = count(fixed) then sum(fixed_low) end as fixed_low,
        case when count(fixed_high) = count(fixed) then sum(fixed_high) end as fixed_high,
        count(fixed) as fixed_count,
        bool_or(partner_id = '_T' and kind = '_T' and fixed is not null) as fixed_is_whole,
        max(greatest(severity, case when true then estimated else 0 end)) as fixed_severity,
        sum(lcu) as lcu,
        case when count(lcu_low) = count(lcu) then sum(lcu_low) end as lcu_low,
        case when count(lcu_high) = count(lcu) then sum(lcu_high) end as lcu_high,
        count(lcu) as lcu_count,
        bool_or(partner_id = '_T' and kind = '_T' and lcu is not null) as lcu_is_whole,
        max(greatest(severity, case when is_average or is_lcu_converted then estimated else 0 end)) as lcu_severity
    from bounded
    cross join mark
    group by inclusion_set, provider_id, year, cell_partner_id, cell_modality, cell_kind
),
joined as (
    select *
    from summed
    left join reached using (inclusion_set, provider_id, year, cell_partner_id, cell_modality, cell_kind)
    left join partner_count using (provider_id, year)
),
measured as (
    select
        inclusion_set, provider_id, year, cell_partner_id, cell_modality, cell_kind, n_obs, known_count,
        'usd_nominal' as measure, usd as amount, usd_low as amount_low, usd_high as amount_high,
        usd_count as amount_count, usd_partners as reached_count, is_of_all or usd_is_whole as covers_all,
        usd_severity as severity
    from joined
    union all
    select
        inclusion_set, provider_id, year, cell_partner_id, cell_modality, cell_kind, n_obs, known_count,
        'usd_constant_2022' as measure, fixed as amount, fixed_low as amount_low, fixed_high as amount_high,
        fixed_count as amount_count, fixed_partners as reached_count, is_of_all or fixed_is_whole as covers_all,
        fixed_severity as severity
    from joined
    union all
    select
        inclusion_set, provider_id, year, cell_partner_id, cell_modality, cell_kind, n_obs, known_count,
        'lcu_nominal' as measure, lcu as amount, lcu_low as amount_low, lcu_high as amount_high,
        lcu_count as amount_count, lcu_partners as reached_count, is_of_all or lcu_is_whole as covers_all,
        lcu_severity as severity
    from joined
),
judged as (
    select
        * exclude (severity),
        cell_partner_id = '_T' and not covers_all as is_partial,
        case when is_partial then greatest(severity, unreliable) else severity end as severity
    from measured
    cross join mark
),
final as (
    select
        inclusion_set, provider_id, year, cell_partner_id, cell_modality, cell_kind, measure, amount, amount_low,
        case when not is_partial and amount_count = n_obs then amount_high end as amount_high,
        n_obs,
        case
            when is_partial then least(1.0, reached_count / greatest(known_count, 1))
            else amount_count / n_obs
        end as coverage_share,
        case when amount is null then 'O' else code end as obs_status
    from judged
    join severity using (severity)
)
select * from final
