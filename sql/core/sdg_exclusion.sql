/*
definition: >
  Money figures that a sum of SDG 17.3.1 leaves out, each with its reason: the first rule that excludes it, with the
  objection of the receiving country where that is the rule, or the figure it may overlap with. A figure that is counted
  in the row of its partner but not in the total of the provider, which holds a wider figure, says so. Why a figure
  is no cooperation of that year stands in selection_reason.
grain: one money figure in one year that a sum leaves out
unit: USD
*/
with inclusion as (
    select * from core.sdg_inclusion
),
overlap as (
    select
        flow_id,
        year,
        bool_or(is_selected) as is_counted_for_partner,
        arg_min(preferred_flow_id, cell_partner_id) filter (where not is_selected) as preferred_flow_id
    from core.sdg_selection
    group by flow_id, year
    having not bool_and(is_selected)
),
objection as (
    select inclusion.flow_id, inclusion.year, min(objection.objection_id) as objection_id
    from inclusion
    join core.flow as flow using (flow_id)
    join core.recipient_objection as objection
        on objection.activity_id = flow.activity_id
        or objection.activity_id is null
        and objection.provider_id = inclusion.provider_id
        and objection.partner_id = inclusion.partner_id
        and coalesce(objection.year = inclusion.year, true)
    where inclusion.sdg_exclusion = 'RECIPIENT_OBJECTS'
    group by inclusion.flow_id, inclusion.year
),
final as (
    select
        inclusion.flow_id,
        inclusion.year,
        inclusion.provider_id,
        inclusion.partner_id,
        inclusion.sdg_class,
        inclusion.sdg_channel,
        coalesce(inclusion.sdg_exclusion, 'OVERLAP') as sdg_exclusion,
        coalesce(overlap.is_counted_for_partner, false) as is_counted_for_partner,
        case when inclusion.sdg_exclusion = 'NOT_COOPERATION' then membership.selection_reason end as selection_reason,
        objection.objection_id,
        overlap.preferred_flow_id,
        flow_year.amount_usd_nominal
    from inclusion
    join core.flow_year as flow_year using (flow_id, year)
    left join overlap using (flow_id, year)
    left join objection using (flow_id, year)
    left join core.flow_inclusion as membership
        on membership.flow_id = inclusion.flow_id and membership.inclusion_set = 'TOSSD_LIKE'
    where not inclusion.is_candidate or overlap.flow_id is not null
)
select * from final
