"""The build: nothing is done twice, nothing broken is passed on, and nothing broken is forgotten."""

import json
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from sscmon import build as building
from sscmon import columns, engine, snapshots, steps
from sscmon.build import BuildLocked, build, is_current, locked, read_state
from sscmon.checks import Check, Outcome, model_checks
from sscmon.contracts import table
from sscmon.errors import ContractBroken, ModelBroken, SourceChanged
from sscmon.plan import Step, plan
from sscmon.sources import discover
from sscmon.sqlfile import SqlFile
from sscmon.text import Text


def files_below(paths) -> dict[str, tuple[int, int, int]]:
    """Every file that was built: its time, inode and size."""
    found = {}
    for folder in (paths.build, paths.warehouse.parent):
        for path in folder.rglob("*"):
            if path.is_file() and path.name != ".lock":
                status = path.stat()
                found[str(path.relative_to(paths.root))] = (status.st_mtime_ns, status.st_ino, status.st_size)
    return found


# The bundled data, built for real.


def test_nothing_changed_nothing_written(built, built_copy):
    before = files_below(built_copy)
    started = time.perf_counter()
    report = build(built_copy)
    seconds = time.perf_counter() - started
    ratio = seconds / built.seconds
    print(f"first build {built.seconds:.2f} s, second {seconds:.2f} s: {ratio:.1%} of the first")
    assert not report.errors and not report.held_back
    assert not any(result.changed for result in report.results.values())
    assert files_below(built_copy) == before
    assert is_current(built_copy, plan(built_copy))
    assert ratio < 0.5


def test_the_same_snapshots_and_code_give_the_same_bytes(built, project):
    steps_by_key = plan(project)
    wanted = {"reference.code", "core.flow_selection", "indicator.oda_to_gni"}
    while missing := {dep for key in wanted for dep in steps_by_key[key].deps} - wanted:
        wanted |= missing
    for key, step in steps_by_key.items():
        if key in wanted:
            building.run_step(project, step)
    tables = {key for key in wanted if not key.startswith("raw.")}
    assert {"core.flow", "core.flow_year", "staged.evidence_flow", "reference.party"} <= tables
    for key in tables:
        assert project.parquet(key).read_bytes() == built.paths.parquet(key).read_bytes(), key


def test_a_lost_table_is_built_again_and_nothing_else(built_copy):
    before = files_below(built_copy)
    built_copy.parquet("core.claim").unlink()
    report = build(built_copy)
    after = files_below(built_copy)
    assert not report.errors
    assert {name for name in before if before[name] != after.get(name)} == {
        "data/build/core/claim.parquet",
        "data/build/core/claim.json",
    }


def test_a_changed_model_rebuilds_what_depends_on_it_and_no_more(built_copy):
    file = built_copy.sql / "indicator" / "effective_providers.sql"
    file.write_text(file.read_text(encoding="utf-8") + "\n-- another text\n", encoding="utf-8")
    report = build(built_copy)
    assert not report.errors
    assert {key for key, result in report.results.items() if result.changed} == {
        "indicator.effective_providers",
        "indicator.observation",
        "indicator.catalogue",
        "warehouse.sscmon",
    }


def test_a_model_that_does_not_run_names_its_file_and_spoils_only_what_reads_it(built_copy):
    file = built_copy.sql / "indicator" / "effective_providers.sql"
    header, end, _ = file.read_text(encoding="utf-8").partition("*/\n")
    file.write_text(f"{header}{end}select no_such_column from core.flow\n", encoding="utf-8")
    warehouse = built_copy.warehouse.read_bytes()
    report = build(built_copy)
    error = report.errors.pop("indicator.effective_providers")
    assert isinstance(error, ModelBroken)
    assert error.where == str(file)
    assert "no_such_column" in error.what
    assert not report.errors
    assert set(report.held_back) == {"indicator.observation", "indicator.catalogue", "warehouse.sscmon"}
    assert built_copy.warehouse.read_bytes() == warehouse


def test_only_one_build_at_a_time(built_copy):
    with locked(built_copy), pytest.raises(BuildLocked, match="another build") as caught:
        build(built_copy)
    assert caught.value.where == str(built_copy.build)
    assert not build(built_copy).errors


