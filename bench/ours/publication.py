"""The released tables of a warehouse as Parquet, DuckDB and CSV; prints what came out."""

import sys
import tempfile
from pathlib import Path
from types import SimpleNamespace

from sscmon.publish import tables
from sscmon.publish.draft import Draft

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from bench.limits.publication import account  # noqa: E402


def main(warehouse: Path, forms: list[str]) -> None:
    with tempfile.TemporaryDirectory(dir=warehouse.parent) as folder:
        paths = SimpleNamespace(warehouse=warehouse)
        draft = Draft(paths, Path(folder), "2031.1", "2031-01-01T00:00:00Z")
        tables.write_parquet(draft)
        tables.write_database(draft)
        tables.write_csv(draft)
        print(account(Path(folder), forms))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
