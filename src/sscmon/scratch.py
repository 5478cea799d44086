"""A DuckDB connection for readers: bounded memory, spilling beside the files it writes."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from sscmon.rules import quoted

MEMORY = "512MB"


@contextmanager
def scratch(folder: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """An empty in-memory database; what does not fit into 512 MB of memory goes to `folder`. Rows keep no order: what
    is written is put in the order of its key later."""
    with duckdb.connect() as connection:
        connection.execute("set enable_progress_bar = false")
        connection.execute("set preserve_insertion_order = false")
        connection.execute(f"set memory_limit = '{MEMORY}'")
        connection.execute(f"set temp_directory = {quoted(str(folder))}")
        yield connection
