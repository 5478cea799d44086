"""Goal 7: a form of 100,000 rows to findings against a bare read of its cells, and memory flat over blank rows."""

from collections.abc import Iterator
from pathlib import Path

from bench.gen import submission as generate
from bench.measure import Ratio, compare, compare_memory

HERE = Path(__file__).resolve().parents[1]
OURS = str(HERE / "ours" / "submission.py")
BARE = str(HERE / "limits" / "submission_calamine.py")


def measure(folder: Path, *, quick: bool) -> Iterator[Ratio]:
    """The ratios, on files made in `folder`."""
    rows, pairs, blanks = (10_000, 1, 100_000) if quick else (100_000, 5, 1_000_000)
    faulty = f"{rows} {rows // generate.WRONG_EVERY}"
    for kind, shares_texts in (("texts in cells", False), ("texts shared", True)):
        path = str(generate.write(folder / "form.xlsx", rows, seed=1, shares_texts=shares_texts))
        yield compare(
            f"XLSX of {rows:,} rows to findings / bare calamine read, {kind}",
            [OURS, path],
            [BARE, path],
            pairs=pairs,
            floor=None if quick else 1.5,  # few rows measure how long Python takes to start
            gate=lambda one, other: one == faulty and other == str(rows),
            goal="7",
        )
    small = generate.write(folder / "small.xlsx", 1_000, seed=2)
    large = generate.add_blank_rows(small, folder / "blank.xlsx", blanks)
    yield compare_memory(
        f"XLSX checked, peak memory with {blanks:,} blank rows / without",
        [OURS, str(large)],
        [OURS, str(small)],
        floor=1.3,
        most_mib=400,
        goal="7",
    )
