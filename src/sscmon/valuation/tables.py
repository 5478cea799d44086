"""Rows in, rows out: what the models of this package share when they read and write tables."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

import duckdb
import pyarrow as pa

from sscmon.contracts import all_contracts

ARROW = {"text": pa.string(), "integer": pa.int64(), "number": pa.float64(), "flag": pa.bool_(), "exact": pa.float64()}


def read(connection: duckdb.DuckDBPyConnection, query: str) -> list[dict]:
    """The rows of a query as dictionaries."""
    return connection.sql(query).to_arrow_table().to_pylist()


def write(name: str, rows: Iterable[Mapping]) -> pa.Table:
    """Rows as a table with the columns of the contract `schema.table`; a column no row has is null."""
    rows = list(rows)
    columns = all_contracts()[name].columns
    return pa.table(
        {
            column: pa.array([row.get(column) for row in rows], ARROW[contract.metadata["type"]])
            for column, contract in columns.items()
        }
    )


def scopes(connection: duckdb.DuckDBPyConnection) -> Mapping[str, frozenset[str]]:
    """What each party contains, itself included; a party without an entry contains itself."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in read(connection, "select party_id, member_party_id from reference.party_scope"):
        found[row["party_id"]].add(row["member_party_id"])
    return _Scopes({party: frozenset(members | {party}) for party, members in found.items()})


class _Scopes(dict):
    def __missing__(self, party: str) -> frozenset[str]:
        return frozenset([party])
