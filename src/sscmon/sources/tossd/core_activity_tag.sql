-- goals and targets are packed into one text, "4;4.2;13.a", and keywords into another, "ADAPTATION|NON-17.3.1"
with activity as (
    select activity.activity_id, staged.*
    from staged.tossd_activity as staged
    join core.activity as activity
        on activity.source_id = 'tossd' and activity.source_row_key = staged.source_row_key
),
goal as (
    select
        activity_id,
        unnest(list_distinct(list_transform(string_split(sdg_text, ';'), part -> lower(trim(part))))) as tag_code,
        source_id,
        source_row_key,
        snapshot_id
    from activity
),
keyword as (
    select
        activity_id,
        'KEYWORD' as vocabulary,
        unnest(list_distinct(list_transform(string_split(keywords_text, '|'), part -> upper(trim(part, ' #'))))) as tag_code,
        source_id,
        source_row_key,
        snapshot_id
    from activity
),
tagged as (
    select *, case when regexp_full_match(tag_code, '\d{1,2}') then 'SDG-goal' else 'SDG-target' end as vocabulary
    from goal
    where regexp_full_match(tag_code, '\d{1,2}(\.[0-9a-z]{1,2})?')
    union all by name
    select * from keyword where tag_code <> ''
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
