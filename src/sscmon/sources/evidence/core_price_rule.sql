select
    rule_id,
    kind,
    kind_details,
    valued_unit,
    valuation_method,
    price_bound,
    place_role,
    price_item,
    price_basis_text,
    currency_code,
    is_approximate = 'true' as is_approximate,
    why as note,
    'evidence' as source_id,
    'price_rules.csv:' || rule_id as source_row_key,
    'reviewed' as snapshot_id
from mapping.evidence_price_rules
