"""Bad bundled input, end to end: it is told or quarantined, the rest still builds, readers keep what they have."""

import json
import shutil
from dataclasses import dataclass

import duckdb
import pytest

from sscmon import snapshots
from sscmon.build import Report, build, read_state
from sscmon.errors import ContractBroken, SnapshotBroken, SourceChanged
from sscmon.messages import describe
from sscmon.paths import Paths
from sscmon.plan import plan

TERMS = {"retrieved_at": "2030-01-01T00:00:00Z", "licence": "sample", "citation": "sample"}
OTHERS = ("staged.macro_value", "staged.macro_series", "staged.dac_oda_value", "reference.code", "reference.country")


def alter(paths: Paths, changes: dict, tmp_path) -> snapshots.Snapshot:
    """Store a new snapshot of the evidence with some files changed: name to a function of its bytes, or None."""
    last = snapshots.latest(paths, "evidence")
    given = {}
    for item in last.manifest["files"]:
        name = item["name"]
        change = changes.get(name, lambda content: content)
        if change is None:
            continue
        given[name] = tmp_path / name
        given[name].write_bytes(change(last.path(name).read_bytes()))
    return snapshots.store(paths, "evidence", given, **TERMS)


def replacing(old: bytes, new: bytes, count: int = 1):
    def change(content: bytes) -> bytes:
        assert old in content
        return content.replace(old, new, count)

    return change


def answer(paths: Paths) -> list:
    """What a reader gets from the warehouse."""
    with duckdb.connect(str(paths.warehouse), read_only=True) as connection:
        return connection.execute(
            "select (select count(*) from core.flow), (select sum(amount_original) from core.flow), "
            "(select count(*) from indicator.observation), (select max(snapshot_id) from core.flow)"
        ).fetchall()


def identity(paths: Paths) -> tuple:
    status = paths.warehouse.stat()
    return status.st_ino, status.st_mtime_ns, status.st_size, paths.warehouse.read_bytes()


def assert_contained(paths: Paths, before, report: Report) -> None:
    """Other sources were built, the warehouse was held back and is the same file as before."""
    assert all(key in report.results for key in OTHERS)
    assert "warehouse.sscmon" in report.held_back
    assert identity(paths) == before


def assert_repaired(paths: Paths, answered: list) -> None:
    """A good build follows, and the reader gets the same again."""
    report = build(paths)
    assert not report.errors and not report.held_back
    assert answer(paths) == answered
    flows = read_state(paths, "staged.evidence_flow")["numbers"]
    assert flows["rows"] == flows["rows_read"] and flows["adds_up"]


# The file is broken: a typed error, nothing of the source is built.

STRUCTURE = {
    "changed column": ({"flows.csv": replacing(b"currency", b"curr")}, "missing: currency; not known: curr"),
    "doubled column": ({"flows.csv": replacing(b"kind_detail", b"kind")}, "missing: kind_detail; twice: kind"),
    "cut in a quotation": ({"flows.csv": lambda content: content[: content.index(b'"') + 3]}, "unexpected end of data"),
    "empty": ({"flows.csv": lambda content: b""}, "the file is empty"),
    "web page": ({"flows.csv": lambda content: b"<!DOCTYPE html><html>Sign in</html>"}, "a web page, not a table"),
    "header only": ({"flows.csv": lambda content: content.splitlines(keepends=True)[0]}, "a header and no rows"),
    "latin-1": ({"flows.csv": lambda content: content.decode().encode("latin-1", "replace")}, "stops being readable"),
    "nul bytes": ({"flows.csv": replacing(b"BOL", b"\0\0\0")}, "NUL characters"),
    "a cell of 2 MB": ({"flows.csv": replacing(b"both governments", b"x" * 2_000_000)}, "field larger than"),
    "another delimiter": ({"flows.csv": lambda content: content.replace(b",", b";")}, "missing: fact_id"),
}  # fmt: skip


@pytest.mark.parametrize(("changes", "told"), STRUCTURE.values(), ids=STRUCTURE.keys())
def test_a_file_of_another_shape_stops_its_source_alone(built_copy, tmp_path, changes, told):
    before, answered = identity(built_copy), answer(built_copy)
    bad = alter(built_copy, changes, tmp_path)
    report = build(built_copy)
    assert report.errors
    for key, error in report.errors.items():
        assert key.startswith("staged.evidence_")
        assert isinstance(error, SourceChanged)
        assert told in error.what
        assert error.where.startswith("flows.csv") and error.todo
    assert_contained(built_copy, before, report)
    shutil.rmtree(bad.folder)
    assert_repaired(built_copy, answered)


