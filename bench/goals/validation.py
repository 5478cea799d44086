"""Goal 5: every finding in millions of rows, against a bare scan and against pandera."""

from collections.abc import Iterator
from pathlib import Path

from bench.gen import checked as generate
from bench.measure import Ratio, compare

HERE = Path(__file__).resolve().parents[1]
OURS = str(HERE / "ours" / "validation.py")
BARE = str(HERE / "limits" / "parquet_scan.py")


def measure(folder: Path, *, quick: bool) -> Iterator[Ratio]:
    """The ratios, on files made in `folder`."""
    for rows, pairs in ((500_000, 1),) if quick else ((5_000_000, 5), (20_000_000, 3)):
        path = generate.write(folder / f"checked-{rows}.parquet", rows)
        ours, faulty = [OURS, "ours", str(path)], str(generate.faulty_rows(rows))
        yield compare(
            f"13 rules with every finding, {rows:,} rows / bare scan of the same columns",
            ours,
            [BARE, str(path)],
            pairs=pairs,
            floor=None if quick else 3,  # few rows measure how long Python takes to start
            gate=lambda one, other, faulty=faulty, rows=rows: one == faulty and other == str(rows),
            goal="5",
        )
        if rows == 5_000_000:
            yield compare(
                f"pandera on pandas / 13 rules with every finding, {rows:,} rows",
                [OURS, "pandera", str(path)],
                ours,
                pairs=3,
                floor=4,
                gate=lambda one, other, faulty=faulty: one == other == faulty,
                goal="5",
                is_least=True,
            )
        path.unlink()
