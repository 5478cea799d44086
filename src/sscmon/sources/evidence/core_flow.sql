with fact as (
    select * from staged.evidence_flow
),
reviewed as (
    select fact_id, is_part_year = 'true' as is_part_year, ssc_eligibility from mapping.evidence_reviewed
),
kind as (
    select code, ssc_group from house.kind
),
-- a grand total whose parts, in the same document, have another modality covers several modalities
mixed_total as (
    select distinct total.fact_id
    from fact as total
    join fact as part
        on part.provider_code = total.provider_code
        and part.document_id = total.document_id
        and part.period_start_year = total.period_start_year
        and part.period_end_year = total.period_end_year
        and part.modality not in (total.modality, 'CONTEXT')
    where total.is_total and total.partner_code = '_T' and total.kind = '_T' and total.modality <> 'CONTEXT'
),
final as (
    select
        'evidence:' || fact.fact_id as flow_id,
        fact.provider_code as provider_id,
        fact.partner_code as partner_id,
        fact.period_start_year,
        fact.period_end_year,
        coalesce(reviewed.is_part_year, false) as is_part_year,
        fact.flow_stage,
        case when mixed_total.fact_id is not null then 'MIX' else fact.modality end as modality,
        fact.kind,
        fact.kind_detail,
        case when kind.ssc_group in ('A', 'B', 'C') then kind.ssc_group end as ssc_group,
        coalesce(
            reviewed.ssc_eligibility,
            case when fact.modality = 'CONTEXT' or fact.kind in ('CTX', 'PKO') then 'CONTEXT' else 'SSC' end
        ) as ssc_eligibility,
        case when fact.modality = 'EXC' then 'IN_KIND' end as compensation,
        fact.value_op,
        fact.amount_in_unit * power(10, fact.unit_mult)::bigint as amount_original,
        fact.currency_code,
        fact.price_base,
        fact.is_total,
        fact.alt_group,
        fact.is_derived,
        fact.document_id,
        fact.quote_locator,
        fact.confidence,
        fact.note,
        case when fact.is_derived then 'E' when fact.confidence = 'C' then 'U' else 'A' end as obs_status,
        fact.source_id,
        fact.source_row_key,
        fact.snapshot_id
    from fact
    left join reviewed using (fact_id)
    left join kind on kind.code = fact.kind
    left join mixed_total using (fact_id)
)
select * from final
