-- percentages count relative to their sum; codes without one share what is left of 100 equally
with activity as (
    select activity_id, source_row_key as activity_key from core.activity where source_id = 'iati'
),
coded as (
    select
        activity.activity_id,
        case
            when starts_with(sector.vocabulary_uri, 'urn:sscmon:vocabulary:')
                then substring(sector.vocabulary_uri, length('urn:sscmon:vocabulary:') + 1)
            when coalesce(sector.vocabulary_code, '1') = '1' then 'CRS5'
            when sector.vocabulary_code = '2' then 'CRS3'
            when sector.vocabulary_code = '3' then 'COFOG'
            else 'IATI-' || sector.vocabulary_code
        end as vocabulary,
        sector.code as tag_code,
        cast(sector.percentage_pct as double) as percentage_pct,
        sector.source_id,
        sector.source_row_key,
        sector.snapshot_id
    from staged.iati_sector as sector
    join activity using (activity_key)
    where sector.transaction_key is null and coalesce(sector.vocabulary_code, '1') not in ('7', '8')
),
weighted as (
    select
        *,
        coalesce(
            percentage_pct, greatest(0, 100 - coalesce(sum(percentage_pct) over whole, 0))
            / count(*) filter (where percentage_pct is null) over whole
        ) as weight
    from coded
    window whole as (partition by activity_id, vocabulary)
),
summed as (
    select
        activity_id,
        vocabulary,
        tag_code,
        sum(weight) as weight,
        min(source_id) as source_id,
        min(source_row_key) as source_row_key,
        min(snapshot_id) as snapshot_id
    from weighted
    group by activity_id, vocabulary, tag_code
),
final as (
    select
        activity_id,
        vocabulary,
        tag_code,
        case
            when sum(weight) over whole > 0 then weight / sum(weight) over whole else 1 / count(*) over whole
        end as weight_share,
        source_id,
        source_row_key,
        snapshot_id
    from summed
    window whole as (partition by activity_id, vocabulary)
)
select * from final
