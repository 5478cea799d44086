with final as (
    select
        submitted(submitter_id, award_reference) as award_id,
        'submission:F:' || left(md5(lower(trim(fund_name))), 12) as instrument_id,
        party_id,
        actor_type,
        fund_purpose,
        amount_in_unit * power(10, coalesce(unit_mult, 0))::bigint as amount_original,
        currency_code,
        year,
        case when amount_in_unit is null then 'O' when document_title is not null then 'A' else 'V' end as obs_status,
        source_id,
        source_row_key,
        snapshot_id
    from staged.submission_award
)
select * from final