def test_a_snapshot_without_one_of_its_files_is_told(built_copy, tmp_path):
    before, answered = identity(built_copy), answer(built_copy)
    bad = alter(built_copy, {"flows.csv": None}, tmp_path)
    report = build(built_copy)
    for error in report.errors.values():
        assert isinstance(error, SourceChanged)
        assert "has no file flows.csv; it has assessments.csv, claims.csv" in error.what
        assert error.where == str(bad.folder)
    assert_contained(built_copy, before, report)
    shutil.rmtree(bad.folder)
    assert_repaired(built_copy, answered)


# The snapshot is damaged in place: told before anything is read.


def rewrite(change):
    return lambda file: file.write_bytes(change(file.read_bytes()))


DAMAGE = {
    "altered digit": ("flows.csv", rewrite(lambda content: content.replace(b"1352", b"1353", 1)), "differs from"),
    "cut": ("flows.csv", rewrite(lambda content: content[:-100]), "bytes where the manifest says"),
    "byte order mark": ("flows.csv", rewrite(lambda content: b"\xef\xbb\xbf" + content), "bytes where the manifest"),
    "missing file": ("flows.csv", lambda file: file.unlink(), "is missing"),
    "missing manifest": ("manifest.json", lambda file: file.unlink(), "no readable manifest"),
    "manifest not JSON": ("manifest.json", rewrite(lambda content: b"<html>"), "no readable manifest"),
    "manifest of another shape": ("manifest.json", rewrite(lambda content: b'{"files": 3}'), "no readable manifest"),
}  # fmt: skip


@pytest.mark.parametrize(("name", "harm", "told"), DAMAGE.values(), ids=DAMAGE.keys())
def test_a_damaged_snapshot_stops_its_source_alone(built_copy, name, harm, told):
    before, answered = identity(built_copy), answer(built_copy)
    file = snapshots.latest(built_copy, "evidence").folder / name
    whole = file.read_bytes()
    harm(file)
    report = build(built_copy)
    assert list(report.errors) == ["raw.evidence"]
    error = report.errors["raw.evidence"]
    assert isinstance(error, SnapshotBroken)
    assert told in error.what
    assert error.where == str(file)
    assert "restore the f" in error.todo
    assert_contained(built_copy, before, report)
    assert read_state(built_copy, "raw.evidence")["error"]["what"] == error.what
    file.write_bytes(whole)
    assert_repaired(built_copy, answered)


# Too many rows are wrong: the table is refused, and stays refused.


def test_above_the_limit_the_table_is_refused_until_it_is_mended(built_copy, tmp_path):
    before, answered = identity(built_copy), answer(built_copy)
    bad = alter(built_copy, {"flows.csv": replacing(b",EXPENDITURE,", b",EXPENDITUR,", -1)}, tmp_path)
    for _ in range(2):
        report = build(built_copy)
        error = report.errors["staged.evidence_flow"]
        assert isinstance(error, ContractBroken)
        assert "staged.evidence_flow fails quarantine_limit" in error.what
        assert "core.flow" in report.held_back
        assert "core.claim" in report.results
        assert_contained(built_copy, before, report)
    [first, *_] = read_state(built_copy, "staged.evidence_flow")["numbers"]["quarantine_sample"]
    assert describe(first["reasons"][0]) == (
        "flow_stage: 'EXPENDITUR' is not in the code list flow_stage; did you mean 'EXPENDITURE'?"
    )
    shutil.rmtree(bad.folder)
    assert_repaired(built_copy, answered)


# Some rows are wrong: they are quarantined with their reasons, everything else is published.


@dataclass(frozen=True)
class Faulty:
    paths: Paths
    report: Report

    def query(self, sql: str) -> list[tuple]:
        with duckdb.connect(str(self.paths.warehouse), read_only=True) as connection:
            return connection.execute(sql).fetchall()

    def told(self, table: str) -> dict[str, list[str]]:
        """Sentences by address of the rows of one table that were refused."""
        rows = self.query(f"select source_row_key, reasons from quarantine.{table}")
        return {key: [describe(reason) for reason in json.loads(reasons)] for key, reasons in rows}


def harm_flows(content: bytes) -> bytes:
    lines = content.split(b"\n")
    lines[1] = lines[1].replace(b"BIL", b"BILL", 1)
    lines[2] = lines[2].replace(b"5382190900", b"5.382.190.900")
    lines[10] = lines[10] + b",one cell more"
    assert lines[20].startswith(b"FLW-0020")
    lines.insert(21, lines[20])
    return b"\n".join(lines)


