/*
definition: A flow of one year whose note speaks of a half, a quarter or months was looked at by a person.
grain: one physical figure to look at
unit: none
severity: warning
*/
select quantity_id, period_start_year, note
from core.quantity
where period_start_year = period_end_year
    and value_type = 'FLOW'
    and not is_part_year
    and ssc_eligibility = 'SSC'
    and regexp_matches(lower(note), '\b(half|quarter|semester|months?|january|to (june|july|september))\b')
    and quantity_id not in (select 'evidence:' || fact_id from mapping.evidence_reviewed)
