/*
definition: >
  Levels of the rubric as they count, from assessments with consent to publish and a rater group, for the provider
  assessed or the providers of the activity. A level without evidence does not count. A level 4 needs a second rater
  group that scored the same dimension of the same thing; a lone one counts as 3. NA leaves the denominators, ND stays
  in the coverage. Nobody who rates is named: an assessment stands for one rater.
grain: one dimension of one assessment, for one provider
unit: level
*/
with assessment as (
    select
        assessment.assessment_id,
        assessment.activity_id,
        assessment.party_id,
        coalesce(assessment.activity_id, assessment.party_id || '|' || coalesce(assessment.assessed_object, ''))
            as object_id,
        coalesce(assessment.year, year(assessment.assessment_date)) as year,
        assessment.rater_group
    from core.assessment as assessment
    where assessment.has_consent and assessment.rater_group is not null
),
party as (
    select distinct activity_id, provider_id, year from core.activity_party where provider_id <> '_X'
),
provided as (
    select
        assessment.assessment_id,
        coalesce(assessment.party_id, party.provider_id) as provider_id,
        coalesce(assessment.year, party.year) as year,
        assessment.object_id,
        assessment.rater_group
    from assessment
    left join party on party.activity_id = assessment.activity_id and assessment.party_id is null
),
scored as (
    select
        provided.assessment_id,
        score.dimension,
        provided.provider_id,
        provided.year,
        provided.object_id,
        provided.rater_group,
        case
            when score.rubric_level in ('NA', 'ND') then score.rubric_level
            when score.evidence_id is null then 'NO_EVIDENCE'
            else 'SCORED'
        end as rating_state,
        try_cast(score.rubric_level as double) as stated_level
    from provided
    join core.assessment_score as score using (assessment_id)
    where provided.provider_id is not null and provided.year is not null
),
grouped as (
    select
        *,
        min(case when rating_state = 'SCORED' then rater_group end) over object <>
            max(case when rating_state = 'SCORED' then rater_group end) over object as has_second_group
    from scored
    window object as (partition by object_id, dimension, provider_id, year)
),
final as (
    select
        assessment_id,
        dimension,
        provider_id,
        year,
        object_id,
        rater_group,
        rating_state,
        case
            when rating_state <> 'SCORED' then null
            when stated_level = 4 and not has_second_group then 3
            else stated_level
        end as level,
        rating_state = 'SCORED' and stated_level = 4 and not has_second_group as is_lone_four
    from grouped
)
select * from final
