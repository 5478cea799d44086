with fund as (
    select
        named.code as instrument_id,
        case when named.actor_type = 'DEV_BANK' then 'development bank or fund' else 'fund' end as instrument_type,
        named.label_en as name_en,
        named.label_es as name_es,
        named.label_pt as name_pt,
        min(fact.source_id) as source_id,
        min(fact.source_row_key) as source_row_key,
        min(fact.snapshot_id) as snapshot_id
    from house.organisation as named
    join staged.evidence_flow as fact on fact.partner_code = named.code
    where fact.kind = 'FIN_EQUITY' or fact.kind = 'FIN_GRANT' and named.actor_type in ('DEV_BANK', 'REG_BODY')
    group by all
),
clearing as (
    select
        country_group.code as instrument_id,
        'clearing system' as instrument_type,
        country_group.label_en as name_en,
        country_group.label_es as name_es,
        country_group.label_pt as name_pt,
        min(fact.source_id) as source_id,
        min(fact.source_row_key) as source_row_key,
        min(fact.snapshot_id) as snapshot_id
    from house.group as country_group
    join staged.evidence_flow as fact on fact.partner_code = country_group.code
    where fact.kind_detail = 'CLEARING'
    group by all
),
final as (
    select * from fund
    union all by name
    select * from clearing
)
select * from final
