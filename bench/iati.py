"""Goals 1, 2 and 4: reading IATI against a bare lxml reader, two workers against one, and memory that stays flat."""

import re
from collections.abc import Iterator
from pathlib import Path

from bench.gen import iati as generate
from bench.measure import Ratio, compare, run

HERE = Path(__file__).parent
OURS = str(HERE / "ours" / "iati.py")
BARE = str(HERE / "limits" / "iati_tag_filter.py")
MIB_FLOOR = 400


def measure(folder: Path, *, quick: bool) -> Iterator[Ratio]:
    """The ratios, on files made in `folder`; quick ones are small and few."""
    size, pairs = (20, 3) if quick else (100, 5)
    one = generate.write(folder / "one.xml", size, seed=1)
    many = [generate.write(folder / f"many-{n}.xml", size / 8, seed=n) for n in range(8)]
    value = re.compile(r"<transaction .*?<value[^>]*>(-?\d+)\.(\d\d)<", re.DOTALL)
    found = value.findall(one.read_text(encoding="utf-8"))
    total = sum(int(f"{whole}{cents}") for whole, cents in found)
    wanted = f"{len(found)} {total / 100:.2f}"

    def is_right(ours: str, other: str) -> bool:
        return ours == wanted

    def same(ours: str, other: str) -> bool:
        return ours == other

    for step, workers in (("parse", 1), ("parse", 2), ("stage", 1), ("stage", 2)):
        ours = [OURS, step, "--workers", str(workers), str(one)]
        name = f"1 IATI XML, {step}, {workers} worker(s) / bare lxml tag filter, {size} MB"
        yield compare(name, ours, [BARE, str(one)], pairs=pairs, floor=3.0, gate=is_right)
    two, single = ([OURS, "parse", "--workers", str(n), *map(str, many)] for n in (2, 1))
    yield compare("2 IATI, two workers / one, 8 files", two, single, pairs=pairs, floor=0.65, gate=same)
    yield _memory(folder, quick)


def _memory(folder: Path, quick: bool) -> Ratio:
    """Peak memory of a file ten times as large (four times when quick), with one activity of 80 MB (8 MB) in it."""
    small_mb, large_mb, giant_mb = (10, 40, 8) if quick else (100, 1000, 80)
    small = generate.write(folder / "small.xml", small_mb, seed=3)
    large = generate.write(folder / "large.xml", large_mb - giant_mb, seed=3, giant_megabytes=giant_mb)
    peaks = [run([OURS, "parse", "--workers", "2", str(path)]).peak_mib for path in (large, small)]
    large.unlink()
    if peaks[0] > MIB_FLOOR:
        raise RuntimeError(f"reading {large_mb} MB of IATI took {peaks[0]:.0f} MiB, more than {MIB_FLOOR}")
    ratio = peaks[0] / peaks[1]
    return Ratio(f"4 IATI, peak memory at {large_mb} MB / at {small_mb} MB", ratio, ratio, 1.3, peaks[0], 1)