@pytest.fixture(scope="module")
def faulty(built, tmp_path_factory) -> Faulty:
    """One build of a snapshot with wrong rows of several kinds, a byte order mark, other line ends and a lost half."""
    folder = tmp_path_factory.mktemp("faulty")
    shutil.copytree(built.paths.root, folder / "project")
    paths = Paths(folder / "project")
    alter(
        paths,
        {
            "flows.csv": harm_flows,
            "quantities.csv": lambda content: b"\xef\xbb\xbf" + content,
            "claims.csv": lambda content: content.replace(b"\n", b"\r\n"),
            "modality_counts.csv": lambda content: content.rstrip(b"\n").rsplit(b",", 3)[0],
            "prices.csv": lambda content: b"\n".join(content.split(b"\n")[:37]) + b"\n",
        },
        folder,
    )
    return Faulty(paths, build(paths))


def test_wrong_rows_stop_nothing(faulty):
    assert not faulty.report.errors and not faulty.report.held_back


def test_wrong_rows_are_told_with_address_value_and_what_is_valid(faulty):
    assert faulty.told("evidence_flow") == {
        "flows.csv:2": ["modality: 'BILL' is not in the code list modality; did you mean 'BIL'?"],
        "flows.csv:3": ["amount_in_unit: '5.382.190.900' is not a number of at most 18 digits and 10 decimals"],
        "flows.csv:11": ["the row has 22 cells, not as many as the header"],
        "flows.csv:21": ["the key (fact_id) occurs more than once"],
        "flows.csv:22": ["the key (fact_id) occurs more than once"],
    }
    assert list(faulty.told("evidence_modality_count").values()) == [
        ["the row has 10 cells, not as many as the header"]
    ]


def test_nothing_of_a_wrong_row_is_lost(faulty):
    kept = dict(faulty.query("select source_row_key, row_text from quarantine.evidence_flow"))
    assert json.loads(kept["flows.csv:2"])["modality"] == "BILL"
    assert json.loads(kept["flows.csv:3"])["quote_locator"] == "5.382.190.900 dólares"
    assert json.loads(kept["flows.csv:11"])[-1] == "one cell more"
    [(staged,)] = faulty.query("select count(*) from staged.evidence_flow")
    assert staged + len(kept) == 337 + 1
    for key, result in faulty.report.results.items():
        if key.startswith("staged."):
            assert result.numbers["adds_up"]
            assert result.numbers["rows_read"] == result.numbers["rows"] + result.numbers["quarantined_rows"]


def test_wrong_rows_are_not_published(faulty, built):
    wrong = ["FLW-0001", "FLW-0002", "FLW-0010", "FLW-0020"]
    published = {row[0] for row in faulty.query("select flow_id from core.flow where source_id = 'evidence'")}
    before = {row[0] for row in built.query("select flow_id from core.flow where source_id = 'evidence'")}
    assert before - published == {f"evidence:{fact}" for fact in wrong}
    assert published <= before


def test_wrong_rows_are_a_warning_in_the_warehouse(faulty):
    results = dict(
        faulty.query("select table_name, result from (select table_name, check_result as result from meta.check "
                     "where check_name = 'no_quarantine')")
    )  # fmt: skip
    assert results["staged.evidence_flow"] == results["staged.evidence_modality_count"] == "warning"
    assert results["staged.evidence_quantity"] == "passed"


def test_a_byte_order_mark_and_other_line_ends_change_nothing(faulty, built):
    for table in ("evidence_quantity", "evidence_claim"):
        rows = f"select * exclude (snapshot_id) from staged.{table} order by all"
        assert faulty.query(rows) == built.query(rows)
        assert faulty.told(table) == {}


def test_a_lost_half_is_a_drift(faulty):
    outcome = faulty.report.results["staged.evidence_price"].outcomes["drift"]
    assert not outcome.passed
    assert "rows went from 72 to 36" in outcome.sentence
    assert faulty.report.results["staged.evidence_quantity"].outcomes["drift"].passed


def test_a_changed_snapshot_rebuilds_what_reads_it_and_no_more(faulty):
    steps = plan(faulty.paths)
    reading = {"raw.evidence"}
    for key, step in steps.items():
        if reading & set(step.deps):
            reading.add(key)
    assert {key for key, result in faulty.report.results.items() if result.changed} == reading
    assert not any(key.startswith(("staged.macro", "staged.dac_oda")) for key in reading)
