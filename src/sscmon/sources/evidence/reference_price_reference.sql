select
    price_id,
    price_item,
    coalesce(place_id, 'WLD') as place_id,
    year,
    price_value,
    currency_code,
    price_per,
    price_basis_text,
    is_derived,
    document_id,
    confidence,
    note,
    source_id,
    source_row_key,
    snapshot_id
from staged.evidence_price
