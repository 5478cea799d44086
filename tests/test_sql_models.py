"""Every SQL model against fixtures computed by hand; `models/fixture.py` says how one is written."""

import dataclasses
import math
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from models import fixture
from models.fixture import FOLDER, ROOT, Case

from sscmon import engine, staging, steps
from sscmon.models import PYTHON_MODELS
from sscmon.paths import Paths
from sscmon.snapshots import Snapshot
from sscmon.sources import discover
from sscmon.sqlfile import SqlFile
from sscmon.validation import findings

LAYERS = ("reference", "core", "indicator", "view", "check")
SOURCES = ROOT / "src" / "sscmon" / "sources"
MODELS = {f"{layer}/{path.stem}": path for layer in LAYERS for path in (ROOT / "sql" / layer).glob("*.sql")}
GIVEN = {
    f"contribution/{path.parent.name}__{path.stem.split('_', 1)[1]}": path
    for layer in ("core", "reference")
    for path in SOURCES.glob(f"*/{layer}_*.sql")
}
STAGED = {
    f"staged/{path.parent.name}_{path.stem.removeprefix('staged_')}": path for path in SOURCES.glob("*/staged_*.sql")
}
COMPUTED = [key.replace(".", "/") for key, model in PYTHON_MODELS.items() if not model.reads_all_indicators]
FILES = {path.relative_to(FOLDER).with_suffix("").as_posix(): path for path in FOLDER.glob("*/*.yaml")}


class Differs(AssertionError):
    """What a model made is not what the fixture says, or breaks its contract."""


def cases(names) -> list:
    """All cases of the named fixtures as parameters; one known to fail must fail."""
    found = []
    for name in sorted(FILES.keys() & set(names)):
        for case in fixture.read(FILES[name]):
            known = pytest.mark.xfail(raises=Differs, reason=case.fails_because, strict=True)
            marks = [known] if case.fails_because else []
            found.append(pytest.param(name, case, id=f"{name}: {case.name}", marks=marks))
    return found


def test_every_model_has_a_fixture():
    missing = {*MODELS, *GIVEN, *STAGED, *COMPUTED} - FILES.keys()
    assert not missing, f"write tests/models/<name>.yaml for: {', '.join(sorted(missing))}"


def test_every_fixture_has_a_model_and_cases():
    assert not FILES.keys() - {*MODELS, *GIVEN, *STAGED, *COMPUTED}
    assert not [name for name, path in FILES.items() if not fixture.read(path)]


@pytest.mark.parametrize(("name", "case"), cases(MODELS))
def test_model(name, case):
    layer, table = name.split("/")
    file = SqlFile(MODELS[name])
    for given in both_orders(case):
        with engine.connect(Paths(ROOT)) as connection:
            give_model(connection, file, given)
            if layer in ("view", "check"):
                connection.execute(f"create temp table result as {file.query}")
            else:
                query = steps._filled(connection, file) if layer == "indicator" else file.query
                contract = fixture.contract_of(f"{layer}.{table}")
                assert set(fixture.described(connection, query)) == set(contract.columns)
                shape(connection, contract, query)
            compare(connection, case.expected)


@pytest.mark.parametrize(("name", "case"), cases(COMPUTED))
def test_python_model(name, case):
    key = name.replace("/", ".")
    model = PYTHON_MODELS[key]
    for given in both_orders(case):
        with engine.connect(Paths(ROOT)) as connection:
            fixture.give(connection, given, set(model.deps))
            connection.register("computed", model.compute(connection))
            shape(connection, fixture.contract_of(key), "select * from computed")
            compare(connection, case.expected)


@pytest.mark.parametrize(("name", "case"), cases(GIVEN))
def test_contribution(name, case):
    """A column a source does not give may be null here; the model that reads the contribution may fill it."""
    source_id, table = name.split("/")[1].split("__")
    file = SqlFile(GIVEN[name])
    contract = fixture.contract_of(f"contribution.{table}")
    for given in both_orders(case):
        with engine.connect(Paths(ROOT)) as connection:
            fixture.give(connection, given, set(file.tables))
            engine.create_contribution(connection, contract, {source_id: file.query})
            left_out = contract.columns.keys() - fixture.described(connection, file.query).keys()
            shape(connection, contract, f"select * from contribution.{table}", nulls_in=left_out)
            compare(connection, case.expected)


