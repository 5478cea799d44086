/*
definition: >
  What is known of each partner and year: how many providers work with it and on what word, money received that does
  not overlap, the largest provider, concentration, relations that are not significant, population and class.
grain: one partner and year
unit: USD; counts
columns:
  partner_name: Partner, name in English
  provider_count: Providers on record with the partner in the year
  paying_provider_count: Providers with an amount
  received_usd_nominal: Sum of what the providers delivered, widest set [USD]
  received_per_head_usd: The same for each inhabitant of the partner [USD]
  top_provider_id: Provider of the largest amount
  top_provider_share: Its share in what all gave [share]
  provider_concentration: Concentration of the providers, 0 to 1 [index]
  non_significant_share: Share of its relations that are not significant [share]
*/
with edge as (
    select * from core.relation_edge where sector = '_T'
),
relation as (
    select
        partner_id,
        year,
        count(*) as provider_count,
        count(edge_usd_nominal) as paying_provider_count,
        sum(edge_usd_nominal) as received_usd_nominal,
        sum(money_count) as money_count,
        sum(physical_count) as physical_count,
        sum(activity_count) as activity_count
    from edge
    group by partner_id, year
),
top as (
    select partner_id, year, item as top_provider_id, value as top_provider_share
    from indicator.top_provider_share
    where inclusion_set = 'SOLIDARITY_WIDE'
),
concentration as (
    select partner_id, year, value as provider_concentration
    from indicator.provider_concentration
    where inclusion_set = 'SOLIDARITY_WIDE'
),
significance as (
    select partner_id, year, value as non_significant_share
    from indicator.non_significant_relations_share
    where inclusion_set = 'SOLIDARITY_WIDE' and provider_id = '_T' and partner_id <> '_T'
),
class as (
    select iso3 as partner_id, year, population_count, gni_per_head_usd, is_ldc, income_group from core.country_year
),
final as (
    select
        relation.partner_id,
        party.name_en as partner_name,
        relation.year,
        relation.provider_count,
        relation.paying_provider_count,
        relation.received_usd_nominal,
        relation.received_usd_nominal / class.population_count as received_per_head_usd,
        top.top_provider_id,
        top.top_provider_share,
        concentration.provider_concentration,
        significance.non_significant_share,
        relation.money_count,
        relation.physical_count,
        relation.activity_count,
        class.is_ldc,
        class.income_group,
        class.gni_per_head_usd
    from relation
    left join reference.party as party on party.party_id = relation.partner_id
    left join top using (partner_id, year)
    left join concentration using (partner_id, year)
    left join significance using (partner_id, year)
    left join class using (partner_id, year)
)
select * from final order by partner_id, year
