with term as (
    select * from staged.evidence_term
),
condition as (
    select * from mapping.evidence_term_conditions
),
final as (
    select
        term.terms_id,
        term.provider_code as provider_id,
        term.partner_code as partner_id,
        term.terms_instrument,
        term.terms_condition,
        term.maturity_years,
        term.grace_years,
        cast(string_split(term.interest_rate_text, '-')[1] as double) as interest_rate_low_pct,
        cast(string_split(term.interest_rate_text, '-')[-1] as double) as interest_rate_high_pct,
        coalesce(cast(condition.financed_share_low_pct as double), term.financed_share_pct) as financed_share_low_pct,
        coalesce(cast(condition.financed_share_high_pct as double), term.financed_share_pct) as financed_share_high_pct,
        condition.price_item,
        cast(condition.price_above_usd as double) as price_above_usd,
        cast(condition.price_upto_usd as double) as price_upto_usd,
        condition.terms_reading,
        term.document_id,
        term.confidence,
        term.note,
        term.source_id,
        term.source_row_key,
        term.snapshot_id
    from term
    left join condition using (terms_id)
)
select * from final
