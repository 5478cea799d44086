/*
definition: A figure stands in cells of all partners, modalities and kinds, and of its own; the sums rely on it.
grain: one figure in a cell of something else
unit: none
*/
select selection.inclusion_set, selection.flow_id, selection.cell_partner_id, selection.cell_modality, selection.cell_kind
from core.flow_selection as selection
join core.flow as flow using (flow_id)
where selection.provider_id <> flow.provider_id
    or selection.cell_partner_id not in ('_T', flow.partner_id)
    or selection.cell_modality not in ('_T', flow.modality)
    or selection.cell_kind not in ('_T', flow.kind)
