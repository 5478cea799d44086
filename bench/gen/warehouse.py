"""A warehouse with every released table: one with many rows in it, the others without any."""

from pathlib import Path

import duckdb

from sscmon.contracts import Contract
from sscmon.engine import empty, shaped
from sscmon.publish.draft import public_contracts
from sscmon.publish.warehouse import STORAGE
from sscmon.rules import quoted

LARGE = "core.flow"
VALUES = {
    "text": "'{name} ' || (hash(n, '{name}') % 1000)",
    "integer": "1960 + n % 70",
    "number": "n / 7",
    "exact": "n / 7",
    "money": "n / 7",
    "flag": "n % 3 = 0",
    "date": "date '1960-01-01' + (n % 20000)::int",
}


def write(path: Path, rows: int) -> Path:
    """Write a warehouse whose `core.flow` has that many rows; the same rows give the same values."""
    with duckdb.connect() as connection:
        connection.execute(f"attach {quoted(str(path))} as house_file (storage_version {quoted(STORAGE)})")
        for table, contract in public_contracts().items():
            schema, name = table.split(".", 1)
            connection.execute(f'create schema if not exists house_file."{schema}"')
            query = _filled(contract, rows) if table == LARGE else empty(contract)
            connection.execute(f'create table house_file."{schema}"."{name}" as {query}')
    return path


def _filled(contract: Contract, rows: int) -> str:
    """Keys in order; texts of a thousand values; every fifth value of a column that may be missing is missing."""
    cells = []
    for name, column in contract.columns.items():
        value = VALUES[column.metadata["type"]].format(name=name)
        if name in contract.metadata["key"]:
            value = "printf('FLW-%010d', n)"
        elif column.nullable:
            value = f"case when hash(n, '{name}?') % 5 > 0 then {value} end"
        cells.append(f'{value} as "{name}"')
    return shaped(contract, f"select {', '.join(cells)} from range({rows}) as given(n)")
