select
    price_id,
    item as price_item,
    country_iso3_or_group as place_id,
    year,
    value as price_value,
    currency as currency_code,
    per as price_per,
    basis as price_basis_text,
    case derived when 'y' then 'true' when 'n' then 'false' else derived end as is_derived,
    source_id as document_id,
    confidence,
    notes as note,
    source_row_key,
    shape_error
from parsed.price
