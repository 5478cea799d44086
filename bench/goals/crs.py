"""Goals 4 and 12 for CRS: the bulk file staged with flat memory, in time that grows with its rows."""

from collections.abc import Iterator
from pathlib import Path

import duckdb

from bench.gen import crs as generate
from bench.measure import Ratio, compare, compare_memory

HERE = Path(__file__).resolve().parents[1]
OURS = str(HERE / "ours" / "crs.py")
BARE = str(HERE / "limits" / "parquet_copy.py")
MOST_MIB = 400
READ_NOT = ("long_description", "flow_name")


def measure(folder: Path, *, quick: bool) -> Iterator[Ratio]:
    """The ratios, on files made in `folder`."""
    rows, pairs = (60_000, 1) if quick else (1_000_000, 5)
    large = generate.write(folder / "large.parquet", rows)
    fewer = rows // (3 if quick else 10)
    small = generate.write(folder / "small.parquet", fewer)
    with duckdb.connect() as connection:
        columns = [row[0] for row in connection.execute(f"describe from '{large}'").fetchall()]
        total = connection.execute(f"select sum(usd_disbursement::decimal(38, 6)) from '{large}'").fetchone()[0]
    wanted = f"{rows} {generate.faulty_rows(rows)} {total}"
    columns = [name for name in columns if name not in READ_NOT]

    def is_right(ours: str, other: str) -> bool:
        return ours == wanted

    name = f"CRS Parquet to staged Parquet / bare DuckDB copy of the same columns, {rows:,} rows"
    yield compare(name, [OURS, str(large)], [BARE, str(large), *columns], pairs=pairs, floor=None, gate=is_right)
    if not quick:
        name = f"CRS Parquet to staged Parquet, {rows:,} rows / {fewer:,}"
        yield compare(name, [OURS, str(large)], [OURS, str(small)], pairs=pairs, floor=12, gate=is_right, goal="12")
    name = f"CRS Parquet to staged Parquet, peak memory at {rows:,} rows / at {fewer:,}"
    commands = ([OURS, str(path)] for path in (large, small))
    yield compare_memory(name, *commands, floor=1.3, most_mib=MOST_MIB, goal="4")
