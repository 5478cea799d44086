"""Goals 1, 2, 4 and 12: IATI against a bare lxml reader, two workers against one, memory that stays flat."""

import re
from collections.abc import Iterator
from pathlib import Path

from bench.gen import iati as generate
from bench.measure import Ratio, compare, compare_memory

HERE = Path(__file__).resolve().parents[1]
OURS = str(HERE / "ours" / "iati.py")
BARE = str(HERE / "limits" / "iati_tag_filter.py")
MOST_MIB = 400
VALUE = re.compile(r"<transaction .*?<value[^>]*>(-?\d+)\.(\d\d)<", re.DOTALL)


def wanted(path: Path) -> str:
    """Transactions of a generated file and their sum, by another way than the reader's."""
    found = VALUE.findall(path.read_text(encoding="utf-8"))
    total = sum(int(f"{whole}{cents}") for whole, cents in found)
    return f"{len(found)} {total / 100:.2f}"


def measure(folder: Path, *, quick: bool) -> Iterator[Ratio]:
    """The ratios, on files made in `folder`; quick ones are small and few."""
    size, pairs = (10, 1) if quick else (100, 5)
    one = generate.write(folder / "one.xml", size, seed=1)
    right = wanted(one)

    def is_right(ours: str, other: str) -> bool:
        return ours.startswith(right)

    def same(ours: str, other: str) -> bool:
        return ours == other

    for step, workers in (("stage", 2),) if quick else (("parse", 2), ("stage", 1), ("stage", 2)):
        what = {"parse": "IATI XML to parsed rows", "stage": "IATI XML to staged Parquet"}[step]
        yield compare(
            f"{what}, one process, {workers} worker(s) / bare lxml tag filter, {size} MB",
            [OURS, step, "--workers", str(workers), str(one)],
            [BARE, str(one)],
            pairs=pairs,
            floor=None if quick else 3.0,  # a small file measures how long Python takes to start
            gate=is_right,
            goal="1",
        )
    if not quick:
        large = generate.write(folder / "large.xml", 4 * size, seed=1)
        right_of_large = wanted(large)
        yield compare(
            f"IATI XML to staged Parquet, one process, 2 worker(s) / bare lxml tag filter, {4 * size} MB",
            [OURS, "stage", "--workers", "2", str(large)],
            [BARE, str(large)],
            pairs=3,
            floor=3.0,
            gate=lambda ours, other: ours.startswith(right_of_large),
            goal="1",
        )
        large.unlink()
        many = [generate.write(folder / f"many-{n}.xml", size / 8, seed=n) for n in range(16)]
        two, single = ([OURS, "parse", "--workers", str(n), *map(str, many)] for n in (2, 1))
        name = "IATI XML to parsed rows, the same bytes, two workers / one, 16 files"
        yield compare(name, two, single, pairs=pairs, floor=0.65, gate=same, goal="2")
        tenth = generate.write(folder / "tenth.xml", size / 10, seed=1)
        ten, once = ([OURS, "stage", "--workers", "2", str(path)] for path in (one, tenth))
        name = "IATI XML to staged Parquet, ten times the rows / once"
        yield compare(name, ten, once, pairs=pairs, floor=12, gate=is_right, goal="12")
    yield _memory(folder, quick)


def _memory(folder: Path, quick: bool) -> Ratio:
    """Peak memory of a file ten times as large (four times when quick), with one activity of 80 MB (8 MB) in it."""
    small_mb, large_mb, giant_mb = (8, 24, 8) if quick else (100, 1000, 80)
    small = generate.write(folder / "small.xml", small_mb, seed=3)
    large = generate.write(folder / "large.xml", large_mb - giant_mb, seed=3, giant_megabytes=giant_mb)
    commands = ([OURS, "stage", "--workers", "2", str(path)] for path in (large, small))
    name = f"IATI XML to staged Parquet, peak memory, {large_mb} MB with one activity of {giant_mb} MB / {small_mb} MB"
    ratio = compare_memory(name, *commands, floor=1.3, most_mib=MOST_MIB, goal="4")
    large.unlink()
    return ratio
