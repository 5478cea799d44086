"""The bare COPY of a warehouse's tables to Parquet, to a DuckDB file and to CSV; prints what came out."""

import sys
import tempfile
from pathlib import Path

import duckdb


def main(warehouse: Path, forms: list[str]) -> None:
    with tempfile.TemporaryDirectory(dir=warehouse.parent) as folder:
        copy(warehouse, Path(folder))
        print(account(Path(folder), forms))


def copy(warehouse: Path, folder: Path) -> None:
    (folder / "data").mkdir()
    with duckdb.connect() as connection:
        connection.execute(f"attach '{warehouse}' as given (read_only)")
        connection.execute(f"attach '{folder / 'sscmon.duckdb'}' as made")
        connection.execute("copy from database given to made")
        query = "select schema_name, table_name from duckdb_tables() where database_name = 'given'"
        for schema, name in connection.execute(query).fetchall():
            stem = folder / "data" / f"{schema}-{name}".replace("_", "-")
            connection.execute(f"""copy given."{schema}"."{name}" to '{stem}.parquet' (compression zstd)""")
            connection.execute(f"""copy given."{schema}"."{name}" to '{stem}.csv' (header)""")


def account(folder: Path, forms: list[str]) -> str:
    """Flows and the sum of their amounts in each form: duckdb, parquet, csv."""
    given = {
        "duckdb": "core.flow",
        "parquet": f"read_parquet('{folder}/data/core-flow.parquet')",
        "csv": f"read_csv('{folder}/data/core-flow.csv')",
    }
    with duckdb.connect(str(folder / "sscmon.duckdb"), read_only=True) as connection:
        counted = "select count(*), sum(amount_original::decimal(38, 4)) from"
        return " ".join(str(connection.execute(f"{counted} {given[form]}").fetchone()) for form in forms)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
