"""Fixtures of the SQL models: small tables written by hand in YAML, and what a model must make of them.

    usual: {<table>: {column: value}}         # what a row of the table has unless it says otherwise
    cases:
      - name: ...
        given: {<table>: [partial rows]}      # tables and columns that are left out are empty and null
        expected: [partial rows]              # in any order; only the columns named are compared
        refused: [partial rows]               # staged tables only: the quarantine
        fails_because: ...                    # the model is known to be wrong here; the case must fail until it is not

`usual` also takes `expected`. Every scalar is read as text and cast by the contract of its table, so that `=`, `020`
and dates mean what they say. `null` is null; a number may be a fraction (`700/914`).
"""

from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import duckdb
import yaml

from sscmon import engine
from sscmon.contracts import Contract, all_contracts
from sscmon.contracts.indicator import indicator
from sscmon.contracts.meta import quarantine
from sscmon.paths import Paths
from sscmon.sources import discover
from sscmon.text import Text
from sscmon.validation import Rule, reasons_sql, rules, sql_type

FOLDER = Path(__file__).parent
ROOT = FOLDER.parents[1]
OWN_LISTS = ("house", "mapping")


@dataclass(frozen=True)
class Case:
    """One case of one fixture file."""

    name: str
    given: dict[str, list[dict]]
    expected: list[dict]
    refused: list[dict]
    fails_because: str


def read(file: Path) -> list[Case]:
    """The cases of one fixture file, `usual` values filled in."""
    document = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    usual = document.get("usual", {})

    def filled(table: str, rows: list[dict]) -> list[dict]:
        return [{**usual.get(table, {}), **row} for row in rows]

    return [
        Case(
            case["name"],
            {table: filled(table, rows) for table, rows in case.get("given", {}).items()},
            filled("expected", case["expected"]),
            filled("refused", case.get("refused", [])),
            case.get("fails_because", ""),
        )
        for case in document["cases"]
    ]


def contract_of(table: str) -> Contract:
    """The contract of any table a model may read; a contribution has that of its core or reference table."""
    schema, name = table.split(".", 1)
    if schema == "staged":
        return next(c for source in discover().values() for c in source.contracts if c.name == table)
    if schema == "quarantine":
        return quarantine(name)
    if schema == "contribution":
        return all_contracts().get(f"core.{name}") or all_contracts()[f"reference.{name}"]
    if table not in all_contracts() and schema == "indicator":
        return indicator(name, Text(name, name, name))
    return all_contracts()[table]


def types_of(connection: duckdb.DuckDBPyConnection, table: str) -> dict[str, str]:
    """Column types of a table: those of its contract, or those of the house's own file."""
    if table.split(".", 1)[0] not in OWN_LISTS:
        return {name: sql_type(column) for name, column in contract_of(table).columns.items()}
    engine.add_table(connection, Paths(ROOT), table)
    types = described(connection, f"from {table}")
    connection.execute(f"drop view {table}")
    return types


def described(connection: duckdb.DuckDBPyConnection, query: str) -> dict[str, str]:
    """Columns and types of a query."""
    return {row[0]: row[1] for row in connection.execute(f"describe {query}").fetchall()}


def create(connection: duckdb.DuckDBPyConnection, table: str, types: dict[str, str], rows: list[dict]) -> None:
    """Create `schema.table` with the rows; columns they leave out are null."""
    connection.execute(f"create schema if not exists {table.split('.', 1)[0]}")
    columns = ", ".join(f'"{name}" {kind}' for name, kind in types.items())
    connection.execute(f"create or replace table {table} ({columns})")
    for row in rows:
        unknown = row.keys() - types.keys()
        assert not unknown, f"{table} has no column {', '.join(sorted(unknown))}"
        names, marks = ", ".join(f'"{name}"' for name in row), ", ".join("?" for _ in row)
        values = [_value(cell, types[name]) for name, cell in row.items()]
        connection.execute(f"insert into {table} ({names}) values ({marks})", values)


def _value(cell: str, kind: str) -> str | None:
    if cell == "null":
        return None
    if kind == "DOUBLE" and "/" in cell:
        return repr(float(Fraction(cell)))
    return cell


def give(connection: duckdb.DuckDBPyConnection, case: Case, tables: set[str]) -> None:
    """Create the tables a model reads: as given, the real code lists, and else empty.

    A given value must keep its column's rules, so that a fixture cannot use a code that does not exist.
    """
    strangers = case.given.keys() - tables
    assert not strangers, f"the model does not read {', '.join(sorted(strangers))}"
    for table in sorted(tables):
        schema = table.split(".", 1)[0]
        if schema in OWN_LISTS and table not in case.given:
            engine.add_table(connection, Paths(ROOT), table)
            continue
        create(connection, table, types_of(connection, table), case.given.get(table, []))
        if schema not in OWN_LISTS:
            of_columns = [rule for rule in rules(contract_of(table)) if rule.column and rule.name != "not_null"]
            broken = _broken(connection, table, of_columns)
            assert not broken, f"given {table}: {broken}"


def _broken(connection: duckdb.DuckDBPyConnection, table: str, found: list[Rule]) -> list:
    query = f"select reasons from (select {reasons_sql(found)} as reasons from {table}) where len(reasons) > 0"
    return connection.execute(query).fetchall()


def write_parquet(paths: Paths, table: str, rows: list[dict]) -> None:
    """Write a table as a build would have left it."""
    with engine.connect(paths) as connection:
        create(connection, table, types_of(connection, table), rows)
        engine.write_parquet(connection, f"from {table}", paths.parquet(table))
