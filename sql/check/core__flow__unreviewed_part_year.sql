/*
definition: A figure of one year whose note speaks of a half, a quarter or months was looked at by a person.
grain: one money figure to look at
unit: none
severity: warning
*/
select flow_id, period_start_year, note
from core.flow
where period_start_year = period_end_year
    and not is_part_year
    and ssc_eligibility = 'SSC'
    and flow_stage in ('DISBURSEMENT', 'EXPENDITURE', 'PAID_IN')
    and regexp_matches(lower(note), '\b(half|quarter|semester|months?|january|to (june|july|september))\b')
    and flow_id not in (select 'evidence:' || fact_id from mapping.evidence_reviewed)
