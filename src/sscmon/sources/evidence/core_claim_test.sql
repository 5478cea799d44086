select
    claim_id,
    test_id,
    test_inputs,
    test_formula,
    test_formula_low,
    test_formula_high,
    is_parts_test = 'true' as is_parts_test,
    cast(tolerance as decimal(38, 10)) as tolerance,
    assumption_en,
    assumption_es,
    assumption_pt,
    'evidence' as source_id,
    'claim_tests.csv:' || claim_id || '/' || test_id as source_row_key,
    'reviewed' as snapshot_id
from mapping.evidence_claim_tests
