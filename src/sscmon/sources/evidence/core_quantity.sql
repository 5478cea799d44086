with fact as (
    select
        *,
        string_split(period_text, '/')[1] as start_text,
        case when contains(period_text, '/') then string_split(period_text, '/')[2] else period_text end as end_text
    from staged.evidence_quantity
),
reviewed as (
    select fact_id, is_part_year = 'true' as is_part_year, ssc_eligibility from mapping.evidence_reviewed
),
final as (
    select
        'evidence:' || fact.fact_id as quantity_id,
        fact.provider_code as provider_id,
        fact.partner_code as partner_id,
        try_cast(left(nullif(fact.start_text, ''), 4) as bigint) as period_start_year,
        try_cast(left(nullif(fact.end_text, ''), 4) as bigint) as period_end_year,
        coalesce(reviewed.is_part_year, false) as is_part_year,
        first_day(fact.as_of_text) as as_of_date,
        fact.kind,
        fact.kind_detail,
        fact.value_op,
        fact.quantity_value,
        fact.quantity_unit,
        fact.value_type,
        case when fact.provider_code = fact.partner_code then 'PROVIDER' end as beneficiary_residence,
        'C' as ssc_group,
        coalesce(reviewed.ssc_eligibility, case when fact.kind in ('CTX', 'PKO') then 'CONTEXT' else 'SSC' end)
            as ssc_eligibility,
        fact.alt_group,
        fact.document_id,
        fact.confidence,
        fact.note,
        case when fact.confidence = 'C' then 'U' else 'A' end as obs_status,
        fact.source_id,
        fact.source_row_key,
        fact.snapshot_id
    from fact
    left join reviewed using (fact_id)
)
select * from final
