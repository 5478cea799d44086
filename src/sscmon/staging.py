"""Parsed text to staged tables: cast by contract, bad rows to quarantine with reasons, every row counted."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from decimal import Context, Decimal
from fractions import Fraction

import duckdb
import pyarrow
import pyarrow.compute as compute
from pyarrow.parquet import ParquetWriter

from sscmon.contracts import Contract
from sscmon.contracts.meta import quarantine
from sscmon.engine import add_table, connect, empty, from_parquet, replaced, shaped, write_parquet
from sscmon.errors import SourceChanged
from sscmon.parsed import parsed_files
from sscmon.paths import Paths
from sscmon.readers import ADDRESS, SHAPE_ERROR
from sscmon.rules import quoted
from sscmon.snapshots import Snapshot
from sscmon.sources import Source
from sscmon.telling import Teller
from sscmon.telling import rows as told_rows
from sscmon.validation import (
    any_broken,
    as_read,
    cast,
    foreign_key_rules,
    key_rules,
    reading_rules,
    reasons_sql,
    sql_type,
    typed_sql,
)

PROVENANCE = ("source_id", "source_row_key", "snapshot_id")
ROWS_AT_ONCE = 20_000
EXACTLY = Context(prec=60)


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
    files, query = parsed_files(paths, source, snapshot), source.staged_sql(table)
    with connect(paths, is_flat=True) as connection:
        connection.execute("create schema parsed")
        for file in sorted(files.glob("*.parquet")):
            if file.stem == table or f"parsed.{file.stem}" in query:
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
    contract: Contract,
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
    read = ", ".join(f'"{name}" as {as_read(name)}' for name in own)
    typed = typed_sql(own, types)
    connection.execute(
        f"create temp view typed as select *, {typed}, "
        f"{quoted(source.id)} as source_id, {quoted(snapshot.id)} as snapshot_id "
        f'from (select "{ADDRESS}", "{SHAPE_ERROR}", {read} from written)'
    )
    found = [*reading_rules(contract, own), *key_rules(connection, contract, "typed")]
    found += foreign_key_rules(connection, contract, "typed")
    reasons = reasons_sql(found, value=as_read("{column}"))
    shape = (
        f"case when {SHAPE_ERROR} is not null then [{{'column': '', 'rule': 'shape', "
        f"'value': cast(json_array_length({SHAPE_ERROR}) as varchar), 'valid': ''}}] else {reasons} end"
    )
    is_refused = f"({SHAPE_ERROR} is not null or {any_broken(found)}) is true"
    name = f"{source.id}_{table}"
    kept_apart = _as_refused(quarantine(name), list(own))
    connection.execute(
        f"create temp view judged as select *, case when is_refused then {kept_apart} end as refused "
        f"from (select *, case when is_refused then {shape} end as reason_list "
        f"from (select *, {is_refused} as is_refused from typed))"
    )
    query = shaped(contract, "select * from judged", also=("refused",), is_ordered=source.has_own_sql(table))
    tell = Teller(connection.execute(f'select count(*) from parsed."{table}"').fetchone()[0], told_rows)
    batches = connection.execute(query).to_arrow_reader(ROWS_AT_ONCE)
    amount_refused = _write(batches, paths, name, contract, tell)
    return _account(connection, paths, name, table, contract, types, amount_refused)


def _as_refused(contract: Contract, own: list[str]) -> str:
    """The expression that makes of a judged row the row of the quarantine, with all that was read."""
    whole = ", ".join(f"'{name}': {as_read(name)}" for name in own)
    given = {
        "reason_count": "len(reason_list)",
        "reasons": "cast(to_json(reason_list) as varchar)",
        "row_text": f"coalesce({SHAPE_ERROR}, cast(to_json({{{whole}}}) as varchar))",
    }
    parts = (
        f"'{name}': cast({given.get(name, name)} as {sql_type(column)})" for name, column in contract.columns.items()
    )
    return f"{{{', '.join(parts)}}}"


def _write(
    rows: pyarrow.RecordBatchReader, paths: Paths, name: str, contract: Contract, tell: Callable[[int], None]
) -> Decimal:
    """Write judged rows in one pass to the staged table or the quarantine; returns the amount of the refused.

    A batch is written while the next one is judged.
    """
    amount, amount_refused = contract.metadata["amount"], Decimal(0)
    kept, apart = rows.schema.remove(len(rows.schema) - 1), pyarrow.schema(list(rows.schema.field("refused").type))
    with (
        replaced(paths.parquet(f"staged.{name}")) as kept_file,
        replaced(paths.parquet(f"quarantine.{name}")) as apart_file,
        ParquetWriter(kept_file, kept, compression="zstd") as staged,
        ParquetWriter(apart_file, apart, compression="zstd") as quarantined,
        ThreadPoolExecutor(1) as pool,
    ):
        written, done = pool.submit(lambda: None), 0
        for batch in rows:
            tell(done := done + len(batch))
            if (refused := batch["refused"]).null_count < len(batch):
                quarantined.write_batch(pyarrow.RecordBatch.from_struct_array(refused.drop_null()))
                if amount:
                    lost = compute.sum(batch.filter(refused.is_valid())[amount]).as_py()
                    amount_refused = EXACTLY.add(amount_refused, lost or 0)
                batch = batch.filter(refused.is_null())
            written.result()
            written = pool.submit(staged.write_batch, batch.select(kept.names))
        written.result()
    return amount_refused


def _account(
    connection: duckdb.DuckDBPyConnection,
    paths: Paths,
    name: str,
    table: str,
    contract: Contract,
    types: dict[str, str],
    amount_refused: Decimal,
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
    number = cast(contract.columns[amount], f'"{amount}"', types[amount])
    return Account(
        *counts,
        one(f"select coalesce(sum({number}), 0) from written"),
        one(f'select coalesce(sum("{amount}"), 0) from {from_parquet(staged)}'),
        amount_refused,
    )
