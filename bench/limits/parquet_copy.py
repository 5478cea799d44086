"""The bare copy that staging of a Parquet file is measured against: DuckDB reads all columns and writes them again."""

import sys
import tempfile
from pathlib import Path

import duckdb

if __name__ == "__main__":
    path, columns = sys.argv[1], ", ".join(sys.argv[2:])
    with tempfile.TemporaryDirectory(dir=Path(path).parent) as folder, duckdb.connect() as connection:
        target = f"{folder}/copy.parquet"
        connection.execute(f"copy (select {columns} from '{path}') to '{target}' (format parquet, compression zstd)")
        print(connection.execute(f"select count(*) from '{target}'").fetchone()[0])
