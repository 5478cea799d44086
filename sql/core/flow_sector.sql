/*
definition: >
  Sectors of money figures by three digits of the CRS purpose groups: those of its activity, else the figure's own,
  else the one its TOSSD modality means (administration 910, refugees in the provider country 930), else the one its
  kind of contribution stands for (crosswalk of kinds), else _X.
grain: one sector of one money figure
unit: share
*/
with flow as (
    select flow_id, activity_id, sector_code, modality_tossd, kind from core.flow
),
activity_sector as (
    select activity_id, sector, weight_share from core.activity_sector_share where vocabulary = 'CRS3'
),
kind_sector as (
    select from_code as kind, to_code as sector
    from house.crosswalk
    where from_list = 'kind' and to_list = 'sector_crs3' and relation <> 'none'
),
final as (
    select
        flow.flow_id,
        coalesce(
            activity_sector.sector,
            flow.sector_code,
            case
                when flow.modality_tossd = 'G01' then '910'
                when flow.modality_tossd in ('I01', 'I02', 'I05') then '930'
            end,
            kind_sector.sector,
            '_X'
        ) as sector,
        coalesce(activity_sector.weight_share, 1) as weight_share
    from flow
    left join activity_sector using (activity_id)
    left join kind_sector using (kind)
)
select * from final
