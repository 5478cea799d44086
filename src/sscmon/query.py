"""Questions in SQL to the warehouse: read only, nothing outside it reachable; table, CSV, JSON or Parquet."""

import csv
import json
import math
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any, TextIO

import duckdb

from sscmon.errors import NotFound, SscmonError
from sscmon.paths import Paths
from sscmon.terminal import columns, printable, table

FORMATS = ("table", "csv", "json", "parquet")
LISTED = 100
BATCH = 10_000
LOCKED = {
    "enable_external_access": "false",
    "autoload_known_extensions": "false",
    "autoinstall_known_extensions": "false",
    "lock_configuration": "true",
}
ANSWERS = (duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN)


class QueryRefused(SscmonError):
    """A question the warehouse does not answer."""


@contextmanager
def warehouse(paths: Paths) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection that can read the warehouse and nothing else: no file, no extension, no setting, no write.

    Raises:
        NotFound: there is no warehouse yet.
        QueryRefused: the file cannot be read.
    """
    if not paths.warehouse.is_file():
        raise NotFound("there is no warehouse yet", where=str(paths.warehouse), todo="build it: sscmon build")
    try:
        connection = duckdb.connect(str(paths.warehouse), read_only=True, config=LOCKED)
    except duckdb.Error as error:
        raise QueryRefused(
            f"the warehouse cannot be opened: {_first(error)}", where=str(paths.warehouse), todo="sscmon build"
        ) from error
    try:
        yield connection
    finally:
        connection.close()


@contextmanager
def answer(paths: Paths, sql: str) -> Iterator[duckdb.DuckDBPyConnection]:
    """The connection with the result of `sql` ready to fetch.

    Raises:
        NotFound: there is no warehouse yet.
        QueryRefused: it is no question, or DuckDB rejects it; with DuckDB's reason and its hint.
    """
    with warehouse(paths) as connection:
        try:
            statements = connection.extract_statements(sql)
            if not statements or statements[-1].type not in ANSWERS:
                raise QueryRefused(
                    "only questions are answered: SELECT, FROM, DESCRIBE, SHOW, SUMMARIZE, EXPLAIN",
                    where=_short(sql),
                    todo="the warehouse is read only; to change it, change a source or a model and build",
                )
            connection.execute(sql)
            yield connection
        except duckdb.PermissionException as error:
            raise QueryRefused(
                f"files, extensions and settings are out of reach of a query: {_first(error)}",
                where=_short(sql),
                todo="ask tables of the warehouse only; list them: sscmon query 'from meta.table'",
            ) from error
        except duckdb.Error as error:
            raise QueryRefused(
                f"DuckDB rejects the query: {_first(error)}", where=_place(error) or _short(sql), todo=_hint(error)
            ) from error


def _first(error: duckdb.Error) -> str:
    return printable(str(error).splitlines()[0])


def _short(sql: str) -> str:
    line = " ".join(sql.split())
    return line if len(line) <= 120 else line[:119] + "…"


def _place(error: duckdb.Error) -> str:
    """The line DuckDB points at, as it prints it."""
    lines = str(error).splitlines()
    start = next((i for i, line in enumerate(lines) if line.startswith("LINE ")), None)
    return "" if start is None else "\n".join(lines[start : start + 2])


def _hint(error: duckdb.Error) -> str:
    lines = str(error).splitlines()
    close = next((line for line in lines if line.startswith(("Did you mean", "Candidate bindings"))), "")
    advice = "list tables: sscmon query 'from meta.table'; columns: sscmon query 'describe core.flow'"
    return f"{close}; {advice}" if close else advice


def names(connection: duckdb.DuckDBPyConnection) -> list[str]:
    return [column[0] for column in connection.description]


def _batches(connection: duckdb.DuckDBPyConnection) -> Iterator[tuple]:
    while rows := connection.fetchmany(BATCH):
        yield from rows


def write_table(connection: duckdb.DuckDBPyConnection, out: TextIO) -> None:
    """The first rows as a table, and how many more there are."""
    rows = connection.fetchmany(LISTED)
    more = sum(1 for _ in _batches(connection))
    for line in table(names(connection), rows, limit=columns()):
        out.write(line + "\n")
    if more:
        out.write(f"\n… {more:,} more rows; all of them: --format csv, json or parquet\n")


def write_csv(connection: duckdb.DuckDBPyConnection, out: TextIO) -> None:
    """RFC 4180: a header, comma, CRLF, quotes doubled; a missing value is an empty field."""
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(names(connection))
    writer.writerows([_plain(value) for value in row] for row in _batches(connection))


def _plain(value: Any) -> Any:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict | list | tuple):
        return json.dumps(value, ensure_ascii=False, default=jsonable)
    if isinstance(value, Decimal):
        return f"{value:f}"
    return value


def write_json(connection: duckdb.DuckDBPyConnection, out: TextIO) -> None:
    """A list of objects, one a line."""
    head = names(connection)
    separator = "["
    for row in _batches(connection):
        record = {name: _finite(value) for name, value in zip(head, row, strict=True)}
        out.write(f"{separator}\n{json.dumps(record, ensure_ascii=False, default=jsonable)}")
        separator = ","
    out.write("\n]\n" if separator == "," else "[]\n")


def _finite(value: Any) -> Any:
    return None if isinstance(value, float) and not math.isfinite(value) else value


def jsonable(value: Any) -> Any:
    if isinstance(value, Decimal):
        return float(value) if value % 1 else int(value)
    return str(value)


def write_parquet(connection: duckdb.DuckDBPyConnection, target: Path) -> None:
    import pyarrow.parquet as pq

    reader = connection.to_arrow_reader(BATCH)
    with pq.ParquetWriter(target, reader.schema, compression="zstd") as writer:
        for batch in reader:
            writer.write_batch(batch)


WRITERS = {"table": write_table, "csv": write_csv, "json": write_json}


def write_file(connection: duckdb.DuckDBPyConnection, style: str, target: Path) -> None:
    """The whole answer to a file, which appears complete or not at all.

    Raises:
        QueryRefused: the file cannot be written.
    """
    from sscmon.engine import replaced

    if target.exists() and not target.is_file():
        raise QueryRefused("this is no plain file", where=str(target), todo="name a file, or leave -o out")
    try:
        with replaced(target) as aside:
            if style == "parquet":
                write_parquet(connection, aside)
                return
            with aside.open("w", encoding="utf-8", newline="") as out:
                WRITERS[style](connection, out)
    except OSError as error:
        raise QueryRefused(
            f"the file cannot be written: {error.strerror}", where=str(target), todo="name a file in a folder of yours"
        ) from error
