/*
definition: >
  Official development assistance and GNI of DAC members and other reporters with the percentages they publish,
  for a comparison panel. Not the same concept as South-South cooperation; never part of a southern total. Where
  several sources give a figure, the first in the published order counts (house.source_precedence, measure oda).
grain: one measure of one reporter in one year
unit: measure_code (million USD or percent)
*/
with given as (
    select * from contribution.oda
),
precedence as (
    select
        source_id,
        provider_id,
        rank::integer as rank,
        coalesce(first_year::integer, 0) as first_year,
        coalesce(last_year::integer, 9999) as last_year
    from house.source_precedence
    where measure = 'oda'
),
ranked as (
    select given.*, coalesce(own.rank, common.rank, 1000) as rank
    from given
    left join precedence as own
        on own.source_id = given.source_id
        and own.provider_id = given.provider_id
        and given.year between own.first_year and own.last_year
    left join precedence as common
        on common.source_id = given.source_id
        and common.provider_id = '*'
        and given.year between common.first_year and common.last_year
),
final as (
    select provider_id, year, measure_code, measure_value, source_id, source_row_key, snapshot_id
    from ranked
    qualify row_number() over (partition by provider_id, year, measure_code order by rank, source_id) = 1
)
select * from final
