/*
definition: The shares of the sectors, the part without one included, sum to 1.
grain: one provider, modality, year, inclusion set and measure whose shares do not sum to 1
unit: share
*/
select provider_id, modality, inclusion_set, year, item, sum(value) as share_sum
from indicator.sector_share
group by provider_id, modality, inclusion_set, year, item
having abs(sum(value) - 1) > 1e-9
