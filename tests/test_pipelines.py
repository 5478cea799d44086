"""The Dagster project: it loads fast, builds everything, reports checks, stops behind a broken table."""

import subprocess
import sys
import textwrap
from pathlib import Path

import dagster as dg
import duckdb
import pytest
from conftest import new_project

import sscmon.sources
from pipelines.automation import EVERYTHING
from pipelines.definitions import build_definitions
from sscmon import snapshots
from sscmon.build import build, read_state
from sscmon.paths import Paths
from sscmon.plan import WAREHOUSE, plan
from sscmon.reference_pages import pages

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "tests" / "sample_source"


STAMP = {"retrieved_at": "2031-01-01T00:00:00Z", "licence": "sample", "citation": "sample"}


@pytest.fixture(scope="module")
def root(tmp_path_factory) -> Paths:
    return new_project(tmp_path_factory.mktemp("dagster") / "project")


def run(paths: Paths, job: str = EVERYTHING):
    return (
        build_definitions(paths)
        .resolve_job_def(job)
        .execute_in_process(instance=dg.DagsterInstance.ephemeral(), raise_on_error=False)
    )


@pytest.fixture(scope="module")
def recorded(root):
    return run(root)


def materializations(result) -> dict[str, dict]:
    return {
        event.asset_key.to_user_string(): event.step_materialization_data.materialization.metadata
        for event in result.get_asset_materialization_events()
    }


def test_every_step_is_materialized_with_its_checks(root, recorded):
    assert recorded.success
    steps = plan(root)
    assert set(materializations(recorded)) == {key.replace(".", "/") for key in steps}
    evaluated = {(e.asset_key.to_user_string(), e.check_name) for e in recorded.get_asset_check_evaluations()}
    assert evaluated == {(step.key.replace(".", "/"), check.name) for step in steps.values() for check in step.checks}
    assert all(e.passed for e in recorded.get_asset_check_evaluations() if e.severity is dg.AssetCheckSeverity.ERROR)


def test_numbers_that_plot_and_units_that_show(root, recorded):
    numbers = materializations(recorded)["staged/evidence_flow"]
    assert numbers["dagster/row_count"].value == 337
    assert numbers["quarantined_rows"].value == 0
    assert numbers["amount_staged"].value == pytest.approx(numbers["amount_read"].value)
    spec = build_definitions(root).resolve_asset_graph().get(dg.AssetKey(["core", "flow_year"]))
    columns = {column.name: column for column in spec.metadata["dagster/column_schema"].columns}
    assert columns["amount_usd_nominal"].tags == {"unit": "USD"}
    assert columns["amount_usd_nominal"].description
    assert spec.group_name == "core"


def test_publication_calendars(root):
    definitions = build_definitions(root)
    found = {schedule.name: schedule.cron_schedule for schedule in definitions.schedules}
    assert found["dac_oda_calendar"] == "0 6 20 4,12 *"
    assert set(found) == {f"{source}_calendar" for source in sscmon.sources.discover()}
    assert build_definitions(root).resolve_job_def("refresh_macro")
    raw = definitions.resolve_asset_graph().get(dg.AssetKey(["raw", "macro"]))
    assert raw.freshness_policy is not None


def test_nothing_changed_keeps_every_table(root, recorded):
    before = {path: path.stat().st_mtime_ns for path in root.build.rglob("*.parquet")}
    assert run(root).success
    assert {path: path.stat().st_mtime_ns for path in root.build.rglob("*.parquet")} == before


def test_the_plain_build_makes_the_same(root, recorded):
    report = build(root)
    assert not report.errors
    assert not any(result.changed for result in report.results.values() if not result.key.startswith("raw."))


