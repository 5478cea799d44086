select
    'well_teams:' || fact_id as quantity_id,
    provider_id,
    partner_id,
    year as period_start_year,
    year as period_end_year,
    false as is_part_year,
    'INF_WORK' as kind,
    '=' as value_op,
    quantity_value,
    'project' as quantity_unit,
    'FLOW' as value_type,
    'C' as ssc_group,
    'SSC' as ssc_eligibility,
    'V' as obs_status,
    source_id,
    source_row_key,
    snapshot_id
from staged.well_teams_wells
