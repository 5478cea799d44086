/*
definition: >
  Yes-or-no questions on how an activity is run, answered from what is on record. Nothing on record is no answer, never
  a no: a no needs a record that speaks of the matter, or the statement of a side; where sides contradict each other the answer
  is not known. Consulted: affected people before
  the approval. Binding: asked only where they were. Demand-driven: by the origin of the request. Condition: a policy
  condition. Non-state: movements, peoples, unions, organisations, academia or media in any role, or as one who
  provides, funds or answers. Followed up: by the partner's side two years or more after the end; asked of completed
  activities whose two years were over when the source was read. Both report: asked where a side reports.
grain: one question that applies to one activity
unit: none
*/
with dated as (
    select distinct activity_id, year from core.activity_party
),
activity as (
    select
        activity_id,
        dated.year,
        activity.approval_date,
        activity.end_date,
        activity.status,
        activity.request_origin,
        try_cast(regexp_extract(activity.snapshot_id, '\d{4}-\d{2}-\d{2}') as date) as read_date
    from core.activity as activity
    join dated using (activity_id)
),
side as (
    select code as reporting_side, side from house.rater_group
),
statement as (
    select
        activity_id,
        process_question,
        case when bool_and(is_affirmed) then true when not bool_or(is_affirmed) then false end as is_affirmed
    from core.activity_statement
    group by activity_id, process_question
),
consultation as (
    select
        consultation.activity_id,
        consultation.is_binding,
        consultation.consulted_group = 'AFFECTED'
            and (
                consultation.consultation_stage in ('design', 'approval')
                and coalesce(consultation.consultation_date <= activity.approval_date, true)
            ) as is_before
    from core.consultation as consultation
    join activity using (activity_id)
),
consulted as (
    select
        activity_id,
        bool_or(is_before) as was_before,
        bool_or(is_binding) filter (where is_before) as is_binding
    from consultation
    group by activity_id
),
condition as (
    select
        activity_id,
        bool_or(condition_type = '1' and is_attached) as has_policy_condition,
        bool_or(condition_type <> '_X') as is_known
    from core.activity_condition
    group by activity_id
),
actor as (
    select
        participation.activity_id,
        bool_or(actor_type.is_civil = 'true') as is_civil,
        bool_or(actor_type.is_civil = 'true')
            filter (where participation.participation_role in
                ('PROVIDER', 'PROVIDER_2', 'BOTH', 'FUNDING', 'ACCOUNTABLE')) as is_civil_decider,
        bool_and(actor_type.is_civil is not null) as is_known,
        bool_and(actor_type.is_civil is not null)
            filter (where participation.participation_role in
                ('PROVIDER', 'PROVIDER_2', 'BOTH', 'FUNDING', 'ACCOUNTABLE')) as is_decider_known
    from core.participation as participation
    left join core.organisation as organisation on organisation.org_id = participation.party_id
    left join house.actor_type as actor_type
        on actor_type.code = coalesce(participation.actor_type, organisation.actor_type)
    group by participation.activity_id
),
followed as (
    select
        followup.activity_id,
        bool_or(side.side = 'PARTNER' and followup.followup_date >= activity.end_date + interval 24 month) as was_late
    from core.followup as followup
    join activity using (activity_id)
    join side using (reporting_side)
    group by followup.activity_id
),
reported as (
    select activity_id, count(distinct side.side) filter (where side.side <> 'THIRD') = 2 as is_by_both
    from core.activity_report
    join side using (reporting_side)
    group by activity_id
    having bool_or(side.side <> 'THIRD')
),
recorded as (
    select
        activity.activity_id,
        activity.year,
        'CONSULTED' as process_question,
        case when consulted.was_before then true when consulted.activity_id is not null then false end as answer,
        true as applies
    from activity
    left join consulted using (activity_id)
    union all
    select activity_id, year, 'BINDING', consulted.is_binding, true
    from activity
    join consulted using (activity_id)
    where consulted.was_before
    union all
    select activity_id, year, 'DEMAND_DRIVEN', cast(origin.is_demand_driven as boolean), true
    from activity
    left join house.request_origin as origin on origin.code = activity.request_origin
    union all
    select activity_id, year, 'CONDITION',
        case when condition.has_policy_condition then true when condition.is_known then false end, true
    from activity
    left join condition using (activity_id)
    union all
    select activity_id, year, 'NON_STATE', case when actor.is_civil then true when actor.is_known then false end, true
    from activity
    left join actor using (activity_id)
    union all
    select activity_id, year, 'NON_STATE_DECIDES',
        case when actor.is_civil_decider then true when actor.is_decider_known then false end, true
    from activity
    left join actor using (activity_id)
    union all
    select activity_id, year(end_date), 'FOLLOWED_UP', followed.was_late,
        coalesce(end_date + interval 24 month <= read_date, true)
    from activity
    left join followed using (activity_id)
    where status in ('COMPLETED', 'FOLLOW_UP') and end_date is not null
    union all
    select activity_id, year, 'BOTH_REPORT', reported.is_by_both, true
    from activity
    join reported using (activity_id)
),
final as (
    select
        recorded.activity_id,
        recorded.process_question,
        recorded.year,
        coalesce(recorded.answer, statement.is_affirmed) as answer
    from recorded
    left join statement using (activity_id, process_question)
    where recorded.applies
)
select * from final
