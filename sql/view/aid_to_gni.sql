/*
definition: >
  Cooperation-to-GNI of each southern provider and year: low, central and high with the first denominator there is,
  the same in national currency, the distance to 0.7 percent and the rank its range allows. Where the high is more than
  three times the low no central value is shown. Not the same concept as ODA/GNI.
grain: one provider, year and inclusion set
unit: percent of GNI
columns:
  provider_name: Provider, name in English
  low_pct: Low cooperation-to-GNI [percent]
  central_pct: Central cooperation-to-GNI; empty where high is more than three times low [percent]
  high_pct: High cooperation-to-GNI; empty where there is no upper limit [percent]
  national_currency_pct: The same ratio in national currency [percent]
  distance_to_target_points: Central value less 0.7 [percentage points]
  best_rank: Best rank the range allows in this year
  worst_rank: Worst rank the range allows in this year
*/
with effort as (
    select
        effort.*,
        denominator.preference,
        coalesce(effort.value_high <= 3 * effort.value_low, true) as shows_central
    from indicator.cooperation_to_gni as effort
    join reference.denominator as denominator using (denominator)
    where effort.partner_id = '_T' and effort.modality = '_T' and effort.kind = '_T'
    qualify row_number() over (
        partition by effort.provider_id, effort.year, effort.inclusion_set
        order by effort.value is null, denominator.preference
    ) = 1
),
national as (
    select provider_id, year, inclusion_set, value
    from indicator.cooperation_to_gni_lcu
    where partner_id = '_T' and modality = '_T' and kind = '_T'
),
final as (
    select
        effort.provider_id,
        party.name_en as provider_name,
        effort.year,
        effort.inclusion_set,
        effort.value_low as low_pct,
        case when effort.shows_central then effort.value end as central_pct,
        effort.value_high as high_pct,
        effort.denominator,
        case when effort.shows_central then national.value end as national_currency_pct,
        case when effort.shows_central then effort.value - 0.7 end as distance_to_target_points,
        cast(rank.value_low as integer) as best_rank,
        cast(rank.value_high as integer) as worst_rank,
        effort.n_obs,
        effort.coverage_share,
        effort.obs_status
    from effort
    left join national using (provider_id, year, inclusion_set)
    left join indicator.effort_rank as rank using (provider_id, year, inclusion_set)
    left join reference.party as party on party.party_id = effort.provider_id
)
select * from final order by provider_id, year, inclusion_set
