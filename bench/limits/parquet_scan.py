"""The bare scan that validation is measured against: DuckDB reads every value of every column."""

import sys

import duckdb

if __name__ == "__main__":
    path = sys.argv[1]
    with duckdb.connect() as connection:
        names = [row[0] for row in connection.execute(f"describe from '{path}'").fetchall()]
        seen = ", ".join(f'min("{name}"), max("{name}")' for name in names)
        connection.execute(f"select {seen} from '{path}'").fetchone()
        print(connection.execute(f"select count(*) from '{path}'").fetchone()[0])
