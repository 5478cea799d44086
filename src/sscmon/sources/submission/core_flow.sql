-- only the provider's word says what was delivered, of several providers' reports of one activity that of the one whose
-- activity it is; what a partner received and what others estimate stands beside it
with activity as (
    select
        submitted.reported_activity_id,
        submitted.activity_id,
        submitted.is_confirmed,
        identity.root_activity_id = submitted.reported_activity_id as is_root,
        named.modality,
        named.compensation
    from core.submitted_activity as submitted
    join staged.submission_activity as named
        on submitted(named.submitter_id, named.activity_reference) = submitted.reported_activity_id
    join staged.submission_identity as identity using (reported_activity_id)
),
stage as (
    select code, is_delivered = 'true' as is_delivered from house.flow_stage
),
kind as (
    select code, ssc_group from house.kind
),
country as (
    select iso3, is_dac_member = 'true' as is_dac_member from house.country
),
stated as (
    select
        flow.*,
        activity.activity_id,
        coalesce(activity.is_confirmed, false) as is_confirmed,
        coalesce(activity.is_root, true) as is_root,
        coalesce(flow.modality, activity.modality, '_X') as counted_modality,
        activity.compensation
    from staged.submission_flow as flow
    left join activity
        on activity.reported_activity_id = submitted(flow.submitter_id, flow.activity_reference)
),
final as (
    select
        submitted(stated.submitter_id, stated.flow_reference) as flow_id,
        stated.activity_id,
        stated.provider_id,
        stated.partner_id,
        stated.period_start_year,
        coalesce(stated.period_end_year, stated.period_start_year) as period_end_year,
        coalesce(stated.is_part_year, false) as is_part_year,
        case
            when not stage.is_delivered then stated.flow_stage
            when stated.submitter_side = 'PROVIDER' then case when stated.is_root then stated.flow_stage else 'DECLARED' end
            when stated.submitter_side = 'RECIPIENT_STATE'
                then case when stated.activity_id is not null or stated.is_total then 'RECEIPT' else 'DECLARED' end
            else 'ESTIMATE'
        end as flow_stage,
        stated.counted_modality as modality,
        stated.kind,
        stated.kind_detail,
        stated.sector_code,
        stated.finance_type,
        case when kind.ssc_group in ('A', 'B', 'C') then kind.ssc_group end as ssc_group,
        case
            when stated.counted_modality = 'CONTEXT' or stated.kind in ('CTX', 'PKO') then 'CONTEXT'
            when coalesce(country.is_dac_member, false) and stated.counted_modality <> 'TRI' then 'UNDETERMINED'
            else 'SSC'
        end as ssc_eligibility,
        stated.tied_status,
        stated.compensation,
        coalesce(stated.value_op, '=') as value_op,
        stated.amount_in_unit * power(10, coalesce(stated.unit_mult, 0))::bigint as amount_original,
        stated.currency_code,
        coalesce(stated.price_base, 'V') as price_base,
        coalesce(stated.is_total, false) as is_total,
        false as is_derived,
        stated.submitter_side as reporting_side,
        submitted_document(stated.document_title, stated.document_url, stated.published_text) as document_id,
        stated.quote_locator,
        stated.submitter_note as note,
        case when stated.is_confirmed or stated.document_title is not null then 'A' else 'V' end as obs_status,
        stated.source_id,
        stated.source_row_key,
        stated.snapshot_id
    from stated
    join stage on stage.code = stated.flow_stage
    left join kind on kind.code = stated.kind
    left join country on country.iso3 = stated.provider_id
)
select * from final
