/*
definition: >
  Quality of a provider's cooperation in a year as a profile over the ten dimensions, by rater group: medians with
  quartiles, the weakest dimension marked, the perception gap, the agreement of raters. There is no overall score.
grain: one provider, year, dimension and rater group (_T is the median of the groups)
unit: level
columns:
  provider_name: Provider, name in English
  dimension_name: Dimension, label in English
  is_weakest: The dimension has the lowest median of the year for this rater group
  perception_gap: Partner side less provider, in levels; empty where it is not published [levels]
  rater_agreement: Krippendorff's alpha of the dimension; empty where it is not published [alpha]
*/
with cell as (
    select * from core.quality_cell
),
gap as (
    select provider_id, year, item as dimension, value as perception_gap from indicator.perception_gap
),
agreement as (
    select provider_id, year, item as dimension, value as rater_agreement from indicator.rater_agreement
),
label as (
    select code as dimension, label_en as dimension_name from reference.code where codelist = 'assessment_dimension'
),
final as (
    select
        cell.provider_id,
        party.name_en as provider_name,
        cell.year,
        cell.dimension,
        label.dimension_name,
        cell.cell_rater_group,
        cell.level_quartile_1,
        cell.level_median,
        cell.level_quartile_3,
        cell.level_median = min(cell.level_median) over (partition by cell.provider_id, cell.year, cell.cell_rater_group)
            as is_weakest,
        cell.rater_count,
        cell.group_count,
        cell.not_applicable_count,
        cell.no_data_count,
        cell.lone_four_count,
        cell.is_suppressed,
        gap.perception_gap,
        agreement.rater_agreement
    from cell
    left join reference.party as party on party.party_id = cell.provider_id
    left join gap using (provider_id, year, dimension)
    left join agreement using (provider_id, year, dimension)
    left join label using (dimension)
)
select * from final order by provider_id, year, dimension, cell_rater_group
