with final as (
    select
        submitted(submitter_id, terms_reference) as terms_id,
        submitted(submitter_id, flow_reference) as flow_id,
        provider_id,
        partner_id,
        case when financed_share_pct is null then 'FIN_LOAN' else 'FINANCED_SHARE' end as terms_instrument,
        'as reported by ' || submitter_id as terms_condition,
        maturity_years,
        grace_years,
        interest_rate_low_pct,
        coalesce(interest_rate_high_pct, interest_rate_low_pct) as interest_rate_high_pct,
        financed_share_pct as financed_share_low_pct,
        financed_share_pct as financed_share_high_pct,
        submitted_document(document_title, document_url, published_text) as document_id,
        'C' as confidence,
        submitter_note as note,
        source_id,
        source_row_key,
        snapshot_id
    from staged.submission_loan_terms
)
select * from final
