/*
definition: The shares of a provider's modalities sum to 1 where the published parts do not overlap.
grain: one provider, year and inclusion set whose shares do not sum to 1
unit: share
*/
select provider_id, inclusion_set, year, sum(value) as share_sum
from indicator.modality_share_amount
group by provider_id, inclusion_set, year
having abs(sum(value) - 1) > 1e-6 and sum(value) < 1 or sum(value) > 1 + 1e-6 and not bool_or(obs_status in ('W', 'E', 'U'))
