/*
definition: >
  Who works with whom on what: each provider, partner, year and sector, with the other providers on record in the same
  partner, year and sector. What no figure puts in a sector is _X, all sectors together _T.
grain: one provider, partner, year and sector
unit: USD
columns:
  provider_name: Provider, name in English
  partner_name: Partner, name in English
  sector_name: Sector, label in English
  other_provider_count: Other providers in the same partner, year and sector
  other_providers: Their codes
  amount_share: Share in what all providers paid there in the year [share]
*/
with edge as (
    select * from core.relation_edge
),
together as (
    select partner_id, year, sector, list_sort(list(provider_id)) as providers, sum(edge_usd_nominal) as all_usd_nominal
    from edge
    group by partner_id, year, sector
),
label as (
    select code as sector, label_en as sector_name from reference.code where codelist = 'sector_crs3'
),
final as (
    select
        edge.provider_id,
        provider.name_en as provider_name,
        edge.partner_id,
        partner.name_en as partner_name,
        edge.year,
        edge.sector,
        label.sector_name,
        edge.edge_usd_nominal,
        edge.money_count,
        edge.physical_count,
        edge.activity_count,
        edge.edge_usd_nominal / nullif(together.all_usd_nominal, 0) as amount_share,
        len(together.providers) - 1 as other_provider_count,
        array_to_string(list_filter(together.providers, other -> other <> edge.provider_id), ' ') as other_providers
    from edge
    join together using (partner_id, year, sector)
    left join reference.party as provider on provider.party_id = edge.provider_id
    left join reference.party as partner on partner.party_id = edge.partner_id
    left join label using (sector)
)
select * from final order by partner_id, year, sector, provider_id