@pytest.mark.parametrize(("name", "case"), cases(STAGED))
def test_staged(name, case, tmp_path):
    """Staging as in a build: rows that keep the contract are staged, the others refused with their reasons."""
    source_id = STAGED[name].parent.name
    table = STAGED[name].stem.removeprefix("staged_")
    paths = Paths(tmp_path)

    def parse(snapshot: Snapshot, folder: Path) -> None:
        for given, rows in case.given.items():
            if given.startswith("parsed."):
                pq.write_table(texts(rows), folder / f"{given.removeprefix('parsed.')}.parquet")

    source = dataclasses.replace(discover()[source_id], parse=parse)
    foreign = {target.rpartition(".")[0] for target in source.tables[table].metadata["foreign_keys"].values()}
    for given in foreign:
        fixture.write_parquet(paths, given, case.given.get(given, []))
    account = staging.stage(paths, source, table, Snapshot(source_id, tmp_path / "2024-01-01-test"))
    assert account.adds_up
    with engine.connect(paths, (f"staged.{source_id}_{table}", f"quarantine.{source_id}_{table}")) as connection:
        connection.execute(f"create temp table result as from staged.{source_id}_{table}")
        compare(connection, case.expected)
        connection.execute(
            "create or replace temp table result as select source_row_key, unnest(from_json(reasons, "
            """'[{"column": "VARCHAR", "rule": "VARCHAR"}]'), recursive := true) """
            f"from quarantine.{source_id}_{table}"
        )
        compare(connection, case.refused)


def texts(rows: list[dict]) -> pa.Table:
    """A parsed table as a reader of text leaves it, with the address and the shape error of each row."""
    names = dict.fromkeys([*(name for row in rows for name in row), "source_row_key", "shape_error"])
    cells = {name: [None if row.get(name, "null") == "null" else row[name] for row in rows] for name in names}
    return pa.table({name: pa.array(column, pa.string()) for name, column in cells.items()})


def give_model(connection, file: SqlFile, case: Case) -> None:
    """Give a model its tables; the views it reads are made from their own SQL."""
    views = {name: SqlFile(MODELS[name.replace(".", "/")]) for name in file.tables if name.startswith("view.")}
    tables = {table for part in (file, *views.values()) for table in part.tables} - views.keys()
    fixture.give(connection, case, tables)
    for name, view in views.items():
        connection.execute("create schema if not exists view")
        connection.execute(f"create view {name} as {view.query}")


def both_orders(case: Case) -> tuple[Case, Case]:
    """The case, and the same with the rows of every given table turned round: no result may depend on their order."""
    return case, dataclasses.replace(case, given={table: rows[::-1] for table, rows in case.given.items()})


def shape(connection, contract, query: str, nulls_in=frozenset()) -> None:
    """Make the table `result` of a query in the shape of a contract, and hold it to the contract's rules."""
    connection.execute(f"create temp table result as {engine.shaped(contract, query)}")
    _, broken = findings(connection, contract, "result", foreign_keys=False)
    reasons = [reason for row in broken for reason in row["reasons"]]
    if any(not (reason["rule"] == "not_null" and reason["column"] in nulls_in) for reason in reasons):
        raise Differs(f"the contract is broken: {broken}")


def compare(connection, expected: list[dict]) -> None:
    """Assert that `result` has the expected rows, in any order, on the columns that these name."""
    types = fixture.described(connection, "from result")
    names = list(dict.fromkeys(name for row in expected for name in row)) or list(types)
    assert set(names) <= types.keys(), f"the result has no column {', '.join(sorted(set(names) - types.keys()))}"
    fixture.create(connection, "wanted.expected", {name: types[name] for name in names}, expected)
    columns = ", ".join(f'"{name}"' for name in names)
    found = connection.execute(f"select {columns} from result order by all").fetchall()
    missing = []
    for wanted in connection.execute(f"select {columns} from wanted.expected order by all").fetchall():
        match = next((row for row in found if same(row, wanted)), None)
        found.remove(match) if match else missing.append(wanted)
    listed = "".join(f"\n  missing  {dict(zip(names, row, strict=True))}" for row in missing)
    listed += "".join(f"\n  too many {dict(zip(names, row, strict=True))}" for row in found)
    if listed:
        raise Differs(listed)


def same(row: tuple, wanted: tuple) -> bool:
    """Equal cells; numbers in double precision to nine digits, money and other decimals exactly."""
    return all(
        math.isclose(a, b, rel_tol=1e-9, abs_tol=1e-15)
        if isinstance(a, float) and isinstance(b, float)
        else a == b and isinstance(a, Decimal) == isinstance(b, Decimal)
        for a, b in zip(row, wanted, strict=True)
    )
