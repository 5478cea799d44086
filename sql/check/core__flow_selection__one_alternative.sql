/*
definition: Of figures that give different values for the same thing, at most one is in a sum.
grain: one group of alternatives counted more than once in one cell
unit: none
*/
select
    selection.inclusion_set,
    selection.provider_id,
    selection.year,
    selection.cell_partner_id,
    selection.cell_modality,
    selection.cell_kind,
    flow.alt_group,
    count(*) as counted
from core.flow_selection as selection
join core.flow as flow using (flow_id)
where selection.is_selected and flow.alt_group is not null
group by all
having count(*) > 1
