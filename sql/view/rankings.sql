/*
definition: >
  Ranks by effort within a year, with the best and the worst rank the range of each allows: southern providers by
  cooperation-to-GNI and, in a panel of its own, DAC members by ODA-to-GNI. A rank holds within its panel only; the two
  ratios are not the same concept, and the ranks of two panels must not be compared as one list. Where the high ratio is
  more than three times the low there is no central value and no rank of it.
grain: one panel, provider and year
unit: rank; percent of GNI
columns:
  panel: Which ranking the row is of
  provider_name: Provider, name in English
  low_pct: Low ratio [percent]
  central_pct: Central ratio [percent]
  high_pct: High ratio [percent]
  best_rank: Best rank the range allows
  central_rank: Rank of the central value
  worst_rank: Worst rank the range allows
  ranked_count: Providers ranked in the panel and year
  caveat: What the rank does not say
*/
with southern as (
    select
        'southern providers, cooperation-to-GNI' as panel,
        rank.provider_id,
        rank.year,
        effort.value_low as low_pct,
        effort.value as central_pct,
        effort.value_high as high_pct,
        rank.value_low as best_rank,
        rank.value as central_rank,
        rank.value_high as worst_rank,
        rank.n_obs as ranked_count,
        'among providers with figures in the year; a provider with only a lower limit is not ranked' as caveat,
        rank.obs_status
    from indicator.effort_rank as rank
    join indicator.cooperation_to_gni as effort
        on effort.provider_id = rank.provider_id
        and effort.year = rank.year
        and effort.inclusion_set = rank.inclusion_set
        and effort.denominator = rank.denominator
        and effort.partner_id = '_T'
        and effort.modality = '_T'
        and effort.kind = '_T'
    where rank.inclusion_set = 'SOLIDARITY_WIDE'
),
member as (
    select oda.provider_id, oda.year, oda.valuation_method, oda.value, oda.value_low, oda.value_high, oda.obs_status
    from indicator.oda_to_gni as oda
    join reference.country as country on country.iso3 = oda.provider_id and country.is_dac_member
    where oda.value is not null
        and oda.valuation_method = case when oda.year >= 2018 then 'VM_GE' else 'VM_CASH' end
),
reporter as (
    select
        'DAC members, ODA-to-GNI (not the same concept)' as panel,
        own.provider_id,
        own.year,
        any_value(own.value_low) as low_pct,
        any_value(own.value) as central_pct,
        any_value(own.value_high) as high_pct,
        1 + count(*) filter (where other.value_low > own.value_high) as best_rank,
        1 + count(*) filter (where other.value > own.value) as central_rank,
        1 + count(*) filter (where other.value_high >= own.value_low and other.provider_id <> own.provider_id)
            as worst_rank,
        count(*) as ranked_count,
        case
            when own.year >= 2018 then 'grant equivalents since 2018, not comparable with the net flows before'
            else 'net flows, not comparable with the grant equivalents since 2018'
        end as caveat,
        any_value(own.obs_status) as obs_status
    from member as own
    join member as other on other.year = own.year
    group by own.provider_id, own.year
),
ranked as (
    select *, coalesce(high_pct <= 3 * low_pct, true) as shows_central
    from (
        select * from southern
        union all by name
        select * from reporter
    )
),
final as (
    select
        ranked.panel,
        ranked.provider_id,
        party.name_en as provider_name,
        ranked.year,
        ranked.low_pct,
        case when ranked.shows_central then ranked.central_pct end as central_pct,
        ranked.high_pct,
        cast(ranked.best_rank as integer) as best_rank,
        case when ranked.shows_central then cast(ranked.central_rank as integer) end as central_rank,
        cast(ranked.worst_rank as integer) as worst_rank,
        ranked.ranked_count,
        ranked.caveat,
        ranked.obs_status
    from ranked
    left join reference.party as party on party.party_id = ranked.provider_id
)
select * from final order by panel, year, central_rank, provider_id
