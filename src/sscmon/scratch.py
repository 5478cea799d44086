"""A DuckDB connection for readers: bounded memory, spilling beside the files it writes."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
from pyarrow.parquet import ParquetFile

from sscmon.rules import quoted
from sscmon.telling import Teller, rows, telling

MEMORY = "256MB"


def keep_flat(connection: duckdb.DuckDBPyConnection) -> None:
    """Bound the memory of a connection to 256 MB, and let it work in one thread: rows then keep their order, a file
    has the same bytes on any machine, and no second set of buffers is filled."""
    connection.execute(f"set memory_limit = '{MEMORY}'")
    connection.execute("set threads = 1")


@contextmanager
def scratch(folder: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """An empty in-memory database with flat memory; what does not fit goes to `folder`."""
    with duckdb.connect() as connection:
        connection.execute("set enable_progress_bar = true")
        connection.execute("set enable_progress_bar_print = false")
        connection.execute(f"set temp_directory = {quoted(str(folder))}")
        keep_flat(connection)
        yield connection


def copy(
    connection: duckdb.DuckDBPyConnection, query: str, target: Path, read: list[Path], *, row_group: int = 122_880
) -> None:
    """Write the rows of a query to a Parquet file, and tell meanwhile how many are written.

    Args:
        connection: of `scratch`, which knows how far a query is.
        read: the Parquet files whose rows the query gives.
        row_group: how many rows a part of the file has.
    """
    total = sum(ParquetFile(file).metadata.num_rows for file in read)
    with telling(lambda: total * connection.query_progress() / 100, Teller(total, rows)):
        connection.execute(f"copy ({query}) to {quoted(str(target))} (format parquet, row_group_size {row_group})")
