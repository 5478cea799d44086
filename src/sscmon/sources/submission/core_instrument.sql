with final as (
    select
        'submission:F:' || left(md5(lower(trim(fund_name))), 12) as instrument_id,
        'fund' as instrument_type,
        min(fund_name) as name_en,
        min(fund_name) as name_es,
        min(fund_name) as name_pt,
        min(source_id) as source_id,
        min(source_row_key) as source_row_key,
        min(snapshot_id) as snapshot_id
    from staged.submission_award
    group by lower(trim(fund_name))
)
select * from final
