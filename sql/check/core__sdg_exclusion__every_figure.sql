/*
definition: Every money figure of a year is either counted in a total of SDG 17.3.1 or listed as left out, never both.
grain: one money figure in one year that is in neither place, or in both
unit: none
*/
with counted as (
    select distinct flow_id, year from core.sdg_selection where is_selected and cell_partner_id = '_T'
),
final as (
    select
        inclusion.flow_id,
        inclusion.year,
        counted.flow_id is not null as is_counted,
        excluded.flow_id is not null as is_left_out
    from core.sdg_inclusion as inclusion
    left join counted using (flow_id, year)
    left join core.sdg_exclusion as excluded using (flow_id, year)
    where (counted.flow_id is not null) = (excluded.flow_id is not null)
)
select * from final
