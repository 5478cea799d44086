-- goals and targets are packed into one text: "4;4.2;13.a"
with activity as (
    select activity_id, source_row_key from core.activity where source_id = 'tossd'
),
given as (
    select
        activity.activity_id,
        unnest(list_distinct(list_transform(string_split(staged.sdg_text, ';'), part -> lower(trim(part))))) as tag_code,
        staged.source_id,
        staged.source_row_key,
        staged.snapshot_id
    from staged.tossd_activity as staged
    join activity using (source_row_key)
),
tagged as (
    select *, case when regexp_full_match(tag_code, '\d{1,2}') then 'SDG-goal' else 'SDG-target' end as vocabulary
    from given
    where regexp_full_match(tag_code, '\d{1,2}(\.[0-9a-z]{1,2})?')
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
