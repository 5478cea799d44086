/*
definition: Value of contributions in kind by provider, partner, kind and year, with the method of each bound; no central value where high is more than three times low.
grain: one inclusion set, provider, partner, kind, detail and year
unit: USD
columns:
  provider_id: Provider
  provider_name: Name of the provider
  partner_id: Partner, _T for all
  kind: Kind of contribution, _T for everything in kind
  kind_detail: Detail of the kind, _Z for none
  year: Calendar year
  low_usd: Low value; empty where a source says "at most"
  low_method: Method of the low value
  central_usd: Central value; empty where high is more than three times low
  central_method: Method of the central value
  high_usd: High value; empty where a source says "at least"
  high_method: Method of the high value
  spread: Highest over lowest price
  coverage_share: Share of the figures that have a value
  obs_status: Status
*/
select
    cell.inclusion_set,
    cell.provider_id,
    party.name_en as provider_name,
    cell.cell_partner_id as partner_id,
    cell.cell_kind as kind,
    cell.kind_detail,
    cell.year,
    cell.amount_low as low_usd,
    cell.low_method,
    case when cell.priced_high <= 3 * cell.priced_low then cell.amount end as central_usd,
    case when cell.priced_high <= 3 * cell.priced_low then cell.central_method end as central_method,
    cell.amount_high as high_usd,
    cell.high_method,
    cell.priced_high / nullif(cell.priced_low, 0) as spread,
    cell.coverage_share,
    cell.obs_status
from core.in_kind_cell as cell
left join reference.party as party on party.party_id = cell.provider_id
where cell.value_measure = 'usd_nominal' and cell.valuation_method = '_T'
order by cell.inclusion_set, cell.provider_id, cell.cell_kind, cell.cell_partner_id, cell.year
