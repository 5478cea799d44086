-- of several copies of one activity the one changed last counts, then the first file's
with activity as (
    select * from staged.iati_activity
    qualify row_number() over (
        partition by iati_identifier order by last_updated_text desc nulls last, activity_key
    ) = 1
),
tag as (
    select activity_key, string_agg(code_name, ' ' order by source_row_key) as tag_text
    from staged.iati_tag
    group by activity_key
),
-- what IATI has no element for, in the house's own vocabularies; a code that the list does not have says nothing
own as (
    select
        tag.activity_key,
        max(tag.code) filter (where known.codelist = 'modality') as modality,
        max(tag.code) filter (where known.codelist = 'status') as status,
        max(tag.code) filter (where known.codelist = 'initiative_class') as initiative_class,
        max(tag.code) filter (where known.codelist = 'request_origin') as request_origin,
        max(tag.code) filter (where known.codelist = 'objective_orientation') as objective_orientation,
        max(tag.code) filter (where known.codelist = 'framework_of_collaboration') as framework_of_collaboration,
        max(tag.code) filter (where known.codelist = 'compensation') as compensation
    from staged.iati_tag as tag
    join (
        select 'modality' as codelist, code from house.modality
        union all select 'status', code from house.status
        union all select 'initiative_class', code from house.initiative_class
        union all select 'request_origin', code from house.request_origin
        union all select 'objective_orientation', code from house.objective_orientation
        union all select 'framework_of_collaboration', code from house.framework_of_collaboration
        union all select 'compensation', code from house.compensation
    ) as known on tag.vocabulary_uri = 'urn:sscmon:vocabulary:' || known.codelist and tag.code = known.code
    where tag.vocabulary_code = '99'
    group by tag.activity_key
),
said as (
    select
        activity.activity_key,
        lower(concat_ws(' ', activity_title, activity_description, objectives_text, tag.tag_text)) as said_text
    from activity
    left join tag using (activity_key)
),
marked as (
    select said.activity_key, max(word.framework_of_collaboration) as framework_of_collaboration
    from said
    join mapping.iati_south_south_word as word on regexp_matches(said.said_text, word.pattern)
    group by said.activity_key
),
framed as (
    select
        activity.*,
        own.modality as own_modality,
        own.status as own_status,
        own.initiative_class,
        own.request_origin,
        own.objective_orientation,
        own.compensation,
        coalesce(
            own.framework_of_collaboration,
            case when activity.collaboration_type_code = '8' then 'FC02' else marked.framework_of_collaboration end
        ) as framework_of_collaboration,
        coalesce(try_cast(start_actual_text as date), try_cast(start_planned_text as date)) as started,
        coalesce(try_cast(end_actual_text as date), try_cast(end_planned_text as date)) as ended
    from activity
    left join marked using (activity_key)
    left join own using (activity_key)
),
final as (
    select
        'iati:' || framed.iati_identifier as activity_id,
        coalesce(framed.activity_title, framed.iati_identifier) as activity_title,
        framed.activity_description,
        framed.language,
        framed.initiative_class,
        case
            when framed.own_modality is not null then framed.own_modality
            when framed.framework_of_collaboration = 'FC02' then 'TRI'
            when framed.framework_of_collaboration is null then '_X'
            when framed.reporting_org_type_code = '40' or framed.collaboration_type_code in ('2', '4') then 'MUL'
            when framed.collaboration_type_code in ('3', '7') then 'P2P'
            when framed.reporting_org_type_code in ('10', '11', '15') then 'BIL'
            else '_X'
        end as modality,
        coalesce(framed.own_status, status.status) as status,
        framed.started as start_date,
        case when framed.ended >= framed.started or framed.started is null then framed.ended end as end_date,
        framed.request_origin,
        framed.objective_orientation,
        framed.framework_of_collaboration,
        framed.compensation,
        case when framed.default_tied_status_code in ('3', '4', '5') then framed.default_tied_status_code end
            as tied_status,
        case when framed.ended < framed.started then 'U' else 'A' end as obs_status,
        framed.source_id,
        framed.source_row_key,
        framed.snapshot_id
    from framed
    left join mapping.iati_status as status on status.code = framed.activity_status_code
)
select * from final
