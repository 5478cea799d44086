"""A DuckDB connection for readers: bounded memory, spilling beside the files it writes."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from sscmon.rules import quoted

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
        connection.execute("set enable_progress_bar = false")
        connection.execute(f"set temp_directory = {quoted(str(folder))}")
        keep_flat(connection)
        yield connection
