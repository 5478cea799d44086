"""Goals 6 and 13: an indicator over millions of facts against its bare GROUP BY, and the analysts' twenty questions."""

from collections.abc import Iterator
from pathlib import Path

from bench.gen import facts as generate
from bench.measure import ROOT, Ratio, compare, run

HERE = Path(__file__).resolve().parents[1]
OURS = str(HERE / "ours" / "facts.py")
BARE = str(HERE / "limits" / "facts_group_by.py")
SAME_COLUMNS = str(HERE / "limits" / "facts_same_columns.py")
QUESTIONS = str(HERE / "ours" / "questions.py")
WAREHOUSE = ROOT / "data" / "warehouse" / "sscmon.duckdb"
SECONDS = 0.2
"""What goal 13 allows a question."""


def measure(folder: Path, *, quick: bool) -> Iterator[Ratio]:
    """The ratios, on files made in `folder`; the questions are asked where there is a built warehouse."""
    for facts in (400_000,) if quick else (5_000_000, 20_000_000):
        path = generate.write(folder / f"facts-{facts}.duckdb", facts)
        for other, script, floor in (
            ("bare GROUP BY", BARE, None if quick else 2),
            ("GROUP BY with the same columns", SAME_COLUMNS, None if quick else 2),
        ):
            yield compare(
                f"sums of cells with bounds and status, {facts:,} facts / {other}",
                [OURS, str(path)],
                [script, str(path)],
                pairs=1 if quick else 3,
                floor=floor,
                gate=lambda one, other: one == other,
                goal="6",
            )
        path.unlink()
    if WAREHOUSE.is_file():
        yield _questions(folder, 200_000 if quick else 20_000_000, quick=quick)


def _questions(folder: Path, facts: int, *, quick: bool) -> Ratio:
    """The slowest of the twenty questions over what the goal allows one."""
    done = run([QUESTIONS, str(generate.grow(WAREHOUSE, folder / "grown.duckdb", facts))])
    found = sorted(float(text) / SECONDS for text in done.printed.split())
    if len(found) != 20:
        raise RuntimeError(f"the twenty questions: {len(found)} answers, so no number")
    name = f"slowest of twenty questions, {facts:,} facts / 200 ms (from the fastest)"
    return Ratio("13", name, found[-1], found[-1], None if quick else 1, done.peak_mib, 0, 1, found[0], found[-1])
