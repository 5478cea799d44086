/*
definition: >
  For each provider and year of which several sources tell, what the sources say that stand beside the one that is
  counted, and how far they are from it. Where a source gives figures that overlap, its sum is too high.
grain: one inclusion set, provider, year and source that is not counted
unit: USD
columns:
  figure_count: Figures of this source that would have counted
  beside_usd_nominal: Sum of the figures of this source
  counted_usd_nominal: Sum that is counted, from the source that comes first
  difference_usd_nominal: This source less the counted sum
*/
with beside as (
    select
        inclusion.inclusion_set,
        flow.provider_id,
        flow_year.year,
        flow.source_id,
        count(*) as figure_count,
        sum(flow_year.amount_usd_nominal) as beside_usd_nominal
    from core.flow_inclusion as inclusion
    join core.flow as flow using (flow_id)
    join core.flow_year as flow_year using (flow_id)
    where inclusion.selection_reason = 'OTHER_SOURCE'
    group by all
),
counted as (
    select inclusion_set, provider_id, year, amount as counted_usd_nominal
    from core.flow_cell
    where measure = 'usd_nominal' and cell_partner_id = '_T' and cell_modality = '_T' and cell_kind = '_T'
),
final as (
    select
        beside.inclusion_set,
        beside.provider_id,
        beside.year,
        beside.source_id,
        beside.figure_count,
        beside.beside_usd_nominal,
        counted.counted_usd_nominal,
        beside.beside_usd_nominal - counted.counted_usd_nominal as difference_usd_nominal
    from beside
    left join counted using (inclusion_set, provider_id, year)
)
select * from final order by inclusion_set, provider_id, year, source_id
