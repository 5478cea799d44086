"""The warehouse: complete and described, and whole at every moment for whoever reads it."""

import json
import multiprocessing
import os
import random
import shutil
import signal
import time
from pathlib import Path

import duckdb
import pytest

from sscmon import columns, engine, snapshots
from sscmon.build import build, locked
from sscmon.checks import Check
from sscmon.contracts import table
from sscmon.errors import ModelBroken
from sscmon.paths import Paths
from sscmon.plan import WAREHOUSE, Step, plan
from sscmon.publish import house, warehouse
from sscmon.sources import discover
from sscmon.text import Text

SCHEMAS = {"reference", "staged", "quarantine", "core", "indicator", "view", "meta"}
PROCESSES = multiprocessing.get_context("forkserver")
PROCESSES.set_forkserver_preload(["pytest", "sscmon.build", *(f"sscmon.sources.{name}.source" for name in discover())])


def leftovers(paths: Paths) -> list[str]:
    folders = (paths.build, paths.warehouse.parent)
    return [
        str(path) for folder in folders for path in folder.rglob("*") if path.name[0] == "." and path.name != ".lock"
    ]


# What is in it.


def test_it_has_the_schemas_of_the_house(built):
    found = {row[0] for row in built.query("select schema_name from duckdb_schemas() where not internal")}
    assert found - {"main"} == SCHEMAS


def test_it_has_every_table_that_was_built_and_its_quarantine(built):
    keys = {key for key, step in plan(built.paths).items() if step.contract is not None}
    refused = {key.replace("staged.", "quarantine.") for key in keys if key.startswith("staged.")}
    found = {f"{row[0]}.{row[1]}" for row in built.query("select schema_name, table_name from duckdb_tables()")}
    meta = {"meta.source", "meta.vintage", "meta.table", "meta.column", "meta.check"}
    assert (keys | refused) - house.TABLES | meta <= found and not found & house.TABLES
    assert {name for name in found - keys - refused if not name.startswith("meta.")} == set()


def test_every_table_view_and_column_has_a_comment(built):
    for kind in ("table", "view"):
        query = (
            f"select schema_name, {kind}_name from duckdb_{kind}s() where not internal and coalesce(comment, '') = ''"
        )
        assert built.query(query) == []
    bare = "select schema_name, table_name, column_name from duckdb_columns() where not internal"
    assert len(built.query(bare)) > 500
    assert built.query(f"{bare} and coalesce(comment, '') = ''") == []


def test_a_comment_says_what_and_in_which_unit(built):
    [(comment,)] = built.query(
        "select comment from duckdb_columns() where schema_name = 'core' and table_name = 'flow' "
        "and column_name = 'amount_original'"
    )
    assert comment == "Amount in the currency and price basis the source states [currency_code]"


def test_the_columns_have_the_types_of_their_contracts(built):
    found = {
        (schema, name, column): kind
        for schema, name, column, kind in built.query(
            "select schema_name, table_name, column_name, data_type from duckdb_columns() where not internal"
        )
    }
    for schema, name, column, kind in built.query(
        "select schema_name, table_name, column_name, column_type from meta.column"
    ):
        assert found[schema, name, column] == kind, (schema, name, column)


def test_meta_table_lists_every_table_with_its_rows(built):
    rows = built.query("select schema_name, table_name, row_count from meta.table")
    listed = {f"{schema}.{name}": count for schema, name, count in rows}
    found = [f"{row[0]}.{row[1]}" for row in built.query("select schema_name, table_name from duckdb_tables()")]
    assert set(found) <= set(listed)
    union = " union all ".join(f"select '{name}', count(*) from {name}" for name in found)
    assert dict(built.query(union)) == {name: listed[name] for name in found}


def test_meta_column_lists_every_column_of_every_table(built):
    found = built.query(
        "select schema_name, table_name, column_name from duckdb_columns() join duckdb_tables() using (schema_name, "
        "table_name) where not duckdb_columns.internal order by all"
    )
    listed = built.query(
        "select schema_name, table_name, column_name from meta.column semi join duckdb_tables() "
        "using (schema_name, table_name) order by all"
    )
    assert found == listed


def test_meta_speaks_three_languages(built):
    for name, prefix in (("meta.table", "title"), ("meta.column", "name"), ("meta.source", "title")):
        missing = " or ".join(f"coalesce({prefix}_{language}, '') = ''" for language in ("en", "es", "pt"))
        assert built.query(f"select * from {name} where {missing}") == []