def test_a_killed_build_releases_its_lock_and_its_leftovers_go(built_copy):
    program = (
        "import sys, time; from pathlib import Path; from sscmon.paths import Paths; from sscmon.build import locked\n"
        "with locked(Paths(Path(sys.argv[1]))): print('locked', flush=True); time.sleep(60)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, str(built_copy.root)], stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout.readline() == "locked\n"
        with pytest.raises(BuildLocked):
            build(built_copy)
        other.send_signal(signal.SIGKILL)
    left = [
        built_copy.build / "core" / ".flow.parquet-abc123",
        built_copy.build / "core" / ".flow.json-abc123",
        built_copy.warehouse.parent / ".sscmon.duckdb-abc123",
        built_copy.warehouse.parent / ".sscmon.duckdb-abc123.wal",
    ]
    for path in left:
        path.write_bytes(b"half")
    assert not build(built_copy).errors
    assert not any(path.exists() for path in left)


def test_a_table_killed_while_it_is_written_leaves_nothing(tmp_path):
    program = (
        "import sys; from pathlib import Path; from sscmon import engine; from sscmon.paths import Paths\n"
        "paths = Paths(Path(sys.argv[1]))\n"
        "with engine.connect(paths) as connection:\n"
        "    query = 'select hash(range) as number from range(1000000000)'\n"
        "    engine.write_parquet(connection, query, paths.parquet('core.first'))"
    )
    paths = building.Paths(tmp_path)
    paths.build.mkdir(parents=True)
    with subprocess.Popen([sys.executable, "-c", program, str(tmp_path)]) as other:
        while not any(file.stat().st_size for file in paths.build.glob("core/*")):
            assert other.poll() is None
            time.sleep(0.05)
        other.send_signal(signal.SIGKILL)
    left = [file.name for file in (paths.build / "core").iterdir()]
    assert len(left) == 1 and left[0].startswith(".first.parquet-")
    with locked(paths):
        assert not any((paths.build / "core").iterdir())


# The runner alone, on three small tables and one apart.

NUMBER = table(
    "core.any",
    Text("a", "b", "c"),
    grain="one number",
    key=["number"],
    columns=[columns.integer("number", "en", "es", "pt", unit="1")],
)


class Chain:
    """core.first -> core.second -> core.third, and core.apart; each holds one number, the first's plus its place."""

    def __init__(self, paths, monkeypatch):
        self.paths = paths
        self.runs = []
        self.steps = {}
        for key, deps in (("first", ()), ("second", ("first",)), ("third", ("second",)), ("apart", ())):
            self.add(f"core.{key}", tuple(f"core.{dep}" for dep in deps))
        monkeypatch.setattr(building, "plan", lambda paths: self.steps)

    def add(self, key, deps):
        self.steps[key] = Step(key, deps, NUMBER, "1", key, lambda: self.make(key, deps))

    def make(self, key, deps):
        self.runs.append(key)
        with engine.connect(self.paths, deps) as connection:
            start = f"(select number from {deps[0]})" if deps else self.steps[key].definition
            rows = engine.write_parquet(connection, f"select {start} + 1 as number", self.paths.parquet(key))
        return {"rows": rows}

    def change(self, key, **what):
        self.steps[key] = replace(self.steps[key], **what)

    def build(self):
        """Build; returns the report and the steps that ran."""
        self.runs.clear()
        return build(self.paths), list(self.runs)

    def number(self, key):
        return duckdb.execute(f"select number from {engine.from_parquet(self.paths.parquet(key))}").fetchone()[0]


@pytest.fixture
def chain(tmp_path, monkeypatch):
    return Chain(building.Paths(tmp_path), monkeypatch)


def check_of(passed: bool, *, blocking: bool = True, definition: str = "") -> Check:
    sample = [] if passed else [{"number": 2}]
    return Check(
        "small", "It is small.", blocking, lambda *_: Outcome(passed, "1 row is large", not passed, sample), definition
    )


def test_each_step_runs_once(chain):
    report, ran = chain.build()
    assert ran == ["core.first", "core.second", "core.third", "core.apart"]
    assert all(result.changed for result in report.results.values())
    report, ran = chain.build()
    assert ran == []
    assert list(report.results) == list(chain.steps)
    assert not any(result.changed for result in report.results.values())
    assert is_current(chain.paths, chain.steps)


def test_a_change_runs_what_depends_on_it(chain):
    chain.build()
    chain.change("core.first", definition="10")
    assert not is_current(chain.paths, chain.steps)
    _, ran = chain.build()
    assert ran == ["core.first", "core.second", "core.third"]
    assert chain.number("core.third") == 13


def test_a_failed_check_holds_back_what_reads_the_table_and_nothing_else(chain):
    chain.change("core.second", checks=(check_of(False),))
    report, ran = chain.build()
    error = report.errors["core.second"]
    assert isinstance(error, ContractBroken)
    assert "core.second fails small: 1 row is large" in error.what and '"number": 2' in error.what
    assert report.held_back == ["core.third"]
    assert ran == ["core.first", "core.second", "core.apart"]


def test_a_failed_check_is_remembered(chain):
    chain.change("core.second", checks=(check_of(False),))
    chain.build()
    report, ran = chain.build()
    assert ran == []
    assert isinstance(report.errors["core.second"], ContractBroken)
    assert report.held_back == ["core.third"]
    assert not is_current(chain.paths, chain.steps)


def test_a_warning_holds_nothing_back(chain):
    chain.change("core.second", checks=(check_of(False, blocking=False),))
    report, ran = chain.build()
    assert not report.errors and "core.third" in ran
    assert not report.results["core.second"].outcomes["small"].passed
    assert is_current(chain.paths, chain.steps)


def test_a_new_or_changed_check_is_run(chain):
    chain.build()
    chain.change("core.second", checks=(check_of(True),))
    report, ran = chain.build()
    assert "core.second" in ran and not report.errors
    chain.change("core.second", checks=(check_of(False, definition="another text"),))
    assert isinstance(chain.build()[0].errors["core.second"], ContractBroken)


def test_a_failed_step_is_remembered_and_repaired(chain):
    chain.build()

    def fail():
        raise SourceChanged("the columns have changed", where="a.csv, line 1", todo="rename them back")

    whole = chain.steps["core.second"].build
    chain.change("core.second", definition="2", build=fail)
    for _ in range(2):
        report, ran = chain.build()
        assert isinstance(report.errors["core.second"], SourceChanged)
        assert report.held_back == ["core.third"] and "core.apart" in report.results and ran == []
    kept = read_state(chain.paths, "core.second")
    assert kept["error"]["where"] == "a.csv, line 1"
    assert kept["numbers"] == {"rows": 1}
    chain.change("core.second", definition="1", build=whole)
    report, ran = chain.build()
    assert not report.errors and ran == ["core.second"]
    assert "error" not in read_state(chain.paths, "core.second")


@pytest.mark.parametrize("moment", ["before", "after"])
def test_a_build_killed_at_a_table_does_not_pass_for_a_finished_one(chain, moment):
    """The table may be new and its inputs old again: its state must not say that it is built from them."""
    chain.build()
    whole = chain.steps["core.first"].build

    def killed():
        if moment == "after":
            chain.make("core.first", ())
        raise KeyboardInterrupt

    chain.change("core.first", definition="10", build=killed)
    with pytest.raises(KeyboardInterrupt):
        chain.build()
    chain.change("core.first", definition="1", build=whole)
    assert not is_current(chain.paths, chain.steps)
    _, ran = chain.build()
    assert ran == ["core.first"]
    assert [chain.number(f"core.{name}") for name in ("first", "second", "third")] == [2, 3, 4]


@pytest.mark.parametrize("state", ["", "{"])
def test_a_damaged_state_is_as_none(chain, state):
    chain.build()
    chain.paths.state("core.second").write_text(state, encoding="utf-8")
    report, ran = chain.build()
    assert not report.errors and ran == ["core.second"]


def test_an_sql_error_in_a_check_is_told_with_its_file(chain, tmp_path):
    file = tmp_path / "core__second__odd.sql"
    header = "/*\ndefinition: No number is odd.\ngrain: one number\nunit: none\n*/\n"
    file.write_text(header + "select no_such from core.second\n", encoding="utf-8")
    chain.change("core.second", checks=model_checks(replace_name(NUMBER, "core.second"), [SqlFile(file)]))
    report, _ = chain.build()
    error = report.errors["core.second"]
    assert isinstance(error, ModelBroken) and error.where == str(file) and "no_such" in error.what
    file.write_text(header + "select number from core.second where number % 2 = 1\n", encoding="utf-8")
    chain.change("core.second", checks=model_checks(replace_name(NUMBER, "core.second"), [SqlFile(file)]))
    report, _ = chain.build()
    assert "core.second fails odd: 1 rows break the rule" in report.errors["core.second"].what


def replace_name(contract, name):
    return table(
        name,
        contract.metadata["label"],
        grain="one number",
        key=["number"],
        columns=list(contract.columns.values()),
    )


# Models and what sources contribute to them.

MODEL = "/*\ndefinition: Numbers.\ngrain: one number\nunit: 1\n*/\nselect number from contribution.total\n"


def model(tmp_path, **given) -> dict:
    """Build core.total from what each source gives; returns its numbers."""
    contract = replace_name(NUMBER, "core.total")
    files = {}
    for name, text in {"core_total": MODEL, **given}.items():
        files[name] = SqlFile(tmp_path / f"{name}.sql")
        files[name].path.write_text(text, encoding="utf-8")
    own = files.pop("core_total")
    return steps.build_model(building.Paths(tmp_path), "core.total", own, contract, files)


def test_contributions_are_put_under_one_another(tmp_path):
    assert model(tmp_path, a="select 1 as number", b="select 2 as number") == {"rows": 2}
    assert model(tmp_path) == {"rows": 0}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("select 1 as numbr", "columns it does not have: numbr"),
        ("select nothing as number", "nothing"),
        ("select 'x' as number", "x"),
        ("selec 1", "syntax error"),
    ],
    ids=["another column", "no such column", "no number", "syntax"],
)
def test_a_contribution_that_does_not_fit_is_told(tmp_path, text, told):
    with pytest.raises(ModelBroken, match=told) as caught:
        model(tmp_path, good="select 1 as number", bad=text)
    assert "bad" in f"{caught.value.what} {caught.value.where}"


