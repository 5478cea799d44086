/*
definition: The weights of an activity's sectors, the part without one included, sum to 1 in each vocabulary.
grain: one activity and vocabulary whose weights do not sum to 1
unit: share
*/
select activity_id, vocabulary, sum(weight_share) as weight_sum
from core.activity_sector_share
group by activity_id, vocabulary
having abs(sum(weight_share) - 1) > 1e-9
