/*
definition: >
  Macroeconomic series used as denominators, deflators and exchange rates. Where several sources give one series, the
  newest vintage wins, and of equal vintages the fetched source before the compiled one. A series in dollars or persons
  is replaced value by value, so that what a new vintage leaves out stays; a series in national currency or an index is
  replaced country by country, for a new vintage may be in another currency or on another base year. All of them stay
  in the staged tables.
grain: one value of one series for one country and year
unit: series_unit
*/
with given as (
    select given.*, listed.unit in ('USD', 'person') as is_comparable
    from contribution.macro as given
    left join house.macro_series as listed on listed.code = given.series
),
newest as (
    select *
    from given
    qualify dense_rank() over (
        partition by iso3, series, case when is_comparable then year end
        order by vintage desc, source_id = 'macro', source_id
    ) = 1
),
final as (
    select
        iso3,
        year,
        series,
        series_value,
        series_unit,
        publisher,
        vintage,
        source_id,
        source_row_key,
        snapshot_id
    from newest
)
select * from final
