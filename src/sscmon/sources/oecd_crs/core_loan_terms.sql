-- rates are printed in thousandths of a percent; a rate that is a formula (EURIBOR6M+1.60%) stays in the note
with loan as (
    select
        *,
        try_cast(commitment_date_text as date) as committed,
        try_cast(first_repayment_text as date) as first_repayment,
        try_cast(last_repayment_text as date) as last_repayment,
        try_cast(interest_text as double) / 1000 as rate,
        try_cast(second_interest_text as double) / 1000 as second_rate
    from staged.oecd_crs_activity
    where repayment_type_code is not null or interest_text is not null
),
area as (
    select code, party_id from house.dac_area where area_type not in ('provider_total', 'recipient_total')
),
measured as (
    select
        *,
        date_diff('day', committed, last_repayment) / 365.25 as maturity_years,
        date_diff('day', committed, first_repayment) / 365.25 as grace_years,
        case when rate between 0 and 100 then rate end as first_rate,
        case when second_rate between 0 and 100 then second_rate end as other_rate
    from loan
),
final as (
    select
        'oecd_crs:' || measured.source_row_key as terms_id,
        case
            when measured.commitment_million_usd_nominal <> 0 then 'oecd_crs:' || measured.source_row_key || ':C'
            when measured.disbursement_million_usd_nominal <> 0 then 'oecd_crs:' || measured.source_row_key || ':D'
        end as flow_id,
        provider.party_id as provider_id,
        partner.party_id as partner_id,
        'FIN_LOAN' as terms_instrument,
        'as reported' as terms_condition,
        case when measured.maturity_years between 0 and 100 then measured.maturity_years end as maturity_years,
        case
            when measured.grace_years between 0 and 50
                and measured.grace_years <= coalesce(measured.maturity_years, measured.grace_years)
                then measured.grace_years
        end as grace_years,
        least(measured.first_rate, measured.other_rate) as interest_rate_low_pct,
        greatest(measured.first_rate, measured.other_rate) as interest_rate_high_pct,
        'OECD_CRS' as document_id,
        'A' as confidence,
        concat_ws(
            '; ',
            'grace is the time to the first repayment',
            case when measured.interest_text is not null and measured.first_rate is null
                then 'rate as reported: ' || measured.interest_text end
        ) as note,
        measured.source_id,
        measured.source_row_key,
        measured.snapshot_id
    from measured
    join area as provider on provider.code = measured.provider_code
    join area as partner on partner.code = measured.partner_code
)
select * from final
