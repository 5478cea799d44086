/*
definition: >
  Years from which a series is not comparable with the years before, with the reason, beside the headline numbers of
  that year and of the year before.
grain: one break and, where the series is an indicator, one provider with headline numbers around it
unit: unit of the indicator
columns:
  reason: Why the series breaks, in English
  provider_name: Provider, name in English
  value_before: Number of the year before
  value_after: Number of the year of the break
*/
with break as (
    select * from core.series_break
),
number as (
    select indicator_id, provider_id, year, max(value) as value
    from indicator.observation
    where indicator_id in (select series_name from break)
        and partner_id = '_T' and modality = '_T' and kind = '_T' and sector = '_T' and item = '_Z'
        and inclusion_set in ('SOLIDARITY_WIDE', '_Z')
        and price_basis in ('nominal', '_Z')
        and denominator in ('_Z', 'GNI_USD')
        and valuation_method = case
            when indicator_id <> 'oda_to_gni' then valuation_method when year < 2018 then 'VM_CASH' else 'VM_GE'
        end
    group by indicator_id, provider_id, year
    having count(*) = 1
),
around as (
    select
        break.break_id,
        coalesce(after.provider_id, before.provider_id) as provider_id,
        before.value as value_before,
        after.value as value_after
    from break
    join (select distinct indicator_id, provider_id from number) as known
        on known.indicator_id = break.series_name and break.provider_id in ('_T', known.provider_id)
    left join number as before
        on before.indicator_id = break.series_name
        and before.provider_id = known.provider_id
        and before.year = break.year - 1
    left join number as after
        on after.indicator_id = break.series_name
        and after.provider_id = known.provider_id
        and after.year = break.year
    where before.value is not null or after.value is not null
),
final as (
    select
        break.break_id,
        break.series_name,
        break.year,
        coalesce(around.provider_id, break.provider_id) as provider_id,
        party.name_en as provider_name,
        around.value_before,
        around.value_after,
        break.label_en as reason,
        break.authority
    from break
    left join around using (break_id)
    left join reference.party as party on party.party_id = coalesce(around.provider_id, break.provider_id)
)
select * from final order by series_name, year, provider_id, break_id
