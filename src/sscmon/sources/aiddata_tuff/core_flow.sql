-- commitments and pledges: never delivered money, so they stand beside sums and never in them
with project as (
    select *, 'aiddata_tuff:' || record_id as activity_id from staged.aiddata_tuff_project where amount_original is not null
),
partner as (
    select activity_id, party_id as partner_id
    from core.participation
    where source_id = 'aiddata_tuff' and participation_role = 'RECIPIENT'
),
kind as (
    select code, ssc_group from house.kind
),
sector as (
    select code from house.sector_crs3
),
final as (
    select
        project.activity_id as flow_id,
        project.activity_id,
        'SAU' as provider_id,
        partner.partner_id,
        project.year as period_start_year,
        project.year as period_end_year,
        false as is_part_year,
        case when project.status_text = 'Pipeline: Pledge' then 'PLEDGE' else 'COMMITMENT' end as flow_stage,
        'BIL' as modality,
        type.kind,
        type.kind_detail,
        sector.code as sector_code,
        type.finance_type,
        case when kind.ssc_group in ('A', 'B', 'C') then kind.ssc_group end as ssc_group,
        case
            when not coalesce(project.is_recommended, true) or coalesce(project.is_umbrella, false) then 'EXCLUDED'
            when project.status_text in ('Cancelled', 'Suspended') then 'EXCLUDED'
            when type.kind_detail = 'EXPCREDIT' then 'CONTEXT'
            else class.ssc_eligibility
        end as ssc_eligibility,
        case when project.is_amount_estimated then '~' else '=' end as value_op,
        project.amount_original,
        coalesce(project.currency_code, '_X') as currency_code,
        'V' as price_base,
        false as is_total,
        false as is_derived,
        'AIDDATA_TUFF_SAU_1' as document_id,
        'B' as confidence,
        nullif(
            concat_ws(
                '; ',
                case when project.is_umbrella then 'umbrella agreement' end,
                case when not project.is_recommended then 'not recommended for sums' end,
                case when project.is_year_uncertain then 'year estimated' end
            ),
            ''
        ) as note,
        case
            when project.is_year_uncertain then 'U'
            when project.is_amount_estimated then 'I'
            else 'A'
        end as obs_status,
        project.source_id,
        project.source_row_key,
        project.snapshot_id
    from project
    left join partner using (activity_id)
    left join mapping.aiddata_tuff_flow_type as type using (flow_type_text)
    left join mapping.aiddata_tuff_flow_class as class using (flow_class_text)
    left join kind on kind.code = type.kind
    left join sector on sector.code = project.crs_sector_code
)
select * from final
