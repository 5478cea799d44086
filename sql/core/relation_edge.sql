/*
definition: >
  The network of cooperation: which provider worked with which partner in a year, in which sector, on the word of
  figures in money at whatever stage, physical figures, and activities. The amount is the delivered money to this
  partner that does not overlap (widest inclusion set); a relation without one has no amount. Sectors are those of
  the figures and activities; a physical figure has the sector its kind stands for. _T is all sectors, _X none known.
grain: one provider, partner, year and sector
unit: USD
*/
with kind_sector as (
    select from_code as kind, to_code as sector
    from house.crosswalk
    where from_list = 'kind' and to_list = 'sector_crs3' and relation <> 'none'
),
flow_sector as (
    select flow_id, sector, weight_share from core.flow_sector
),
money as (
    select flow.provider_id, flow.partner_id, flow_year.year, flow_sector.sector, flow.flow_id
    from core.flow as flow
    join core.flow_year as flow_year using (flow_id)
    join flow_sector using (flow_id)
    where flow.ssc_eligibility = 'SSC'
),
amount as (
    select
        selection.provider_id,
        selection.cell_partner_id as partner_id,
        selection.year,
        flow_sector.sector,
        sum(cast(cast(flow_year.amount_usd_nominal as double) * flow_sector.weight_share as decimal(24, 4)))
            as edge_usd_nominal
    from core.flow_selection as selection
    join core.flow_year as flow_year using (flow_id, year)
    join flow_sector using (flow_id)
    where selection.is_selected
        and selection.inclusion_set = 'SOLIDARITY_WIDE'
        and selection.cell_partner_id <> '_T'
        and selection.cell_modality = '_T'
        and selection.cell_kind = '_T'
    group by all
),
physical as (
    select
        quantity.provider_id, quantity.partner_id, quantity_year.year, coalesce(kind_sector.sector, '_X') as sector,
        quantity.quantity_id
    from core.quantity as quantity
    join core.quantity_year as quantity_year using (quantity_id)
    left join kind_sector using (kind)
    where quantity_year.is_candidate
),
activity as (
    select
        party.provider_id, party.partner_id, party.year, coalesce(sector.sector, '_X') as sector, party.activity_id
    from core.activity_party as party
    left join core.activity_sector_share as sector
        on sector.activity_id = party.activity_id and sector.vocabulary = 'CRS3'
    where party.provider_id <> '_X' and party.partner_id <> '_X'
),
mentioned as (
    select provider_id, partner_id, year, sector, 'money' as mention, flow_id as mention_id from money
    union all
    select provider_id, partner_id, year, sector, 'physical', quantity_id from physical
    union all
    select provider_id, partner_id, year, sector, 'activity', activity_id from activity
),
counted as (
    select
        provider_id,
        partner_id,
        year,
        coalesce(sector, '_T') as sector,
        count(distinct mention_id) filter (where mention = 'money') as money_count,
        count(distinct mention_id) filter (where mention = 'physical') as physical_count,
        count(distinct mention_id) filter (where mention = 'activity') as activity_count
    from mentioned
    where partner_id <> '_T' and partner_id <> provider_id
    group by grouping sets ((provider_id, partner_id, year, sector), (provider_id, partner_id, year))
),
summed as (
    select provider_id, partner_id, year, coalesce(sector, '_T') as sector, sum(edge_usd_nominal) as edge_usd_nominal
    from amount
    group by grouping sets ((provider_id, partner_id, year, sector), (provider_id, partner_id, year))
),
final as (
    select counted.*, summed.edge_usd_nominal
    from counted
    left join summed using (provider_id, partner_id, year, sector)
)
select * from final
