"""A project folder in which the IATI source can be staged and its part of the common model built."""

import dataclasses
import shutil
from pathlib import Path

import duckdb

from sscmon import snapshots
from sscmon.build import Result, run_step
from sscmon.engine import from_parquet
from sscmon.paths import Paths
from sscmon.plan import plan
from sscmon.sources.iati import source

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared" / "data" / "iati"
SAMPLE = Path(source.__file__).parent / "sample.xml"


def project(folder: Path, files: list[Path]) -> Paths:
    """A project with the checkout's SQL and bundled snapshots, and one snapshot of `files` as the IATI source."""
    shutil.copytree(ROOT / "sql", folder / "sql")
    shutil.copytree(ROOT / "data" / "raw", folder / "data" / "raw", ignore=shutil.ignore_patterns("iati"))
    paths = Paths(folder)
    snapshots.store(
        paths,
        "iati",
        {path.name: path for path in files},
        retrieved_at="2025-01-01T00:00:00Z",
        licence="test",
        citation="test",
    )
    return paths


def run(paths: Paths, monkeypatch, targets: list[str], *, limit: float = 1.0) -> dict[str, Result]:
    """Build `targets` and what they need; the share of refused rows that stops the source is `limit`."""
    lenient = dataclasses.replace(source.SOURCE, quarantine_limit_share=limit)
    monkeypatch.setattr(source, "SOURCE", lenient)
    steps = plan(paths)
    wanted, waiting = set(), list(targets)
    while waiting:
        key = waiting.pop()
        if key not in wanted:
            wanted.add(key)
            waiting.extend(steps[key].deps)
    results = {key: run_step(paths, step) for key, step in steps.items() if key in wanted}
    broken = {key: result.broken(steps[key]) for key, result in results.items() if result.broken(steps[key])}
    assert not broken, {key: results[key].outcomes[names[0]] for key, names in broken.items()}
    return results


def query(paths: Paths, sql: str) -> list[tuple]:
    """Rows of a query over the built tables, `schema.table`."""
    with duckdb.connect() as connection:
        for file in sorted(paths.build.glob("*/*.parquet")):
            connection.execute(f"create schema if not exists {file.parent.name}")
            connection.execute(f"create view {file.parent.name}.{file.stem} as from {from_parquet(file)}")
        return connection.execute(sql).fetchall()
