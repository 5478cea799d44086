"""Parsed text to staged tables: cast by contract, bad rows to quarantine with reasons, every row counted."""

import tempfile
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import duckdb
import pandera.pandas as pa

from sscmon.contracts.meta import quarantine
from sscmon.engine import add_table, connect, empty, from_parquet, shaped, write_parquet
from sscmon.errors import SourceChanged
from sscmon.messages import TYPES
from sscmon.paths import Paths
from sscmon.readers import ADDRESS, SHAPE_ERROR
from sscmon.rules import quoted
from sscmon.snapshots import Snapshot
from sscmon.sources import Source
from sscmon.validation import Rule, cast, foreign_key_rules, reasons_sql, rules

PROVENANCE = ("source_id", "source_row_key", "snapshot_id")


@dataclass(frozen=True)
class Account:
    """Where the rows of one parsed table went; amounts are null where the table has none."""

    rows_read: int
    rows_staged: int
    rows_quarantined: int
    amount_read: Decimal | None
    amount_staged: Decimal | None
    amount_quarantined: Decimal | None

    @property
    def adds_up(self) -> bool:
        """Nothing was lost and nothing appeared."""
        rows = self.rows_read == self.rows_staged + self.rows_quarantined
        if self.amount_read is None:
            return rows
        amounts = Fraction(self.amount_read) == Fraction(self.amount_staged) + Fraction(self.amount_quarantined)
        return rows and amounts


def stage(paths: Paths, source: Source, table: str, snapshot: Snapshot) -> Account:
    """Build `staged.<source>_<table>` and `quarantine.<source>_<table>` from a snapshot.

    Raises:
        SourceChanged: the files do not have the shape the reader knows.
    """
    contract = source.tables[table]
    foreign = {target.rpartition(".")[0] for target in contract.metadata["foreign_keys"].values()}
    with tempfile.TemporaryDirectory(prefix="sscmon-") as folder, connect(paths) as connection:
        source.parse(snapshot, Path(folder))
        connection.execute("create schema parsed")
        for file in sorted(Path(folder).glob("*.parquet")):
            connection.execute(f'create view parsed."{file.stem}" as select * from {from_parquet(file)}')
        for name in sorted(foreign):
            add_table(connection, paths, name)
        return _split(connection, paths, source, table, snapshot, contract)


def stage_nothing(paths: Paths, source: Source, table: str) -> Account:
    """Empty tables for a source that was never fetched."""
    name = f"{source.id}_{table}"
    with connect(paths) as connection:
        write_parquet(connection, empty(source.tables[table]), paths.parquet(f"staged.{name}"))
        write_parquet(connection, empty(quarantine(name)), paths.parquet(f"quarantine.{name}"))
    amount = Decimal(0) if source.tables[table].metadata["amount"] else None
    return Account(0, 0, 0, amount, amount, amount)


def _split(
    connection: duckdb.DuckDBPyConnection,
    paths: Paths,
    source: Source,
    table: str,
    snapshot: Snapshot,
    contract: pa.DataFrameSchema,
) -> Account:
    connection.execute(f"create temp view written as {source.staged_sql(table)}")
    types = {row[0]: row[1] for row in connection.execute("describe written").fetchall()}
    missing = [name for name in contract.columns if name not in types and name not in PROVENANCE]
    if missing:
        raise SourceChanged(
            f"the parsed table {table} lacks {', '.join(missing)}",
            where=source.id,
            todo=f"add them to staged_{table}.sql or to the reader",
        )
    own = {name: column for name, column in contract.columns.items() if name not in PROVENANCE}
    read = ", ".join(f'"{name}" as "read__{name}"' for name in own)
    typed = ", ".join(cast(column, _read(name), types[name]) + f' as "{name}"' for name, column in own.items())
    connection.execute(
        f"create temp table typed as select *, {typed}, "
        f"{quoted(source.id)} as source_id, {quoted(snapshot.id)} as snapshot_id "
        f'from (select "{ADDRESS}", "{SHAPE_ERROR}", {read} from written)'
    )
    found = reasons_sql(_staging_rules(contract, own), value='"read__{column}"')
    shape = (
        f"case when {SHAPE_ERROR} is not null then [{{'column': '', 'rule': 'shape', "
        f"'value': cast(json_array_length({SHAPE_ERROR}) as varchar), 'valid': ''}}] else {found} end"
    )
    connection.execute(f"create temp table judged as select *, {shape} as reasons from typed")
    name = f"{source.id}_{table}"
    write_parquet(
        connection,
        shaped(contract, "select * from judged where len(reasons) = 0"),
        paths.parquet(f"staged.{name}"),
    )
    as_read = ", ".join(f"'{name}': \"read__{name}\"" for name in own)
    refused = (
        "select source_id, source_row_key, snapshot_id, len(reasons) as reason_count, "
        "cast(to_json(reasons) as varchar) as reasons, "
        f"coalesce({SHAPE_ERROR}, cast(to_json({{{as_read}}}) as varchar)) as row_text "
        "from judged where len(reasons) > 0"
    )
    write_parquet(connection, shaped(quarantine(name), refused), paths.parquet(f"quarantine.{name}"))
    return _account(connection, paths, name, table, contract, types)


def _read(name: str) -> str:
    return f'"read__{name}"'


def _staging_rules(contract: pa.DataFrameSchema, own: dict[str, pa.Column]) -> list[Rule]:
    types = [
        Rule(
            name,
            "type",
            f'"read__{name}" is not null and cast("read__{name}" as varchar) <> \'\' and "{name}" is null',
            TYPES[kind].en,
        )
        for name, column in own.items()
        if (kind := column.metadata["type"]) != "text"
    ]
    badly_typed = {rule.column: rule.broken for rule in types}
    others = []
    for rule in (*rules(contract), *foreign_key_rules(contract)):
        if rule.column in PROVENANCE:
            continue
        if rule.name == "not_null" and rule.column in badly_typed:
            others.append(Rule(rule.column, rule.name, f"{rule.broken} and not ({badly_typed[rule.column]})"))
        else:
            others.append(rule)
    return types + others


def _account(
    connection: duckdb.DuckDBPyConnection,
    paths: Paths,
    name: str,
    table: str,
    contract: pa.DataFrameSchema,
    types: dict[str, str],
) -> Account:
    """Count what the reader gave against what was written, each from its own file."""
    staged, refused = paths.parquet(f"staged.{name}"), paths.parquet(f"quarantine.{name}")

    def one(query: str):
        return connection.execute(query).fetchone()[0]

    counts = (
        one(f'select count(*) from parsed."{table}"'),
        one(f"select count(*) from {from_parquet(staged)}"),
        one(f"select count(*) from {from_parquet(refused)}"),
    )
    amount = contract.metadata["amount"]
    if not amount:
        return Account(*counts, None, None, None)
    as_read = cast(contract.columns[amount], f'"{amount}"', types[amount])
    return Account(
        *counts,
        one(f"select coalesce(sum({as_read}), 0) from written"),
        one(f'select coalesce(sum("{amount}"), 0) from {from_parquet(staged)}'),
        one(f'select coalesce(sum("{amount}"), 0) from judged where len(reasons) > 0'),
    )
