"""Every benchmark: prints ratios, writes bench/RESULTS.md and bench/results.json.

    python bench/run.py            the numbers, some minutes
    python bench/run.py --quick    small inputs, within a minute; for CI

The exit code is 1 where a ratio is more than 20 % worse than its floor. Seconds are never judged.
"""

import argparse
import importlib.metadata
import json
import platform
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from bench import iati  # noqa: E402

TOLERANCE = 1.2
SUITES = (iati.measure,)
VERSIONS = ("lxml", "pyarrow", "duckdb", "pandas", "pandera")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true")
    quick = parser.parse_args().quick
    found = []
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        for suite in SUITES:
            for ratio in suite(Path(folder), quick=quick):
                found.append(ratio)
                print(_line(ratio), flush=True)
    if not quick:
        _write(found)
    worse = [ratio.name for ratio in found if ratio.floor and ratio.wall > TOLERANCE * ratio.floor]
    for name in worse:
        print(f"worse than its floor: {name}", file=sys.stderr)
    return 1 if worse else 0


def _line(ratio) -> str:
    floor = f"{ratio.floor:.2f}" if ratio.floor else ""
    return f"| {ratio.name} | {ratio.wall:.2f} | {ratio.cpu:.2f} | {floor} | {ratio.peak_mib:.0f} | {ratio.pairs} |"


def _write(found: list) -> None:
    versions = {name: importlib.metadata.version(name) for name in VERSIONS} | {"python": platform.python_version()}
    told = ", ".join(f"{name} {version}" for name, version in versions.items())
    lines = [
        "# Measured ratios",
        "",
        f"Medians over pairs of fresh processes on the same input; {told}. `make bench` writes this file.",
        "",
        "| goal | wall | cpu | floor | peak MiB | pairs |",
        "| --- | --- | --- | --- | --- | --- |",
        *map(_line, found),
    ]
    (HERE / "RESULTS.md").write_text("\n".join(lines) + "\n", encoding="utf-8")
    result = {"versions": versions, "ratios": [asdict(ratio) for ratio in found]}
    (HERE / "results.json").write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
