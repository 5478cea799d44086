/*
definition: >
  Which money figures the headline sums take and why the others stand beside them: outside the set, not delivered,
  another figure preferred, part of a wider one.
grain: one figure, year and inclusion set
unit: USD
columns:
  reason: Why the figure enters the sum, or stands beside it, in English
*/
with beside as (
    select
        inclusion.flow_id, flow.period_end_year as year, inclusion.inclusion_set, false as is_selected,
        inclusion.selection_reason, cast(null as varchar) as preferred_flow_id
    from core.flow_inclusion as inclusion
    join core.flow as flow using (flow_id)
    where not inclusion.is_candidate
),
chosen as (
    select flow_id, year, inclusion_set, is_selected, selection_reason, preferred_flow_id
    from core.flow_selection
    where cell_partner_id = '_T' and cell_modality = '_T' and cell_kind = '_T'
),
every_choice as (
    select * from beside
    union all by name
    select * from chosen
),
label as (
    select code, label_en from reference.code where codelist = 'selection_reason'
),
final as (
    select
        every_choice.inclusion_set,
        flow.provider_id,
        every_choice.year,
        every_choice.flow_id,
        flow.partner_id,
        flow.modality,
        flow.kind,
        flow.flow_stage,
        flow.value_op,
        flow.amount_original,
        flow.currency_code,
        flow_year.amount_usd_nominal,
        every_choice.is_selected,
        every_choice.selection_reason,
        label.label_en as reason,
        every_choice.preferred_flow_id
    from every_choice
    join core.flow as flow using (flow_id)
    left join core.flow_year as flow_year
        on flow_year.flow_id = every_choice.flow_id and flow_year.year = every_choice.year
    left join label on label.code = every_choice.selection_reason
)
select * from final order by inclusion_set, provider_id, year, is_selected desc, flow_id
