/*
definition: >
  Median level with quartiles by rater group, and the median of the groups' medians (_T), every group with the same
  weight. A number is published from three raters on. Where one group of a provider, year and dimension has fewer, all
  its groups are withheld and only their median is shown, without quartiles, so that no group can be computed from
  the rest.
grain: one provider, year, dimension and rater group
unit: level
*/
with rating as (
    select * from core.rating
),
by_group as (
    select
        provider_id,
        year,
        dimension,
        rater_group as cell_rater_group,
        quantile_cont(level, 0.25) as level_quartile_1,
        median(level) as level_median,
        quantile_cont(level, 0.75) as level_quartile_3,
        count(distinct assessment_id) filter (where rating_state = 'SCORED') as rater_count,
        count(*) filter (where rating_state = 'SCORED') as scored_count,
        count(*) filter (where rating_state = 'NA') as not_applicable_count,
        count(*) filter (where rating_state in ('ND', 'NO_EVIDENCE')) as no_data_count,
        count(*) filter (where is_lone_four) as lone_four_count
    from rating
    group by provider_id, year, dimension, rater_group
),
of_groups as (
    select
        provider_id,
        year,
        dimension,
        '_T' as cell_rater_group,
        quantile_cont(level_median, 0.25) as level_quartile_1,
        median(level_median) as level_median,
        quantile_cont(level_median, 0.75) as level_quartile_3,
        sum(rater_count) as rater_count,
        sum(scored_count) as scored_count,
        sum(not_applicable_count) as not_applicable_count,
        sum(no_data_count) as no_data_count,
        sum(lone_four_count) as lone_four_count
    from by_group
    group by provider_id, year, dimension
),
every_cell as (
    select * from by_group
    union all by name
    select * from of_groups
),
judged as (
    select
        *,
        count(*) filter (where cell_rater_group <> '_T' and rater_count > 0) over cell as group_count,
        bool_or(cell_rater_group <> '_T' and rater_count between 1 and 2) over cell as has_small_group
    from every_cell
    window cell as (partition by provider_id, year, dimension)
),
withheld as (
    select
        *,
        case when cell_rater_group = '_T' then rater_count between 1 and 2 else has_small_group end as is_suppressed
    from judged
),
final as (
    select
        provider_id,
        year,
        dimension,
        cell_rater_group,
        case when not has_small_group then level_quartile_1 end as level_quartile_1,
        case when not is_suppressed then level_median end as level_median,
        case when not has_small_group then level_quartile_3 end as level_quartile_3,
        case when not is_suppressed then rater_count end as rater_count,
        group_count,
        case when not is_suppressed then not_applicable_count end as not_applicable_count,
        case when not is_suppressed then no_data_count end as no_data_count,
        case when not is_suppressed then lone_four_count end as lone_four_count,
        case when not is_suppressed then scored_count / nullif(scored_count + no_data_count, 0) end as coverage_share,
        is_suppressed
    from withheld
)
select * from final
