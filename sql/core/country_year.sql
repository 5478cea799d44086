/*
definition: >
  Class and income of countries in each year: least developed and income class as they stood on 1 July, GNI per head
  at market rates, and whether the country is among the poorest fifth of those with both figures. A class without a
  record is unknown, save that the list of least developed countries is complete.
grain: one country in one year
unit: persons; USD
*/
with country as (
    select iso3 from reference.country
),
year as (
    select distinct year from reference.macro
    union
    select distinct year from core.flow_year
),
attribute as (
    select iso3, attribute, attribute_value, valid_from_date, valid_to_date from reference.country_attribute
),
income as (
    select
        iso3,
        year,
        max(series_value) filter (where series = 'population') as population_count,
        max(series_value) filter (where series = 'gni_usd') as gni_usd
    from reference.macro
    where series in ('population', 'gni_usd') and series_value > 0
    group by iso3, year
),
headed as (
    select
        country.iso3,
        year.year,
        income.population_count,
        income.gni_usd / income.population_count as gni_per_head_usd
    from country
    cross join year
    left join income on income.iso3 = country.iso3 and income.year = year.year
),
fifth as (
    select
        iso3,
        year,
        5 * rank() over (partition by year order by gni_per_head_usd) <= 4 + count(*) over (partition by year)
            as is_poorest_fifth
    from headed
    where gni_per_head_usd is not null
),
class as (
    select
        headed.iso3,
        headed.year,
        bool_or(attribute.attribute = 'ldc') as is_ldc,
        max(attribute.attribute_value) filter (where attribute.attribute = 'income_group') as income_group
    from headed
    join attribute
        on attribute.iso3 = headed.iso3
        and attribute.valid_from_date <= make_date(headed.year, 7, 1)
        and coalesce(attribute.valid_to_date, date '9999-12-31') >= make_date(headed.year, 7, 1)
    where attribute.attribute in ('ldc', 'income_group')
    group by headed.iso3, headed.year
),
final as (
    select
        headed.iso3,
        headed.year,
        headed.population_count,
        headed.gni_per_head_usd,
        coalesce(class.is_ldc, false) as is_ldc,
        class.income_group,
        fifth.is_poorest_fifth
    from headed
    left join class using (iso3, year)
    left join fifth using (iso3, year)
)
select * from final
