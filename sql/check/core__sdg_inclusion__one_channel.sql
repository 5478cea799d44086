/*
definition: The figures of a provider and year that SDG 17.3.1 counts come through one channel.
grain: one provider and year with several channels
unit: none
*/
select provider_id, year, count(distinct sdg_channel) as channel_count
from core.sdg_inclusion
where is_candidate
group by provider_id, year
having count(distinct sdg_channel) > 1
