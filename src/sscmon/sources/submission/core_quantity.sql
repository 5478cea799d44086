with activity as (
    select reported_activity_id, activity_id, is_confirmed from core.submitted_activity
),
country as (
    select iso3, is_dac_member = 'true' as is_dac_member from house.country
),
final as (
    select
        submitted(quantity.submitter_id, quantity.quantity_reference) as quantity_id,
        activity.activity_id,
        quantity.provider_id,
        quantity.partner_id,
        quantity.period_start_year,
        coalesce(quantity.period_end_year, quantity.period_start_year) as period_end_year,
        coalesce(quantity.is_part_year, false) as is_part_year,
        quantity.as_of_date,
        quantity.kind,
        quantity.kind_detail,
        coalesce(quantity.value_op, '=') as value_op,
        quantity.quantity_value,
        quantity.quantity_unit,
        quantity.value_type,
        quantity.beneficiary_residence,
        'C' as ssc_group,
        case
            when quantity.kind in ('CTX', 'PKO') then 'CONTEXT'
            when coalesce(country.is_dac_member, false) then 'UNDETERMINED'
            else 'SSC'
        end as ssc_eligibility,
        quantity.submitter_side as reporting_side,
        submitted_document(quantity.document_title, quantity.document_url, quantity.published_text) as document_id,
        quantity.submitter_note as note,
        case when activity.is_confirmed or quantity.document_title is not null then 'A' else 'V' end as obs_status,
        quantity.source_id,
        quantity.source_row_key,
        quantity.snapshot_id
    from staged.submission_quantity as quantity
    left join activity
        on activity.reported_activity_id = submitted(quantity.submitter_id, quantity.activity_reference)
    left join country on country.iso3 = quantity.provider_id
)
select * from final