def test_a_broken_table_stops_what_depends_on_it_and_nothing_else(project, tmp_path):
    good = snapshots.latest(project, "evidence")
    files = {item["name"]: good.path(item["name"]) for item in good.manifest["files"]}
    text = files["flows.csv"].read_text(encoding="utf-8").replace(",CUB,", ",CUX,")
    (tmp_path / "flows.csv").write_text(text, encoding="utf-8")
    snapshots.store(project, "evidence", {**files, "flows.csv": tmp_path / "flows.csv"}, **STAMP)
    result = run(project)
    assert not result.success
    failed = {
        (e.asset_key.to_user_string(), e.check_name) for e in result.get_asset_check_evaluations() if not e.passed
    }
    assert ("core/flow", "contract") in failed
    done = set(materializations(result))
    assert "indicator/oda_to_gni" in done and "core/quantity" in done
    assert "indicator/gross_flow" not in done and "warehouse/sscmon" not in done
    evaluation = next(e for e in result.get_asset_check_evaluations() if e.check_name == "contract" and not e.passed)
    assert "CUX" in evaluation.metadata["sample"].value
    assert not project.warehouse.exists()


def test_a_new_folder_alone_is_a_source(project, monkeypatch):
    monkeypatch.setattr(sscmon.sources, "__path__", [*sscmon.sources.__path__, str(SAMPLE)])
    snapshots.store(project, "well_teams", {"wells.csv": SAMPLE / "well_teams" / "sample.csv"}, **STAMP)

    definitions = build_definitions(project)
    graph = definitions.resolve_asset_graph()
    assert graph.get(dg.AssetKey(["raw", "well_teams"])).group_name == "raw"
    assert graph.get(dg.AssetKey(["staged", "well_teams_wells"])).tags["source"] == "well_teams"
    assert "well_teams_calendar" in {schedule.name for schedule in definitions.schedules}
    written = pages(project)
    assert "Well teams (sample)" in written["sources.md"]
    assert "staged.well_teams_wells" in written["sources/well_teams.pt.md"]

    report = build(project)
    assert list(report.errors) == ["staged.well_teams_wells"], "half of the six rows are bad: above the limit"
    numbers = read_state(project, "staged.well_teams_wells")["numbers"]
    assert (numbers["rows_read"], numbers["rows"], numbers["quarantined_rows"]) == (6, 3, 3)
    assert numbers["amount_staged"] == 34.0


def test_a_new_source_reaches_the_indicators(project, tmp_path, monkeypatch):
    monkeypatch.setattr(sscmon.sources, "__path__", [*sscmon.sources.__path__, str(SAMPLE)])
    good = "".join((SAMPLE / "well_teams" / "sample.csv").read_text().splitlines(keepends=True)[:4])
    (tmp_path / "wells.csv").write_text(good)
    snapshots.store(project, "well_teams", {"wells.csv": tmp_path / "wells.csv"}, **STAMP)
    assert not build(project).errors
    assert read_state(project, WAREHOUSE)["numbers"]["tables"] > 0
    with duckdb.connect(str(project.warehouse), read_only=True) as connection:
        found = connection.execute(
            "select year, value, obs_status from indicator.physical_quantity "
            "where provider_id = 'CUB' and partner_id = 'HTI' and kind = 'INF_WORK' "
            "and inclusion_set = 'SOLIDARITY_WIDE' order by year"
        ).fetchall()
        assert found == [(2031, 12.0, "V"), (2032, 15.0, "V")]
        assert connection.execute("select count(*) from meta.source where source_id = 'well_teams'").fetchone() == (1,)


def test_definitions_load_fast_and_without_a_network():
    script = textwrap.dedent(
        """
        import socket, time
        def refuse(*args, **kwargs): raise AssertionError("a socket was opened at import")
        socket.socket.connect = refuse
        started = time.process_time()
        from pipelines.definitions import build_definitions
        build_definitions()
        print(time.process_time() - started)
        """
    )
    seconds = [
        float(
            subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True).stdout
        )
        for _ in range(3)
    ]
    assert min(seconds) < 2.0, seconds
