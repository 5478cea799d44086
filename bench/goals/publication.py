"""Goal 9: the released tables as Parquet, DuckDB and CSV against the bare COPY of the same."""

from collections.abc import Iterator
from pathlib import Path

from bench.gen import warehouse as generate
from bench.measure import Ratio, compare, run

HERE = Path(__file__).resolve().parents[1]
OURS = str(HERE / "ours" / "publication.py")
BARE = str(HERE / "limits" / "publication.py")


def measure(folder: Path, *, quick: bool) -> Iterator[Ratio]:
    """The ratio, on a warehouse made in `folder`; rows and a sum of all three forms are compared first."""
    rows, pairs = (100_000, 1) if quick else (5_000_000, 3)
    given = str(generate.write(folder / "warehouse.duckdb", rows))
    whole = [run([script, given, "duckdb", "parquet", "csv"]).printed for script in (OURS, BARE)]
    if whole[0] != whole[1] or whole[0].count(f"({rows}, ") != 3:
        raise RuntimeError(f"publication: a wrong result, so no number: {whole}")
    yield compare(
        f"publication as Parquet, DuckDB and CSV / bare COPY, {rows:,} facts",
        [OURS, given, "parquet"],
        [BARE, given, "parquet"],
        pairs=pairs,
        floor=None if quick else 1.5,  # few rows measure how long Python takes to start
        gate=lambda one, other: one == other,
        goal="9",
    )
    Path(given).unlink()
