/*
definition: >
  Gross flow of all providers together by year and modality in current dollars, with the same providers' flow in the
  year before: a growth that new or vanished providers do not move. _T is all modalities. Where a series breaks in the
  year the reason stands beside it.
grain: one year, modality and inclusion set
unit: USD
columns:
  modality_name: Modality, label in English
  provider_count: Providers with an amount
  central_usd_nominal: Sum of their gross flows [USD]
  lower_limit_count: Providers whose sum is only a lower limit
  cohort_count: Providers with an amount in this year and in the year before, neither a mere lower limit
  cohort_usd_nominal: Their flow in this year [USD]
  cohort_before_usd_nominal: Their flow in the year before [USD]
  cohort_growth_pct: Growth of the constant cohort over the year before [percent]
  break_reason: Breaks of the series in the year, in English
*/
with flow as (
    select provider_id, inclusion_set, modality, year, value, obs_status
    from indicator.gross_flow
    where price_basis = 'nominal' and partner_id = '_T' and kind = '_T' and value is not null
),
paired as (
    select
        *,
        case
            when lag(year) over series = year - 1 and 'U' not in (lag(obs_status) over series, obs_status)
                then lag(value) over series
        end as before_value
    from flow
    window series as (partition by provider_id, inclusion_set, modality order by year)
),
summed as (
    select
        inclusion_set,
        year,
        modality,
        count(*) as provider_count,
        sum(value) as central_usd_nominal,
        count(*) filter (where obs_status = 'U') as lower_limit_count,
        count(before_value) as cohort_count,
        sum(value) filter (where before_value is not null) as cohort_usd_nominal,
        sum(before_value) as cohort_before_usd_nominal
    from paired
    group by inclusion_set, year, modality
),
break as (
    select year, string_agg(label_en, '; ' order by break_id) as break_reason
    from core.series_break
    where series_name = 'gross_flow'
    group by year
),
label as (
    select code, label_en from reference.code where codelist = 'modality'
),
final as (
    select
        summed.inclusion_set,
        summed.year,
        summed.modality,
        label.label_en as modality_name,
        summed.provider_count,
        summed.central_usd_nominal,
        summed.lower_limit_count,
        summed.cohort_count,
        summed.cohort_usd_nominal,
        summed.cohort_before_usd_nominal,
        100 * (summed.cohort_usd_nominal / nullif(summed.cohort_before_usd_nominal, 0) - 1) as cohort_growth_pct,
        break.break_reason
    from summed
    left join break using (year)
    left join label on label.code = summed.modality
)
select * from final order by inclusion_set, year, modality
