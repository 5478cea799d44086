with used as (
    select provider_code as code from staged.oecd_dac2a_value
    union
    select partner_code from staged.oecd_dac2a_value
),
final as (
    select
        area.party_id,
        case when area.area_type in ('organisation', 'private') then 'organisation' else 'group' end as party_type,
        area.label_en as name_en,
        area.label_es as name_es,
        area.label_pt as name_pt
    from used
    join house.dac_area_sdmx as area using (code)
    where area.area_type <> 'country'
)
select * from final
