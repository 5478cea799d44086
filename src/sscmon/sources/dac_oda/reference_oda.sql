select
    coalesce(mapped.provider_id, value.donor_ref) as provider_id,
    value.year,
    value.measure_code,
    value.measure_value,
    value.source_id,
    value.source_row_key,
    value.snapshot_id
from staged.dac_oda_value as value
left join mapping.dac_oda_codes as mapped using (donor_code)
