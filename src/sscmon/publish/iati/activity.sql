/*
definition: >
  Activities as IATI can hold them, and why one is left out: IATI demands a status, a start and an organisation that takes
  part. A start is planned where the activity is only prepared or committed, or lies after the day the source was read;
  an end is actual only where the activity is over and that day is past. The file of an activity is that of its first
  provider by code: who provides it by role, else by its money, else nobody known (_X).
grain: one activity
unit: none
*/
with activity as (
    select *, try_cast(regexp_extract(snapshot_id, '\d{4}-\d{2}-\d{2}') as date) as read_date from core.activity
),
crossed as (
    select from_list, from_code, to_list, to_code from reference.crosswalk where relation in ('exact', 'narrower')
),
role as (
    select
        participation.activity_id,
        bool_or(participation.participation_role not in ('RECIPIENT', 'BENEFICIARY_GROUP')) as has_actor,
        min(coalesce(organisation.iso3, participation.party_id))
            filter (where participation.participation_role in ('PROVIDER', 'BOTH')) as provider_id
    from core.participation as participation
    left join core.organisation as organisation on organisation.org_id = participation.party_id
    group by participation.activity_id
),
money as (
    select activity_id, min(provider_id) filter (where provider_id not in ('_X', '_T')) as provider_id
    from core.flow
    where activity_id is not null
    group by activity_id
),
original as (
    select activity_id, min(identifier_value) as original_identifier
    from core.activity_identifier
    where identifier_scheme = 'iati'
    group by activity_id
),
final as (
    select
        activity.activity_id,
        activity.activity_title,
        coalesce(nullif(trim(activity.activity_description), ''), activity.activity_title) as activity_description,
        coalesce(activity.language, 'en') as language,
        status.to_code as status_code,
        case
            when activity.status in ('PIPELINE', 'COMMITTED') or activity.start_date > activity.read_date then '1'
            else '2'
        end as start_type,
        activity.start_date,
        case
            when activity.status in ('COMPLETED', 'FOLLOW_UP', 'CANCELLED')
                and coalesce(activity.end_date <= activity.read_date, true) then '4'
            else '3'
        end as end_type,
        activity.end_date,
        collaboration.to_code as collaboration_code,
        case when activity.tied_status in ('3', '4', '5') then activity.tied_status end as tied_status,
        coalesce(role.provider_id, money.provider_id, '_X') as file_party_id,
        original.original_identifier,
        activity.counterpart_activity_id,
        activity.modality,
        activity.initiative_class,
        activity.status,
        activity.request_origin,
        activity.objective_orientation,
        activity.framework_of_collaboration,
        activity.compensation,
        activity.source_id,
        case
            when status.to_code is null then 'NO_STATUS'
            when activity.start_date is null then 'NO_START'
            when not coalesce(role.has_actor, false) and money.provider_id is null then 'NO_PARTY'
        end as reason
    from activity
    left join role using (activity_id)
    left join money using (activity_id)
    left join original using (activity_id)
    left join crossed as status
        on status.from_list = 'status' and status.to_list = 'iati_activity_status' and status.from_code = activity.status
    left join crossed as collaboration
        on collaboration.from_list = 'modality'
        and collaboration.to_list = 'collaboration_type'
        and collaboration.from_code = activity.modality
)
select * from final