def test_a_model_reading_a_table_that_was_not_built_is_told(tmp_path):
    with pytest.raises(ModelBroken, match="the table core.nothing does not exist"):
        model(tmp_path, a="select number from core.nothing")


def test_the_plan_is_in_order_and_closed(built):
    done = set()
    for key, step in plan(built.paths).items():
        assert set(step.deps) <= done, key
        done.add(key)
    assert "warehouse.sscmon" == key


def test_the_state_of_every_table_can_be_read_by_others(built):
    for key, step in plan(built.paths).items():
        state = json.loads(Path(built.paths.state(key)).read_text(encoding="utf-8"))
        assert state["fingerprint"] and isinstance(state["numbers"], dict)
        assert set(state["checks"]) == {check.name for check in step.checks}


def test_a_changed_raw_file_changes_the_marks_of_what_reads_it_and_no_others(built_copy, tmp_path):
    source = discover()["macro"]
    newest = snapshots.latest(built_copy, "macro")
    changed = tmp_path / "macro.csv"
    changed.write_bytes(newest.path("macro.csv").read_bytes() + b"ABW,2024,unknown,1\n")
    snapshots.store(
        built_copy,
        "macro",
        {"macro.csv": changed, "macro_series.csv": newest.path("macro_series.csv")},
        retrieved_at="2030-01-01T00:00:00Z",
        licence=source.licence,
        citation=source.citation,
    )
    steps_by_key = plan(built_copy)
    reading = {"raw.macro"}
    for key, step in steps_by_key.items():
        if reading & set(step.deps):
            reading.add(key)
    for key in ("raw.macro", "staged.macro_series", "staged.macro_value", "raw.dac_oda", "staged.dac_oda_value"):
        assert building.run_step(built_copy, steps_by_key[key]).changed == (key in reading), key
    assert read_state(built_copy, "staged.macro_value")["numbers"]["quarantined_rows"] == 1
    stale = {
        key
        for key, step in steps_by_key.items()
        if building.fingerprint(built_copy, step) != read_state(built_copy, key)["fingerprint"]
    }
    direct = {
        key for key, step in steps_by_key.items() if {"staged.macro_series", "staged.macro_value"} & set(step.deps)
    }
    assert stale == direct - {"staged.macro_value"}
    assert "core.claim" not in reading and "staged.evidence_flow" not in reading
