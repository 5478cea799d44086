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
measured as (
    select flow_id, year, is_average, 'usd_nominal' as measure, amount_usd_nominal as amount from core.flow_year
    union all
    select flow_id, year, is_average, 'usd_constant_2022', amount_usd_constant_2022 from core.flow_year
    union all
    select flow_id, year, is_average, 'lcu_nominal', amount_lcu_nominal from core.flow_year
),
converted as (
    select flow_id, year, is_lcu_converted from core.flow_year
),
severity as (
    select code, cast(severity as integer) as severity from house.obs_status
),
chosen as (
    select selection.*, measured.measure, measured.amount, measured.is_average, flow.partner_id, flow.kind, flow.value_op,
        case
            when (
                measured.is_average
                or measured.measure = 'usd_constant_2022'
                or (measured.measure = 'lcu_nominal' and converted.is_lcu_converted)
            ) and stated.severity < estimated.severity then 'E'
            else flow.obs_status
        end as obs_status
    from selection
    join flow using (flow_id)
    join measured on measured.flow_id = selection.flow_id and measured.year = selection.year
    join converted on converted.flow_id = selection.flow_id and converted.year = selection.year
    join severity as stated on stated.code = flow.obs_status
    join severity as estimated on estimated.code = 'E'
    where selection.is_selected
),
other as (
    select selection.*, measured.measure, measured.amount, measured.is_average, flow.value_op
    from selection
    join flow using (flow_id)
    join measured on measured.flow_id = selection.flow_id and measured.year = selection.year
    where selection.selection_reason = 'ALTERNATIVE' and measured.amount is not null
),
reading as (
    select inclusion_set, provider_id, year, cell_partner_id, cell_modality, cell_kind, measure, flow_id, amount, value_op
    from chosen
    where amount is not null
    union all
    select other.inclusion_set, other.provider_id, other.year, other.cell_partner_id, other.cell_modality,
        other.cell_kind, other.measure, other.preferred_flow_id, other.amount, other.value_op
    from other
    join chosen
        on chosen.inclusion_set = other.inclusion_set
        and chosen.provider_id = other.provider_id
        and chosen.year = other.year
        and chosen.cell_partner_id = other.cell_partner_id
        and chosen.cell_modality = other.cell_modality
        and chosen.cell_kind = other.cell_kind
        and chosen.measure = other.measure
        and chosen.flow_id = other.preferred_flow_id
    where chosen.amount is not null and (not other.is_average or chosen.is_average)
),
bound as (
    select
        inclusion_set, provider_id, year, cell_partner_id, cell_modality, cell_kind, measure, flow_id,
        case when bool_or(value_op in ('<=', '<') and amount = lowest) then null else any_value(lowest) end as amount_low,
        case when bool_or(value_op in ('>=', '>') and amount = highest) then null else any_value(highest) end
            as amount_high
    from (
        select
            *,
            min(amount) over figure as lowest,
            max(amount) over figure as highest
        from reading
        window figure as (
            partition by inclusion_set, provider_id, year, cell_partner_id, cell_modality, cell_kind, measure, flow_id
        )
    )
    group by all
),
partner_count as (
    select provider_id, year, count(*) as known_count from core.known_relation group by provider_id, year
),
summed as (
    select
        chosen.inclusion_set,
        chosen.provider_id,
        chosen.year,
        chosen.cell_partner_id,
        chosen.cell_modality,
        chosen.cell_kind,
        chosen.measure,
        sum(chosen.amount) as amount,
        case when count(bound.amount_low) = count(chosen.amount) then sum(bound.amount_low) end as amount_low,
        case when count(bound.amount_high) = count(chosen.amount) then sum(bound.amount_high) end as amount_high,
        count(*) as n_obs,
        count(chosen.amount) as amount_count,
        bool_and(chosen.partner_id = '_T')
            or bool_or(chosen.partner_id = '_T' and chosen.kind = '_T' and chosen.amount is not null) as covers_all,
        count(distinct chosen.partner_id) filter (where chosen.amount is not null) as reached_count,
        arg_max(chosen.obs_status, severity.severity) as worst_status
    from chosen
    join severity on severity.code = chosen.obs_status
    left join bound
        on bound.inclusion_set = chosen.inclusion_set
        and bound.provider_id = chosen.provider_id
        and bound.year = chosen.year
        and bound.cell_partner_id = chosen.cell_partner_id
        and bound.cell_modality = chosen.cell_modality
        and bound.cell_kind = chosen.cell_kind
        and bound.measure = chosen.measure
        and bound.flow_id = chosen.flow_id
    group by all
),
judged as (
    select
        summed.*,
        summed.cell_partner_id = '_T' and not summed.covers_all as is_partial,
        case
            when summed.cell_partner_id = '_T' and not summed.covers_all
                then least(1.0, summed.reached_count / greatest(partner_count.known_count, 1))
            else summed.amount_count / summed.n_obs
        end as coverage_share
    from summed
    left join partner_count using (provider_id, year)
),
final as (
    select
        inclusion_set,
        provider_id,
        year,
        cell_partner_id,
        cell_modality,
        cell_kind,
        measure,
        amount,
        amount_low,
        case when not is_partial and amount_count = n_obs then amount_high end as amount_high,
        n_obs,
        coverage_share,
        case
            when amount is null then 'O'
            when is_partial and severity.severity < partial.severity then partial.code
            else worst_status
        end as obs_status
    from judged
    join severity on severity.code = judged.worst_status
    join severity as partial on partial.code = 'U'
)
select * from final
