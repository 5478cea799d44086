/*
definition: The amounts of a relation's sectors sum to the amount of the relation, to a cent a sector.
grain: one relation and year whose sectors do not add up
unit: USD
*/
with whole as (
    select provider_id, partner_id, year, edge_usd_nominal from core.relation_edge where sector = '_T'
),
part as (
    select provider_id, partner_id, year, sum(edge_usd_nominal) as sector_usd_nominal, count(*) as sector_count
    from core.relation_edge
    where sector <> '_T'
    group by provider_id, partner_id, year
)
select provider_id, partner_id, year, whole.edge_usd_nominal, part.sector_usd_nominal
from whole
full join part using (provider_id, partner_id, year)
where abs(coalesce(whole.edge_usd_nominal, 0) - coalesce(part.sector_usd_nominal, 0)) > 0.01 * coalesce(part.sector_count, 0)
