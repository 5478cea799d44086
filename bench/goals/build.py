"""Goals 10 and 11: a build of the bundled data with nothing changed against a first one, and through Dagster."""

import shutil
from collections.abc import Iterator
from pathlib import Path

from bench.measure import Ratio, compare, run
from sscmon.sources import discover

HERE = Path(__file__).resolve().parents[1]
BUILD, NEW_BUILD = (str(HERE / "ours" / name) for name in ("build.py", "new_build.py"))
PAIRS = 3


def measure(folder: Path, *, quick: bool) -> Iterator[Ratio]:
    """The ratios; none when quick."""
    if quick:
        return
    project, built = folder / "project", folder / "built"
    shutil.copytree(HERE.parent / "sql", project / "sql")
    for source in discover().values():
        if source.is_bundled:
            shutil.copytree(HERE.parent / "data" / "raw" / source.id, project / "data" / "raw" / source.id)
    shutil.copytree(project, built)
    run([BUILD, "plain", str(built)])

    def same(one: str, other: str) -> bool:
        return one == other

    first = [NEW_BUILD, "plain", str(project)]
    name = "build of the bundled data with nothing changed / first"
    yield compare(name, [BUILD, "plain", str(built)], first, pairs=PAIRS, floor=0.15, gate=same, goal="10")
    name = "first build through Dagster / the same functions called plainly"
    yield compare(name, [NEW_BUILD, "dagster", str(project)], first, pairs=PAIRS, floor=1.3, gate=same, goal="11")
