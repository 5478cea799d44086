"""Sums of cells as the house makes them: low, high, coverage and status in three measures. Prints cells and dollars."""

import sys

import duckdb

from bench.measure import ROOT
from sscmon.sqlfile import SqlFile

if __name__ == "__main__":
    with duckdb.connect(sys.argv[1], read_only=True) as connection:
        connection.execute("set memory_limit = '6GB'")
        connection.execute(f"create temp table cell as {SqlFile(ROOT / 'sql' / 'core' / 'flow_cell.sql').query}")
        print(*connection.execute("select count(*), sum(amount) from cell where measure = 'usd_nominal'").fetchone())
