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
with flow as (
    select flow_id, provider_id, partner_id, modality, kind, value_op, obs_status from core.flow
),
flow_year as (
    select
        flow_id, year, is_average, is_lcu_converted, amount_usd_nominal as usd, amount_usd_constant_2022 as fixed,
        amount_lcu_nominal as lcu
    from core.flow_year
),
severity as (
    select code, cast(severity as tinyint) as severity from house.obs_status
),
mark as (
    select
        any_value(severity) filter (where code = 'E') as estimated,
        any_value(severity) filter (where code = 'U') as unreliable
    from severity
),
-- Cells are grouped by numbers: grouping by text takes more than twice as long. Every word has its number; outer joins
-- to them keep the planner from thinking that each multiplies the rows, and so from hashing the larger side.
word as (
    select word, cast(if(word = '_T', 0, row_number() over (order by word)) as integer) as number
    from (
        select provider_id as word from flow
        union
        select partner_id from flow
        union
        select modality from flow
        union
        select kind from flow
        union
        select '_T'
    )
),
inclusion as (
    select code as inclusion_set, cast(row_number() over (order by code) as tinyint) as inclusion
    from house.inclusion_set
),
figure as (
    select
        flow_year.*,
        provider.number as provider,
        partner.number as partner,
        modality.number as modality,
        kind.number as kind,
        flow.value_op in ('<=', '<') as is_at_most,
        flow.value_op in ('>=', '>') as is_at_least,
        flow.partner_id = '_T' as is_of_all,
        flow.partner_id = '_T' and flow.kind = '_T' as is_whole,
        severity.severity
    from flow_year
    join flow using (flow_id)
    join severity on severity.code = flow.obs_status
    left join word as provider on provider.word = flow.provider_id
    left join word as partner on partner.word = flow.partner_id
    left join word as modality on modality.word = flow.modality
    left join word as kind on kind.word = flow.kind
),
placed as not materialized (
    select
        inclusion.inclusion,
        figure.* exclude (partner, modality, kind),
        figure.partner as figure_partner,
        selection.cell_partner_id = '_T' as is_of_partners,
        if(selection.cell_partner_id = '_T', 0, figure.partner) as partner,
        if(selection.cell_modality = '_T', 0, figure.modality) as modality,
        if(selection.cell_kind = '_T', 0, figure.kind) as kind,
        selection.is_selected,
        selection.selection_reason,
        selection.preferred_flow_id
    from core.flow_selection as selection
    join inclusion using (inclusion_set)
    join figure using (flow_id, year)
),
summed as (
    select
        inclusion, provider, year, partner, modality, kind,
        count(*) as n_obs,
        bool_and(is_of_all) as is_of_all,
        max(severity) as severity,
        bool_or(is_average) as usd_is_estimated,
        true as fixed_is_estimated,
        bool_or(is_average or is_lcu_converted) as lcu_is_estimated,
        sum(usd) as usd,
        count(usd) as usd_count,
        count(usd) filter (where is_whole) as usd_whole,
        sum(fixed) as fixed,
        count(fixed) as fixed_count,
        count(fixed) filter (where is_whole) as fixed_whole,
        sum(lcu) as lcu,
        count(lcu) as lcu_count,
        count(lcu) filter (where is_whole) as lcu_whole
    from placed
    where is_selected
    group by inclusion, provider, year, partner, modality, kind
),
by_partner as (
    select
        inclusion, provider, year, partner, modality, kind,
        bool_or(usd is not null) as has_usd,
        bool_or(fixed is not null) as has_fixed,
        bool_or(lcu is not null) as has_lcu
    from placed
    where is_selected and is_of_partners
    group by inclusion, provider, year, partner, modality, kind, figure_partner
),
reached as (
    select
        inclusion, provider, year, partner, modality, kind,
        count(*) filter (where has_usd) as usd_partners,
        count(*) filter (where has_fixed) as fixed_partners,
        count(*) filter (where has_lcu) as lcu_partners
    from by_partner
    group by inclusion, provider, year, partner, modality, kind
),
alternative as (
    select * from placed where selection_reason = 'ALTERNATIVE'
),
uncertain as (
    select
        alternative.inclusion, alternative.provider, alternative.year, alternative.partner, alternative.modality,
        alternative.kind, own.flow_id, own.is_average, own.is_at_most, own.is_at_least, own.usd, own.fixed, own.lcu
    from alternative
    join figure as own on own.flow_id = alternative.preferred_flow_id and own.year = alternative.year
    union
    select
        inclusion, provider, year, partner, modality, kind, flow_id, is_average, is_at_most, is_at_least, usd, fixed, lcu
    from placed
    where is_selected and (is_at_most or is_at_least)
),
reading as (
    select *, true as is_own from uncertain
    union all by name
    select
        uncertain.* exclude (is_at_most, is_at_least, usd, fixed, lcu),
        alternative.is_at_most,
        alternative.is_at_least,
        case when uncertain.usd is not null then alternative.usd end as usd,
        case when uncertain.fixed is not null then alternative.fixed end as fixed,
        case when uncertain.lcu is not null then alternative.lcu end as lcu,
        false as is_own
    from alternative
    join uncertain
        on uncertain.flow_id = alternative.preferred_flow_id
        and (uncertain.inclusion, uncertain.provider, uncertain.year, uncertain.partner, uncertain.modality,
            uncertain.kind) = (alternative.inclusion, alternative.provider, alternative.year, alternative.partner,
            alternative.modality, alternative.kind)
    where uncertain.is_average or not alternative.is_average
),
span as (
    select
        inclusion, provider, year, partner, modality, kind, measure,
        any_value(amount) filter (where is_own) as amount,
        min(amount) as lowest,
        max(amount) as highest,
        coalesce(min(amount) filter (where is_at_most) = lowest, false) as is_low_open,
        coalesce(max(amount) filter (where is_at_least) = highest, false) as is_high_open
    from (unpivot reading on usd, fixed, lcu into name measure value amount)
    group by inclusion, provider, year, partner, modality, kind, measure, flow_id
),
shift as (
    select
        inclusion, provider, year, partner, modality, kind, measure,
        {
            'low': case when not bool_or(is_low_open) then sum(lowest - amount) end,
            'high': case when not bool_or(is_high_open) then sum(highest - amount) end
        } as shift
    from span
    group by inclusion, provider, year, partner, modality, kind, measure
),
shifted as (
    select
        inclusion, provider, year, partner, modality, kind,
        any_value(shift) filter (where measure = 'usd') as usd_shift,
        any_value(shift) filter (where measure = 'fixed') as fixed_shift,
        any_value(shift) filter (where measure = 'lcu') as lcu_shift
    from shift
    group by inclusion, provider, year, partner, modality, kind
),
partner_count as (
    select provider_id, year, count(*) as known_count from core.known_relation group by provider_id, year
),
named as (
    select
        inclusion.inclusion_set,
        provider.word as provider_id,
        year,
        partner.word as cell_partner_id,
        modality.word as cell_modality,
        kind.word as cell_kind,
        partner.word = '_T' as is_of_partners,
        coalesce(partner_count.known_count, 0) as known_count,
        summed.* exclude (inclusion, provider, year, partner, modality, kind),
        reached.* exclude (inclusion, provider, year, partner, modality, kind),
        shifted.* exclude (inclusion, provider, year, partner, modality, kind)
    from summed
    left join reached using (inclusion, provider, year, partner, modality, kind)
    left join shifted using (inclusion, provider, year, partner, modality, kind)
    left join inclusion using (inclusion)
    left join word as provider on provider.number = summed.provider
    left join word as partner on partner.number = summed.partner
    left join word as modality on modality.number = summed.modality
    left join word as kind on kind.number = summed.kind
    left join partner_count on partner_count.provider_id = provider.word and partner_count.year = summed.year
),
measured as (
    select *
    from named unpivot include nulls (
        (amount, amount_count, whole_count, reached_count, is_estimated, shift)
        for measure in (
            (usd, usd_count, usd_whole, usd_partners, usd_is_estimated, usd_shift) as usd_nominal,
            (fixed, fixed_count, fixed_whole, fixed_partners, fixed_is_estimated, fixed_shift) as usd_constant_2022,
            (lcu, lcu_count, lcu_whole, lcu_partners, lcu_is_estimated, lcu_shift) as lcu_nominal
        )
    )
),
judged as (
    select
        measured.* exclude (severity),
        is_of_partners and not is_of_all and whole_count = 0 as is_partial,
        greatest(
            severity, case when is_estimated then estimated else 0 end, case when is_partial then unreliable else 0 end
        ) as severity
    from measured
    cross join mark
),
final as (
    select
        inclusion_set, provider_id, year, cell_partner_id, cell_modality, cell_kind, measure, amount,
        amount + case when shift is null then 0 else shift.low end as amount_low,
        case when not is_partial and amount_count = n_obs then amount + case when shift is null then 0 else shift.high end
        end as amount_high,
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
