"""The benchmark: prints ratios, and writes them to bench/results.json and bench/RESULTS.md.

    python bench/run.py                 every piece; some minutes
    python bench/run.py iati crs        these pieces; what was measured of the others before stays
    python bench/run.py --quick         small inputs, within a minute; nothing is written

A piece is one file `bench/goals/<name>.py` with `measure(folder, *, quick)`, which gives ratios; nothing else has to be
registered. The exit code is 1 where a ratio is more than 20 % worse than its floor, or a result is wrong.
Seconds are never judged.
"""

import argparse
import importlib
import json
import os
import pkgutil
import platform
import sys
import tempfile
from dataclasses import asdict
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from bench import goals  # noqa: E402
from bench.measure import Ratio  # noqa: E402

VERSIONS = ("lxml", "python-calamine", "pyarrow", "duckdb", "pandas", "pandera", "dagster")
HEAD = (
    "| goal | what / what | wall | pairs from .. to | cpu | floor | kept | peak MiB | other's peak | pairs |",
    "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |",
)
PREFACE = """# Measured ratios

`make bench` writes this file. Medians over pairs A B A B of fresh processes on the same invented input, after a
warm-up; peaks as the system counts them. Starting Python is part of both. A number is only given where the results
are right: row counts, sums, planted faults. `wall` judges; `cpu` adds up all processors. The load is that of the last
quarter of an hour.
"""


def pieces() -> list[str]:
    """Names of all pieces."""
    return sorted(entry.name for entry in pkgutil.iter_modules(goals.__path__))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pieces", nargs="*", metavar="PIECE", help=", ".join(pieces()))
    parser.add_argument("--quick", action="store_true")
    given = parser.parse_args()
    if strangers := set(given.pieces) - set(pieces()):
        parser.error(f"no such piece: {', '.join(sorted(strangers))}; there are {', '.join(pieces())}")
    print("\n".join(HEAD))
    found = {name: _measured(name, given.quick) for name in given.pieces or pieces()}
    if not given.quick:
        _write(found)
    worse = [ratio.name for piece in found.values() for ratio in piece["ratios"] if not ratio.is_near_floor]
    for name in worse:
        print(f"more than 20 % worse than its floor: {name}", file=sys.stderr)
    return 1 if worse or any(piece["failure"] for piece in found.values()) else 0


def _measured(name: str, quick: bool) -> dict:
    """The ratios of one piece, and under what conditions they were taken."""
    piece, ratios, failure = importlib.import_module(f"bench.goals.{name}"), [], ""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        try:
            for ratio in piece.measure(Path(folder), quick=quick):
                ratios.append(ratio)
                print(_line(ratio), flush=True)
        except RuntimeError as error:
            failure = str(error)
            print(f"{name}: {failure}", file=sys.stderr)
    versions = {package: version(package) for package in VERSIONS} | {"python": platform.python_version()}
    return {
        "title": piece.__doc__.strip(),
        "measured": f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC",
        "processors": os.cpu_count(),
        "load": round(os.getloadavg()[2], 1),
        "versions": versions,
        "ratios": ratios,
        "failure": failure,
    }


def _line(ratio: Ratio) -> str:
    floor, kept = "", ""
    if ratio.floor is not None:
        floor = f"{'≥' if ratio.is_least else '≤'} {ratio.floor:g}"
        kept = "yes" if ratio.meets_floor else "no"
    return (
        f"| {ratio.goal} | {ratio.name} | {ratio.wall:.2f} | {ratio.low:.2f} .. {ratio.high:.2f} | {ratio.cpu:.2f} "
        f"| {floor} | {kept} | {ratio.peak_mib:.0f} | {ratio.other_peak_mib:.0f} | {ratio.pairs} |"
    )


def _write(found: dict[str, dict]) -> None:
    """Keep the new results beside those of the other pieces, and write all of them as a page."""
    path = HERE / "results.json"
    kept = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    new = {name: {**piece, "ratios": [asdict(ratio) for ratio in piece["ratios"]]} for name, piece in found.items()}
    every = {name: piece for name, piece in sorted({**kept, **new}.items()) if name in pieces()}
    path.write_text(json.dumps(every, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    page = [PREFACE]
    for name, piece in every.items():
        told = ", ".join(f"{package} {number}" for package, number in piece["versions"].items())
        page += [
            f"## {name}\n\n{piece['title']}\n",
            *HEAD,
            *(_line(Ratio(**ratio)) for ratio in piece["ratios"]),
            f"\n{piece['measured']}, {piece['processors']} processors, load {piece['load']}; {told}.\n",
            *([f"Not measured: {piece['failure']}\n"] if piece["failure"] else []),
        ]
    notes = HERE / "NOTES.md"
    page += [notes.read_text(encoding="utf-8")] if notes.is_file() else []
    (HERE / "RESULTS.md").write_text("\n".join(page).rstrip() + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
