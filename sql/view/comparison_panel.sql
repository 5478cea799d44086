/*
definition: >
  Cooperation-to-GNI of southern providers and, apart from it, ODA-to-GNI of DAC members and other reporters. Two
  concepts side by side, never to be added; the column panel says which is which.
grain: one provider or reporter, year and panel
unit: percent of GNI
columns:
  panel: Which concept the row is of
  provider_name: Provider or reporter, name in English
  low_pct: Low ratio [percent]
  central_pct: Central ratio; empty where high is more than three times low [percent]
  high_pct: High ratio [percent]
*/
with southern as (
    select
        'cooperation-to-GNI (southern providers)' as panel, provider_id, provider_name, year, low_pct, central_pct,
        high_pct, denominator, obs_status
    from view.aid_to_gni
    where inclusion_set = 'SOLIDARITY_WIDE'
),
reporter as (
    select
        case oda.valuation_method
            when 'VM_CASH' then 'ODA-to-GNI, net flows (not the same concept)'
            else 'ODA-to-GNI, grant equivalents (not the same concept)'
        end as panel,
        oda.provider_id,
        party.name_en as provider_name,
        oda.year,
        oda.value_low as low_pct,
        case when coalesce(oda.value_high <= 3 * oda.value_low, true) then oda.value end as central_pct,
        oda.value_high as high_pct,
        oda.denominator,
        oda.obs_status
    from indicator.oda_to_gni as oda
    left join reference.party as party on party.party_id = oda.provider_id
),
final as (
    select * from southern
    union all by name
    select * from reporter
)
select * from final order by panel, provider_id, year
