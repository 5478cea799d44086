with activity as (
    select reported_activity_id, activity_id from core.submitted_activity
),
named as (
    select
        submitted(submitter_id, activity_reference) as reported_activity_id,
        unnest([
            {'party_id': provider_id, 'participation_role': 'PROVIDER'},
            {'party_id': partner_id, 'participation_role': 'RECIPIENT'}
        ], recursive := true),
        cast(null as varchar) as actor_type,
        source_id,
        source_row_key,
        snapshot_id
    from staged.submission_activity
    union all by name
    select
        submitted(submitter_id, activity_reference) as reported_activity_id,
        party_id,
        participation_role,
        actor_type,
        source_id,
        source_row_key,
        snapshot_id
    from staged.submission_participant
),
final as (
    select
        activity.activity_id,
        named.party_id,
        named.participation_role,
        1 as sequence_number,
        named.actor_type,
        named.source_id,
        named.source_row_key,
        named.snapshot_id
    from named
    join activity using (reported_activity_id)
    qualify row_number() over (
        partition by activity.activity_id, named.party_id, named.participation_role
        order by named.actor_type nulls last, named.source_row_key
    ) = 1
)
select * from final
