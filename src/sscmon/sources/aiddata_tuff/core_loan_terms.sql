-- terms of loans with an amount that AidData recommends for sums; a margin over a market rate is no interest rate, and a grace period
-- longer than the loan is left out
with project as (
    select *, 'aiddata_tuff:' || record_id as activity_id
    from staged.aiddata_tuff_project
    where amount_original is not null
        and coalesce(is_recommended, true) and not coalesce(is_umbrella, false)
        and coalesce(maturity_years, grace_years, interest_rate_pct) is not null
),
partner as (
    select activity_id, party_id as partner_id
    from core.participation
    where source_id = 'aiddata_tuff' and participation_role = 'RECIPIENT'
),
final as (
    select
        project.activity_id as terms_id,
        project.activity_id as flow_id,
        'SAU' as provider_id,
        partner.partner_id,
        'FIN_LOAN' as terms_instrument,
        'committed ' || project.year as terms_condition,
        project.maturity_years,
        case when project.grace_years <= project.maturity_years or project.maturity_years is null
            then project.grace_years end as grace_years,
        case when project.reference_rate_name is null then project.interest_rate_pct end as interest_rate_low_pct,
        case when project.reference_rate_name is null then project.interest_rate_pct end as interest_rate_high_pct,
        'AIDDATA_TUFF_SAU_1' as document_id,
        'B' as confidence,
        nullif(
            concat_ws(
                '; ',
                project.reference_rate_name || ' plus ' || project.interest_rate_pct || ' percent',
                case when project.grace_years > project.maturity_years
                    then 'grace of ' || project.grace_years || ' years, longer than the loan, left out' end
            ),
            ''
        ) as note,
        project.source_id,
        project.source_row_key,
        project.snapshot_id
    from project
    left join partner using (activity_id)
)
select * from final
