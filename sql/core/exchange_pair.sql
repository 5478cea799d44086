/*
definition: >
  The two legs of an exchange in one period beside each other, each summed by one method; where a leg is not valued in
  the period its side is empty. A bound is known where every part of the leg has one. The status is the worse of both.
grain: one exchange in one period, by the method of each leg
unit: USD
*/
with leg as (
    select
        exchange_id,
        party_a_id,
        party_b_id,
        leg_direction,
        valuation_method,
        period_start_year,
        period_end_year,
        is_part_year,
        sum(value_central_usd) as value_usd,
        case when count(value_low_usd) = count(*) and value_usd is not null then sum(value_low_usd) end as low_usd,
        case when count(value_high_usd) = count(*) and value_usd is not null then sum(value_high_usd) end as high_usd,
        count(*) as n_obs,
        arg_max(leg.obs_status, cast(severity.severity as integer)) as obs_status,
        max(cast(severity.severity as integer)) as severity
    from core.exchange_leg as leg
    join house.obs_status as severity on severity.code = leg.obs_status
    group by all
),
given as (
    select * from leg where leg_direction = 'A_TO_B'
),
returned as (
    select * from leg where leg_direction = 'B_TO_A'
),
final as (
    select
        exchange_id,
        coalesce(given.party_a_id, returned.party_a_id) as party_a_id,
        coalesce(given.party_b_id, returned.party_b_id) as party_b_id,
        period_start_year,
        period_end_year,
        is_part_year,
        coalesce(given.valuation_method, '_Z') as given_method,
        coalesce(returned.valuation_method, '_Z') as returned_method,
        given.low_usd as given_low_usd,
        given.value_usd as given_usd,
        given.high_usd as given_high_usd,
        returned.low_usd as returned_low_usd,
        returned.value_usd as returned_usd,
        returned.high_usd as returned_high_usd,
        coalesce(given.n_obs, 0) + coalesce(returned.n_obs, 0) as n_obs,
        case
            when given.value_usd is null or returned.value_usd is null then 'O'
            when given.severity >= returned.severity then given.obs_status
            else returned.obs_status
        end as obs_status
    from given
    full join returned using (exchange_id, period_start_year, period_end_year, is_part_year)
)
select * from final
