/*
definition: Every gross flow equals the sum of its selected figures, computed a second way from the core tables.
grain: one observation that differs
unit: USD
*/
with summed as (
    select
        selection.inclusion_set,
        selection.provider_id,
        selection.year,
        selection.cell_partner_id,
        selection.cell_modality,
        selection.cell_kind,
        sum(flow_year.amount_usd_nominal) as amount_usd_nominal
    from core.flow_selection as selection
    join core.flow_year as flow_year using (flow_id, year)
    where selection.is_selected
    group by all
)
select summed.*, flow.value
from summed
full join (select * from indicator.gross_flow where price_basis = 'nominal') as flow
    on flow.inclusion_set = summed.inclusion_set
    and flow.provider_id = summed.provider_id
    and flow.year = summed.year
    and flow.partner_id = summed.cell_partner_id
    and flow.modality = summed.cell_modality
    and flow.kind = summed.cell_kind
where flow.value is distinct from cast(summed.amount_usd_nominal as double)
    and abs(coalesce(flow.value, 0) - coalesce(cast(summed.amount_usd_nominal as double), 0)) > 0.001
