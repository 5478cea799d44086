"""Invented typed rows of the shape of CRS, with planted faults, and the contract they are held against."""

from pathlib import Path

import duckdb

from sscmon.columns.base import Column, integer, number, text
from sscmon.contracts import Contract, maybe, table
from sscmon.rules import Check
from sscmon.text import Text

FAULTY_EVERY = 50_021
LABEL = Text("Rows to be checked", "Filas por verificar", "Linhas a verificar")


def contract() -> Contract:
    """Five codes of lists, three bounds, four columns that must be known, and a key: thirteen rules."""

    def code(name: str, codes: str) -> Column:
        return text(name, name, name, name, codes=codes)

    return table(
        "bench.checked",
        LABEL,
        grain="one invented activity",
        key=["row_key"],
        columns=[
            text("row_key", "key", "clave", "chave"),
            integer("year", "year", "año", "ano", checks=[Check.in_range(1950, 2100)]),
            code("provider_code", "dac_area"),
            code("partner_code", "dac_area"),
            maybe(code("flow_type", "flow_type")),
            maybe(code("finance_type", "finance_type")),
            maybe(code("sector_code", "sector_crs3")),
            maybe(number("commitment_usd", "c", "c", "c", unit="USD", checks=[Check.ge(0)])),
            maybe(number("disbursement_usd", "d", "d", "d", unit="USD", checks=[Check.in_range(-1e12, 1e12)])),
        ],
    )


def write(path: Path, rows: int, seed: int = 1) -> Path:
    """Write a Parquet file of `rows` rows and return it; see `faulty_rows`."""
    query = QUERY.format(rows=rows, seed=seed, every=FAULTY_EVERY)
    with duckdb.connect() as connection:
        connection.execute(f"copy ({query}) to '{path}' (format parquet, compression zstd)")
    return path


def faulty_rows(rows: int) -> int:
    """How many rows of a file of `rows` break a rule; a doubled key, every fourth fault, has two."""
    planted = (rows - 1) // FAULTY_EVERY
    return planted + (planted + 1) // 4


QUERY = """
select
    'CRS:' || (case when fault = 3 then i - 1 else i end)::varchar as row_key,
    case when fault = 0 then 1066 else 2000 + (drawn % 24)::bigint end as year,
    case when fault = 1 then 'nobody' else [3, 4, 5, 12, 55, 301, 302, 613][1 + (drawn // 32 % 8)::bigint]::varchar end
        as provider_code,
    [255, 273, 352, 614, 660, 238, 285, 364][1 + (drawn // 256 % 8)::bigint]::varchar as partner_code,
    '10' as flow_type,
    [110, 421, 210, 510][1 + (drawn // 4096 % 4)::bigint]::varchar as finance_type,
    [111, 112, 122, 140, 151, 210, 311, 430][1 + (drawn // 65536 % 8)::bigint]::varchar as sector_code,
    case when fault = 2 then -1 else (drawn // 7 % 1000000)::double / 100 end as commitment_usd,
    case when i % 4 > 0 then (drawn // 11 % 1000000)::double / 100 end as disbursement_usd
from (
    select i, hash(i * 1000 + {seed}) as drawn, case when i > 0 and i % {every} = 0 then (i // {every}) % 4 end as fault
    from range({rows}) as row(i)
)
"""
