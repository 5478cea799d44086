"""The organisations that parsed IATI rows name, each once."""

from pathlib import Path

import duckdb

from sscmon.engine import MACROS, from_parquet
from sscmon.rules import quoted

QUERY = Path(__file__).parent / "organisation.sql"
MEMORY = "128MB"
NAMED_IN = ("activity", "participating_org", "transaction")


def list_organisations(folder: Path) -> None:
    """Write `organisation.parquet` from the parsed tables in `folder`."""
    with duckdb.connect(config={"memory_limit": MEMORY, "temp_directory": str(folder)}) as connection:
        for macro in MACROS:
            connection.execute(macro)
        connection.execute("create schema parsed")
        for table in NAMED_IN:
            connection.execute(f"create view parsed.{table} as from {from_parquet(folder / f'{table}.parquet')}")
        query = QUERY.read_text(encoding="utf-8")
        target = quoted(str(folder / "organisation.parquet"))
        connection.execute(f"copy (select * from ({query}) order by org_id) to {target} (format parquet)")