def test_meta_vintage_has_every_file_that_was_read(built):
    expected = set()
    for source_id in discover():
        snapshot = snapshots.newest(built.paths, source_id)
        for item in snapshot.manifest["files"] if snapshot else []:
            expected.add((source_id, snapshot.id, item["name"], item["sha256"], item["bytes"]))
    found = built.query("select source_id, snapshot_id, file_name, sha256, byte_count from meta.vintage")
    assert len(found) == len(set(found)) >= 13
    assert set(found) == expected


def test_meta_check_has_every_check_of_every_table(built):
    """But drift, which looks at the build before: the same snapshots and code are to give the same bytes."""
    expected = {
        (key, name): "passed" if outcome.passed else "warning"
        for key, result in built.report.results.items()
        for name, outcome in result.outcomes.items()
        if name != "drift"
    }
    rows = built.query("select table_name, check_name, check_result from meta.check")
    found = {(name, check): result for name, check, result in rows}
    assert found == expected
    planned = {(key, check.name) for key, step in plan(built.paths).items() for check in step.checks}
    assert {(key, name) for key, name in planned if name != "drift"} == set(found)


def test_every_row_of_the_core_names_a_snapshot_that_is_listed(built):
    """But for rows of a source's own reviewed CSV, which is code and says so."""
    with_snapshot = built.query(
        "select schema_name, table_name from duckdb_columns() where column_name = 'snapshot_id' "
        "and schema_name in ('core', 'staged')"
    )
    assert len(with_snapshot) > 20
    for schema, name in with_snapshot:
        rows = f'select source_id, snapshot_id from {schema}."{name}" semi join meta.source using (source_id)'
        stray = f"select distinct snapshot_id from ({rows}) anti join meta.vintage using (source_id, snapshot_id)"
        assert {row[0] for row in built.query(stray)} <= {"reviewed"}, (schema, name)


# While it is replaced.

GENERATION = table(
    "core.left",
    Text("a", "b", "c"),
    grain="one number",
    key=["number"],
    columns=[columns.integer("number", "en", "es", "pt", unit="1"), columns.integer("generation", "en", "es", "pt")],
)
TWINS = ("core.left", "core.right")
MIXED = """
select min(generation), max(generation), count(*)
from (select * from core.left union all by name select * from core.right)
"""


def twins(paths: Paths, generation: int) -> list[Step]:
    """Two tables of the same generation, a hundred numbers each, ready to publish."""
    for key in TWINS:
        with engine.connect(paths) as connection:
            query = f"select range as number, {generation}::bigint as generation from range(100)"
            engine.write_parquet(connection, query, paths.parquet(key))
    return [Step(key, (), GENERATION, "", key, dict) for key in TWINS]


def read_on(path: str, ready, stop, answers) -> None:
    """Open, ask and close again and again; hand over the generations seen in order, and any error."""
    seen, count = [], 0
    try:
        ready.wait(60)
        while not stop.is_set():
            with duckdb.connect(path, read_only=True, config={"threads": 1}) as connection:
                low, high, rows = connection.execute(MIXED).fetchone()
                again = connection.execute(MIXED).fetchone()
            if (low, high, rows) != again or low != high or rows != 200:
                raise AssertionError(f"mixed: {low} {high} {rows} {again}")
            if not seen or seen[-1] != low:
                seen.append(low)
            count += 1
            time.sleep(0.1)
        answers.put((count, seen, ""))
    except BaseException as error:
        answers.put((count, seen, repr(error)))


def test_readers_never_see_a_mixed_or_a_missing_warehouse(tmp_path):
    paths = Paths(tmp_path)
    warehouse.publish(paths, twins(paths, 0), {})
    ready, stop, answers = PROCESSES.Barrier(9), PROCESSES.Event(), PROCESSES.Queue()
    readers = [
        PROCESSES.Process(target=read_on, args=(str(paths.warehouse), ready, stop, answers), daemon=True)
        for _ in range(8)
    ]
    for reader in readers:
        reader.start()
    ready.wait(60)
    for generation in range(1, 21):
        warehouse.publish(paths, twins(paths, generation), {})
    time.sleep(0.2)
    stop.set()
    found = [answers.get(timeout=30) for _ in readers]
    for reader in readers:
        reader.join(30)
    assert [error for _, _, error in found if error] == []
    for count, seen, _ in found:
        assert count >= len(seen) and seen == sorted(seen)
    assert len({generation for _, seen, _ in found for generation in seen}) > 5
    assert leftovers(paths) == []


