/*
definition: No published level of quality stands on fewer than three raters.
grain: one number that could identify a rater
unit: level
*/
select provider_id, year, item, n_obs
from indicator.quality_level
where value is not null and n_obs < 3
