/*
definition: The figures that may be summed for one provider and year come from one source.
grain: one provider and year with figures of several sources
unit: none
*/
with candidate as (
    select distinct flow_id from core.flow_inclusion where is_candidate
),
covered as (
    select
        flow.provider_id, flow.source_id, unnest(range(flow.period_start_year, flow.period_end_year + 1)) as year
    from core.flow as flow
    join candidate using (flow_id)
)
select provider_id, year, count(distinct source_id) as source_count, min(source_id) as one_source, max(source_id) as other_source
from covered
group by provider_id, year
having count(distinct source_id) > 1
