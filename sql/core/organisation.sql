/*
definition: >
  Organisations in every role. One that a submission names by an identifier another source gives is that source's.
grain: one organisation
unit: none
*/
with organisation as (
    select * from contribution.organisation
),
final as (
    select * from organisation
    where source_id <> 'submission'
        or org_id not in (select org_id from organisation where source_id <> 'submission')
)
select * from final