def test_an_open_reader_keeps_what_it_opened(tmp_path):
    paths = Paths(tmp_path)
    warehouse.publish(paths, twins(paths, 1), {})
    context = PROCESSES.Pipe()
    reader = PROCESSES.Process(target=read_twice, args=(str(paths.warehouse), context[1]), daemon=True)
    reader.start()
    assert context[0].recv() == (1, 1, 200)
    warehouse.publish(paths, twins(paths, 2), {})
    context[0].send("again")
    assert context[0].recv() == (1, 1, 200)
    reader.join(30)
    with duckdb.connect(str(paths.warehouse), read_only=True) as connection:
        assert connection.execute(MIXED).fetchone() == (2, 2, 200)


def read_twice(path: str, pipe) -> None:
    with duckdb.connect(path, read_only=True) as connection:
        pipe.send(connection.execute(MIXED).fetchone())
        pipe.recv()
        pipe.send(connection.execute(MIXED).fetchone())


def some_steps(paths: Paths) -> list[Step]:
    """A part of the bundled tables, so that one publication takes a fraction of a second."""
    return [step for step in plan(paths).values() if step.layer == "reference" or step.key.startswith("staged.macro")]


def publish_some(root: str, started) -> None:
    paths = Paths(Path(root))
    steps, known = some_steps(paths), discover()
    started.set()
    with locked(paths):
        warehouse.publish(paths, steps, known)


def answer(paths: Paths) -> list:
    with duckdb.connect(str(paths.warehouse), read_only=True) as connection:
        return connection.execute(
            "select (select count(*) from duckdb_tables()), "
            "(select count(*) from duckdb_columns() where comment is not null), "
            "(select sum(series_value) from staged.macro_value), (select sum(row_count) from meta.table)"
        ).fetchall()


def test_a_publication_killed_at_any_moment_changes_nothing(built_copy):
    shutil.move(built_copy.sql / "view", built_copy.root / "view")

    def publish_until(delay: float | None) -> tuple[int, float]:
        started = PROCESSES.Event()
        child = PROCESSES.Process(target=publish_some, args=(str(built_copy.root), started))
        child.start()
        assert started.wait(60)
        begun = time.perf_counter()
        child.join(delay)
        if child.is_alive():
            os.kill(child.pid, signal.SIGKILL)
        child.join(60)
        return child.exitcode, time.perf_counter() - begun

    code, whole = publish_until(None)
    assert code == 0
    expected = answer(built_copy)
    number, killed, left = random.Random(7), 0, 0
    for turn in range(20):
        code, _ = publish_until(whole * (turn + number.random()) / 20)
        killed += code == -signal.SIGKILL
        left += bool(leftovers(built_copy))
        assert code in (0, -signal.SIGKILL)
        assert answer(built_copy) == expected
    print(f"one publication {whole:.2f} s; {killed} of 20 killed, {left} left files behind")
    assert killed >= 10 and left >= 5

    shutil.move(built_copy.root / "view", built_copy.sql / "view")
    built_copy.state(WAREHOUSE).unlink()
    assert not build(built_copy).errors
    assert leftovers(built_copy) == []
    assert answer(built_copy) != expected


def test_a_view_that_does_not_run_leaves_the_warehouse_and_nothing_else(tmp_path):
    paths = Paths(tmp_path)
    warehouse.publish(paths, twins(paths, 1), {})
    before = paths.warehouse.read_bytes()
    view = paths.sql / "view" / "wrong.sql"
    view.parent.mkdir(parents=True)
    view.write_text("/*\ndefinition: a\ngrain: b\nunit: c\n*/\nselect number from core.nothing\n", encoding="utf-8")
    with pytest.raises(ModelBroken, match="view.*wrong.*does not run") as caught:
        warehouse.publish(paths, twins(paths, 2), {})
    assert caught.value.where == str(view)
    assert paths.warehouse.read_bytes() == before
    assert leftovers(paths) == []


def test_failed_checks_are_written_as_failed_and_warnings_as_warnings(tmp_path):
    paths = Paths(tmp_path)
    steps = twins(paths, 1)
    checks = tuple(Check(name, name, blocking, None) for name, blocking in (("a", True), ("b", False), ("c", True)))
    steps[0] = Step(TWINS[0], (), GENERATION, "", "left", dict, checks)
    found = {name: {"passed": name == "c", "sentence": f"it is {name}"} for name in "abc"}
    paths.state(TWINS[0]).write_text(json.dumps({"fingerprint": "", "numbers": {}, "checks": found}), encoding="utf-8")
    warehouse.publish(paths, steps, {})
    with duckdb.connect(str(paths.warehouse), read_only=True) as connection:
        rows = connection.execute("select check_name, check_result, reasons from meta.check order by 1").fetchall()
    assert rows == [("a", "failed", "it is a"), ("b", "warning", "it is b"), ("c", "passed", "it is c")]
