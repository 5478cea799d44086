with activity as (
    select activity_id, source_row_key as activity_key from core.activity where source_id = 'iati'
),
tag as (
    select
        activity_key,
        case
            when tag_element = 'policy-marker' then 'IATI-marker-' || coalesce(vocabulary_code, '1')
            when vocabulary_code = '2' then 'SDG-goal'
            when vocabulary_code = '3' then 'SDG-target'
            when vocabulary_code = '99' and starts_with(vocabulary_uri, 'urn:sscmon:vocabulary:')
                then substring(vocabulary_uri, length('urn:sscmon:vocabulary:') + 1)
            else 'IATI-tag-' || coalesce(vocabulary_code, '99')
        end as vocabulary,
        code as tag_code,
        source_id,
        source_row_key,
        snapshot_id
    from staged.iati_tag
    where (tag_element = 'tag' or significance_code in ('1', '2', '3', '4'))
        and not regexp_full_match(coalesce(vocabulary_uri, ''), 'urn:sscmon:vocabulary:[a-z_]+')
),
goal as (
    select
        activity_key,
        case vocabulary_code when '7' then 'SDG-goal' else 'SDG-target' end as vocabulary,
        code as tag_code,
        source_id,
        source_row_key,
        snapshot_id
    from staged.iati_sector
    where vocabulary_code in ('7', '8') and transaction_key is null
),
tagged as (
    select distinct on (activity.activity_id, given.vocabulary, given.tag_code) activity.activity_id, given.*
    from (select * from tag union all by name select * from goal) as given
    join activity using (activity_key)
    order by given.source_row_key
),
final as (
    select
        activity_id,
        vocabulary,
        tag_code,
        1 / count(*) over (partition by activity_id, vocabulary) as weight_share,
        'declared' as tag_basis,
        source_id,
        source_row_key,
        snapshot_id
    from tagged
)
select * from final
