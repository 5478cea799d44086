with activity as (
    select reported_activity_id, activity_id, is_confirmed from core.submitted_activity
),
final as (
    select
        submitted(leg.submitter_id, leg.leg_reference) as leg_id,
        'submission:' || leg.exchange_reference || ':' || least(leg.provider_id, leg.partner_id) || '-'
            || greatest(leg.provider_id, leg.partner_id) as exchange_id,
        activity.activity_id,
        leg.submitter_id as reporter_id,
        leg.submitter_side as reporting_side,
        leg.provider_id,
        leg.partner_id,
        leg.period_start_year,
        coalesce(leg.period_end_year, leg.period_start_year) as period_end_year,
        leg.kind,
        leg.kind_detail,
        leg.quantity_value,
        leg.quantity_unit,
        leg.unit_price_original,
        leg.currency_code,
        submitted_document(leg.document_title, leg.document_url, leg.published_text) as document_id,
        case when activity.is_confirmed or leg.document_title is not null then 'A' else 'V' end as obs_status,
        leg.source_id,
        leg.source_row_key,
        leg.snapshot_id
    from staged.submission_exchange_leg as leg
    left join activity on activity.reported_activity_id = submitted(leg.submitter_id, leg.activity_reference)
)
select * from final
