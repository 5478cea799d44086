"""What the tests of sources share: stage a file as a build would, and look at what became of it."""

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pytest

from sscmon import engine, staging
from sscmon.build import run_step
from sscmon.contracts import all_contracts
from sscmon.fetching.given import take_files
from sscmon.paths import Paths
from sscmon.plan import plan
from sscmon.sources import Source, discover
from sscmon.sqlfile import SqlFile

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared" / "data"


def shared(name: str) -> Path:
    """A publisher's file beside the project; the test skips where there is none."""
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"the publishers' files are not there: {name}")
    return path


def source(source_id: str) -> Source:
    return discover()[source_id]


def stage(folder: Path, source_id: str, given: Path) -> tuple[Paths, dict[str, staging.Account]]:
    """Give a file or folder to a source as a person would, and stage all its tables; every account must add up."""
    paths = Paths(folder)
    found = source(source_id)
    snapshot = take_files(paths, found, given)
    accounts = {table: staging.stage(paths, found, table, snapshot) for table in found.tables}
    assert all(account.adds_up for account in accounts.values())
    return paths, accounts


@contextmanager
def opened(paths: Paths, source_id: str, *contributions: str) -> Iterator[duckdb.DuckDBPyConnection]:
    """The staged and quarantined tables of a source, the areas and countries of the house, and each contribution named,
    in the shape of its contract, under the name of its table; a later one may read an earlier one."""
    found = source(source_id)
    staged = [f"{schema}.{source_id}_{table}" for table in found.tables for schema in ("staged", "quarantine")]
    files = {name: SqlFile(found.contributions()[name]) for name in contributions}
    read = {table for file in files.values() for table in file.tables} - {*contributions}
    lists = ("house.dac_area", "house.dac_area_sdmx", "house.country")
    with engine.connect(paths, tuple(sorted({*staged, *read, *lists}))) as connection:
        for name, file in files.items():
            contract = all_contracts()[name]
            engine.create_contribution(connection, contract, {source_id: file.query})
            schema, table = name.split(".")
            shaped = engine.shaped(contract, f"from contribution.{table}")
            connection.execute(f"create schema if not exists {schema}; create table {name} as {shaped}")
        yield connection


def refused(connection: duckdb.DuckDBPyConnection, table: str) -> list[tuple[str, str, str]]:
    """Address, column and rule of every reason of the quarantine."""
    return connection.execute(
        'select source_row_key, reason."column", reason.rule from (select source_row_key, unnest(from_json(reasons, '
        f"""'[{{"column": "VARCHAR", "rule": "VARCHAR"}}]')) as reason from quarantine.{table}) order by all"""
    ).fetchall()


def rows_of(path: Path) -> list[tuple[str, ...]]:
    """The rows of a CSV file without its header."""
    with path.open(encoding="utf-8", newline="") as file:
        return [tuple(row) for row in csv.reader(file)][1:]


def same_as_expected(connection: duckdb.DuckDBPyConnection, source_id: str, contribution: str, table: str) -> None:
    """The sample became what `expected.csv` says, and its bad rows were refused for the reasons of the other file."""
    folder = source(source_id).folder
    with (folder / "expected.csv").open(encoding="utf-8", newline="") as file:
        names = next(csv.reader(file))
    columns = ", ".join(f"coalesce(cast({name} as varchar), '')" for name in names)
    found = connection.execute(f"select {columns} from {contribution}").fetchall()
    assert sorted(found) == sorted(rows_of(folder / "expected.csv"))
    assert sorted(refused(connection, f"{source_id}_{table}")) == sorted(rows_of(folder / "expected_refused.csv"))


def built_up_to(paths: Paths, key: str) -> None:
    """Build a table and what it depends on, as far as it is out of date; what their checks find is not looked at."""
    steps = plan(paths)
    wanted, waiting = set(), [key]
    while waiting:
        name = waiting.pop()
        if name not in wanted:
            wanted.add(name)
            waiting += steps[name].deps
    for name, step in steps.items():
        if name in wanted:
            run_step(paths, step)
