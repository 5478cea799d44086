-- the terms an activity states hold for each of its loan figures; grace is the time to the first repayment
with loan as (
    select
        *,
        try_cast(commitment_date_text as date) as committed,
        try_cast(first_repayment_text as date) as first_repayment,
        try_cast(last_repayment_text as date) as last_repayment,
        try_cast(interest_text as double) as first_rate,
        try_cast(second_interest_text as double) as second_rate
    from staged.iati_loan_terms
    qualify row_number() over (partition by activity_key order by source_row_key) = 1
),
measured as (
    select
        *,
        date_diff('day', committed, last_repayment) / 365.25 as maturity_years,
        date_diff('day', committed, first_repayment) / 365.25 as grace_years
    from loan
),
flow as (
    select flow.flow_id, flow.provider_id, flow.partner_id, activity.source_row_key as activity_key
    from core.flow
    join core.activity using (activity_id)
    where flow.source_id = 'iati' and flow.kind = 'FIN_LOAN' and flow.flow_stage in ('PLEDGE', 'COMMITMENT', 'DISBURSEMENT')
),
final as (
    select
        flow.flow_id || ':terms' as terms_id,
        flow.flow_id,
        flow.provider_id,
        flow.partner_id,
        'FIN_LOAN' as terms_instrument,
        'as reported' as terms_condition,
        case when measured.maturity_years between 0 and 100 then measured.maturity_years end as maturity_years,
        case
            when measured.grace_years between 0 and 50
                and measured.grace_years <= coalesce(measured.maturity_years, measured.grace_years)
                then measured.grace_years
        end as grace_years,
        case when measured.first_rate between 0 and 100 then least(measured.first_rate, measured.second_rate) end
            as interest_rate_low_pct,
        case when measured.first_rate between 0 and 100 then greatest(measured.first_rate, measured.second_rate) end
            as interest_rate_high_pct,
        'IATI' as document_id,
        'A' as confidence,
        measured.source_id,
        measured.source_row_key,
        measured.snapshot_id
    from measured
    join flow using (activity_key)
)
select * from final
