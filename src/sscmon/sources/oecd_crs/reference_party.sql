with used as (
    select provider_code as code from staged.oecd_crs_activity
    union
    select partner_code from staged.oecd_crs_activity
),
area as (
    select area.* from used join house.dac_area as area using (code) where area.area_type <> 'country'
),
final as (
    select
        party_id,
        case when arg_min(area_type, code) in ('organisation', 'private') then 'organisation' else 'group' end as party_type,
        arg_min(label_en, code) as name_en,
        arg_min(label_es, code) as name_es,
        arg_min(label_pt, code) as name_pt
    from area
    group by party_id
)
select * from final
