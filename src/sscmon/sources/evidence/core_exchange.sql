select
    exchange_id,
    exchange_type,
    party_a_id,
    party_b_id,
    kinds_a_to_b,
    kinds_b_to_a,
    why as note,
    'evidence' as source_id,
    'exchanges.csv:' || exchange_id as source_row_key,
    'reviewed' as snapshot_id
from mapping.evidence_exchanges
