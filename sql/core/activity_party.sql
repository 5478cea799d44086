/*
definition: >
  Who provides an activity and who receives it, in the year of its approval, else of its start, else
  of its first money figure. Providers are the
  parties that take part as provider or in both directions, and where none is named those of its money figures; the
  supporting provider of a triangular activity is not one. A body counts as its country. _X is a side nobody names.
  An activity without any of
  these has no year and is left out.
grain: one provider and partner of one activity
unit: none
*/
with first_flow as (
    select activity_id, min(period_start_year) as year from core.flow where activity_id is not null group by activity_id
),
activity as (
    select
        activity.activity_id,
        activity.modality,
        coalesce(year(activity.approval_date), year(activity.start_date), first_flow.year) as year
    from core.activity as activity
    left join first_flow using (activity_id)
    where coalesce(year(activity.approval_date), year(activity.start_date), first_flow.year) is not null
),
role as (
    select
        participation.activity_id,
        coalesce(organisation.iso3, participation.party_id) as party_id,
        participation.participation_role
    from core.participation as participation
    left join core.organisation as organisation on organisation.org_id = participation.party_id
),
flow as (
    select distinct activity_id, provider_id, partner_id from core.flow where activity_id is not null
),
provider as (
    select distinct activity_id, party_id as provider_id from role where participation_role in ('PROVIDER', 'BOTH')
),
partner as (
    select distinct activity_id, party_id as partner_id from role where participation_role in ('RECIPIENT', 'BOTH')
),
every_provider as (
    select * from provider
    union
    select activity_id, provider_id from flow where activity_id not in (select activity_id from provider)
),
every_partner as (
    select * from partner
    union
    select activity_id, partner_id from flow
    where partner_id <> '_T' and activity_id not in (select activity_id from partner)
),
paired as (
    select
        activity.activity_id,
        coalesce(every_provider.provider_id, '_X') as provider_id,
        coalesce(every_partner.partner_id, '_X') as partner_id,
        activity.modality,
        activity.year,
        count(*) over (partition by activity.activity_id) as pair_count
    from activity
    left join every_provider using (activity_id)
    left join every_partner using (activity_id)
),
final as (
    select activity_id, provider_id, partner_id, modality, year
    from paired
    where provider_id <> partner_id or pair_count = 1
)
select * from final
