"""The questions of docs/questions.md to a warehouse. Prints the seconds of each, the median of three."""

import re
import statistics
import sys
import time

import duckdb

from bench.measure import ROOT


def seconds(connection: duckdb.DuckDBPyConnection, query: str) -> float:
    """Median time of three answers, after one that is not counted."""
    found = []
    for _ in range(4):
        started = time.perf_counter()
        connection.execute(query).fetchall()
        found.append(time.perf_counter() - started)
    return statistics.median(found[1:])


if __name__ == "__main__":
    page = (ROOT / "docs" / "questions.md").read_text(encoding="utf-8")
    with duckdb.connect(sys.argv[1], read_only=True) as connection:
        print(*(f"{seconds(connection, query):.4f}" for query in re.findall(r"```sql\n(.*?)```", page, re.DOTALL)))
