"""Staging of a source's files in a project folder of its own, and comparison with the `expected_*.csv` beside them."""

import csv
import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from sscmon import engine, snapshots
from sscmon.fetching.fetch import fetch_source
from sscmon.fetching.http import Http
from sscmon.paths import Paths
from sscmon.sources import Source, discover
from sscmon.sqlfile import SqlFile
from sscmon.staging import Account, stage

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared" / "data"
STAMP = {"retrieved_at": "2032-07-09T00:00:00Z", "licence": "sample", "citation": "sample"}


@dataclass(frozen=True)
class Staged:
    """Files of a source, staged: accounts by table, and what lies in the tables."""

    paths: Paths
    source: Source
    accounts: dict[str, Account]

    def query(self, sql: str) -> list[tuple]:
        """Rows of a query on the staged and quarantine tables of the source, code lists included."""
        tables = [
            f"{schema}.{self.source.id}_{table}" for schema in ("staged", "quarantine") for table in self.accounts
        ]
        with engine.connect(self.paths, tuple(tables)) as connection:
            return connection.execute(sql).fetchall()

    def contributed(self, table: str, *, where: str = "true", columns: str = "*") -> list[tuple]:
        """What the source gives to a core or reference table."""
        file = SqlFile(self.source.contributions()[table])
        with engine.connect(self.paths, file.tables) as connection:
            query = f"select {columns} from ({file.query}) where {where} order by all"
            return connection.execute(query).fetchall()

    def build(self, table: str) -> None:
        """What the source gives to a table is the whole table, for contributions that read it."""
        file = SqlFile(self.source.contributions()[table])
        with engine.connect(self.paths, file.tables) as connection:
            engine.write_parquet(connection, file.query, self.paths.parquet(table))


def shared(name: str) -> Path:
    """A publisher's real file; the test is skipped where it is not at hand."""
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"the publisher's file ../shared/data/{name} is not here")
    return path


def bundled_project(folder: Path) -> Paths:
    """A project with the SQL and the bundled snapshots of the checkout, and nothing built."""
    shutil.copytree(ROOT / "sql", folder / "sql")
    for source in discover().values():
        if source.is_bundled:
            shutil.copytree(ROOT / "data" / "raw" / source.id, folder / "data" / "raw" / source.id)
    return Paths(folder)


def stage_files(root: Path, source_id: str, files: Mapping[str, Path]) -> Staged:
    """Stage every table of a source from a snapshot of these files; tables without a foreign key first."""
    paths, source = Paths(root), discover()[source_id]
    snapshot = snapshots.store(paths, source_id, dict(files), **STAMP)
    accounts = {table: stage(paths, source, table, snapshot) for table in source.tables}
    return Staged(paths, source, accounts)


def expected(source_id: str, name: str) -> list[dict[str, str]]:
    with (discover()[source_id].folder / f"expected_{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def compare(staged: Staged, table: str, name: str = "") -> None:
    """The staged table is what `expected_<table>.csv` says, on its columns; every cell compared as text."""
    wanted = expected(staged.source.id, name or table)
    columns = ", ".join(f'cast("{column}" as varchar)' for column in wanted[0])
    found = staged.query(f"select {columns} from staged.{staged.source.id}_{table}")
    plain = sorted(tuple(cell or "" for cell in row) for row in found)
    assert plain == sorted(tuple(row.values()) for row in wanted)


def refused(staged: Staged, table: str) -> list[tuple[str, str, str, str]]:
    """Address, column, rule and value of every reason in the quarantine of a table."""
    rows = staged.query(f"select source_row_key, reasons from quarantine.{staged.source.id}_{table}")
    return sorted(
        (key, reason["column"], reason["rule"], reason["value"] or "")
        for key, reasons in rows
        for reason in json.loads(reasons)
    )


def compare_refused(staged: Staged, table: str, name: str = "quarantine") -> None:
    """The quarantine is what `expected_quarantine.csv` says."""
    assert refused(staged, table) == sorted(tuple(row.values()) for row in expected(staged.source.id, name))


def fetched(root: Path, source_id: str, **changes):
    """The outcome of fetching a source without waiting."""
    http = Http(sleep=lambda seconds: None, clock=lambda: 0.0, now=lambda: 0.0, jitter=lambda: 1.0)
    return fetch_source(Paths(root), replace(discover()[source_id], **changes), http=http)
