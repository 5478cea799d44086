-- organisations in no list, and joint parties; one that nobody names has its identifier for a name
with mentioned as (
    select provider_id as party_id from staged.submission_activity
    union
    select partner_id as party_id from staged.submission_activity
    union
    select party_id as party_id from staged.submission_participant
    union
    select provider_id as party_id from staged.submission_flow
    union
    select partner_id as party_id from staged.submission_flow
    union
    select provider_id as party_id from staged.submission_quantity
    union
    select partner_id as party_id from staged.submission_quantity
    union
    select provider_id as party_id from staged.submission_loan_terms
    union
    select partner_id as party_id from staged.submission_loan_terms
    union
    select provider_id as party_id from staged.submission_exchange_leg
    union
    select partner_id as party_id from staged.submission_exchange_leg
    union
    select party_id as party_id from staged.submission_award
    union
    select provider_id as party_id from staged.submission_assessment
    union
    select provider_id as party_id from staged.submission_objection
    union
    select partner_id as party_id from staged.submission_objection
    union
    select party_id as party_id from staged.submission_dialogue_meeting
),
organisation as (
    select org_reference, min_by(org_name, submitter_id) as org_name
    from staged.submission_organisation
    group by org_reference
),
part as (
    select distinct unnest(string_split(party_id, '+')) as party_id from mentioned
    union
    select org_reference from organisation
),
own as (
    select part.party_id, coalesce(organisation.org_name, part.party_id) as name
    from part
    left join organisation on organisation.org_reference = part.party_id
    where starts_with(part.party_id, 'ORG_')
),
final as (
    select party_id, 'organisation' as party_type, name as name_en, name as name_es, name as name_pt from own
    union all
    select distinct party_id, 'joint', party_id, party_id, party_id from mentioned where contains(party_id, '+')
)
select * from final
