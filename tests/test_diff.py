"""What changed between two releases is told with its cause; what has none is found."""

import copy
import json
import shutil

import duckdb
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from sscmon.cli import cli
from sscmon.errors import NotFound, UnexplainedDrift
from sscmon.explain import DIMENSIONS
from sscmon.paths import Paths
from sscmon.publish.changes import changed_rows
from sscmon.publish.difference import compare
from sscmon.publish.difference_text import markdown
from sscmon.publish.release import release
from sscmon.publish.released import read_record
from sscmon.publish.tables import parquet_name
from sscmon.text import LANGUAGES


def observation(indicator, provider, value, year=2010, **more):
    whole = dict.fromkeys(DIMENSIONS, "_Z") | dict.fromkeys(("partner_id", "modality", "kind", "sector"), "_T")
    dimensions = {**whole, "provider_id": provider, "year": year, **more}
    return {"observation_id": f"{indicator}.{provider}{year}", "indicator_id": indicator, **dimensions, "value": value}


def flow(flow_id, provider, amount, source="a"):
    origin = {"source_id": source, "source_row_key": "f.csv:2", "snapshot_id": f"{source}/1"}
    return {"flow_id": flow_id, "provider_id": provider, "partner_id": "_T", "amount_original": amount, **origin}


def named(code):
    return {f"name_{language}": code for language in LANGUAGES}


# Two providers, one flow each: Brazil's converted at a rate, Cuba's in dollars; a rank that looks at both.
TABLES = {
    "core.flow": [flow("F1", "BRA", 10.0), flow("F2", "CUB", 8.0)],
    "core.flow_year": [
        {"flow_id": "F1", "year": 2010, "currency_code": "BRL", "amount_usd_nominal": 5.0},
        {"flow_id": "F2", "year": 2010, "currency_code": "USD", "amount_usd_nominal": 8.0},
    ],
    "reference.macro": [
        {"iso3": "BRA", "year": 2010, "series": "fx_lcu_per_usd", "series_value": 2.0, "source_id": "m"},
        {"iso3": "CUB", "year": 2010, "series": "gni_usd", "series_value": 100.0, "source_id": "m"},
    ],
    "reference.exchange_rate": [{"currency_code": "BRL", "year": 2010, "lcu_per_usd": 2.0, "source_id": "m"}],
    "reference.party": [{"party_id": code, **named(code)} for code in ("BRA", "CUB")],
    "reference.party_scope": [{"party_id": "G_ALBA", "member_party_id": "CUB"}],
    "indicator.catalogue": [
        {"indicator_id": name, "method_version": 1, **{f"title_{language}": name for language in LANGUAGES}}
        for name in ("effort_rank", "gross_flow", "to_gni")
    ],
    "indicator.observation": [
        observation("gross_flow", "BRA", 5.0),
        observation("gross_flow", "CUB", 8.0),
        observation("to_gni", "CUB", 8.0),
        observation("effort_rank", "BRA", 2.0),
        observation("effort_rank", "CUB", 1.0),
    ],
}


def step(*reads, sources=(), lists=(), **more):
    return {
        "reads": list(reads),
        "definition": "d",
        "sources": dict.fromkeys(sources, "s"),
        "lists": list(lists),
        **more,
    }


RECORD = {
    "code": {"version": "1", "sha256": "c" * 64},
    "snapshots": [{"source_id": "a", "snapshot_id": "a/1"}, {"source_id": "m", "snapshot_id": "m/1"}],
    "tables": {
        "core.flow": ["flow_id"],
        "core.flow_year": ["flow_id", "year"],
        "reference.macro": ["iso3", "year", "series"],
        "reference.exchange_rate": ["currency_code", "year"],
        "reference.party": ["party_id"],
        "reference.party_scope": ["party_id", "member_party_id"],
        "indicator.catalogue": ["indicator_id"],
        "indicator.observation": ["indicator_id", *DIMENSIONS],
    },
    "steps": {
        "staged.a_flow": step("raw.a", sources=["a"]),
        "staged.m_value": step("raw.m", sources=["m"]),
        "reference.party": step(lists=["house.country"]),
        "reference.party_scope": step(),
        "reference.macro": step("staged.m_value", sources=["m"]),
        "reference.exchange_rate": step("reference.macro"),
        "core.flow": step("staged.a_flow", sources=["a"]),
        "core.flow_year": step("core.flow", "reference.exchange_rate"),
        "indicator.gross_flow": step("core.flow", "core.flow_year"),
        "indicator.to_gni": step("indicator.gross_flow", "reference.macro"),
        "indicator.effort_rank": step("indicator.to_gni", "indicator.gross_flow", across=True),
        "indicator.observation": step("indicator.gross_flow", "indicator.to_gni", "indicator.effort_rank"),
        "indicator.catalogue": step("indicator.gross_flow", "indicator.to_gni", "indicator.effort_rank"),
    },
    "lists": {"house.country": "l"},
}


def write(folder, name, tables, record):
    for table, rows in tables.items():
        path = folder / parquet_name(table)
        path.parent.mkdir(parents=True, exist_ok=True)
        pd.DataFrame(rows).to_parquet(path)
    (folder / "release.json").write_text(json.dumps({"name": name, **record}))
    return folder


@pytest.fixture
def differ(tmp_path):
    """Compare the two providers' release with one that `change(tables, record)` was done to."""

    def compared(change):
        tables, record = copy.deepcopy(TABLES), copy.deepcopy(RECORD)
        old = write(tmp_path / "old", "2030.1", tables, record)
        change(tables, record)
        return compare(old, write(tmp_path / "new", "2030.2", tables, record))

    return compared


def causes(found):
    return {table["table"]: table["causes"] for table in found["tables"]}


def number(tables, indicator, provider):
    wanted = (row for row in tables["indicator.observation"] if row["indicator_id"] == indicator)
    return next(row for row in wanted if row["provider_id"] == provider)


def new_snapshot(record, source, name="2"):
    next(s for s in record["snapshots"] if s["source_id"] == source)["snapshot_id"] = f"{source}/{name}"


def test_nothing_changed(differ):
    found = differ(lambda tables, record: None)
    assert found["tables"] == found["headlines"] == [] and found["unexplained"]["rows"] == 0


def test_new_data(differ):
    def change(tables, record):
        new_snapshot(record, "a")
        tables["core.flow"].append(flow("F3", "CUB", 1.0))
        tables["core.flow_year"].append(
            {"flow_id": "F3", "year": 2010, "currency_code": "USD", "amount_usd_nominal": 1.0}
        )
        number(tables, "gross_flow", "CUB")["value"] = 9.0

    found = differ(change)
    assert causes(found) == dict.fromkeys(("core.flow", "core.flow_year", "indicator.gross_flow"), {"new_data": 1})
    (headline,) = found["headlines"]
    assert (headline["old_value"], headline["new_value"], headline["causes"]) == (8.0, 9.0, ["new_data"])
    assert found["inputs"]["snapshots"] == [{"source_id": "a", "old": "a/1", "new": "a/2"}]


def test_revision_and_withdrawal_stay_apart_by_provider(differ):
    def change(tables, record):
        new_snapshot(record, "a")
        tables["core.flow"] = [flow("F1", "BRA", 12.0)]
        tables["core.flow_year"] = [tables["core.flow_year"][0] | {"amount_usd_nominal": 6.0}]
        number(tables, "gross_flow", "BRA")["value"] = 6.0
        tables["indicator.observation"].remove(number(tables, "gross_flow", "CUB"))

    found = differ(change)
    assert causes(found)["indicator.gross_flow"] == {"revision": 1, "withdrawn": 1}
    assert {h["party"]["es"]: h["causes"] for h in found["headlines"]} == {"BRA": ["revision"], "CUB": ["withdrawn"]}


def test_a_rate_of_another_vintage(differ):
    def change(tables, record):
        new_snapshot(record, "m")
        tables["reference.macro"][0]["series_value"] = 2.5
        tables["reference.exchange_rate"][0]["lcu_per_usd"] = 2.5
        tables["core.flow_year"][0]["amount_usd_nominal"] = 4.0
        number(tables, "gross_flow", "BRA")["value"] = 4.0

    assert set(map(str, causes(differ(change)).values())) == {"{'rate': 1}"}


def test_a_denominator_that_was_revised_is_no_rate(differ):
    def change(tables, record):
        new_snapshot(record, "m")
        tables["reference.macro"][1]["series_value"] = 80.0
        number(tables, "to_gni", "CUB")["value"] = 10.0

    assert causes(differ(change)) == dict.fromkeys(("reference.macro", "indicator.to_gni"), {"revision": 1})


def test_mapping_of_a_source(differ):
    def change(tables, record):
        record["steps"]["core.flow"]["sources"]["a"] = "other"
        tables["core.flow"][0]["partner_id"] = "HTI"

    found = differ(change)
    assert causes(found) == {"core.flow": {"mapping": 1}} and found["inputs"]["remapped"] == ["a"]
    assert found["tables"][0]["columns"] == {"partner_id": 1}


def test_mapping_by_a_code_list(differ):
    def change(tables, record):
        record["lists"]["house.country"] = "other"
        tables["reference.party"].append({"party_id": "HTI", **named("HTI")})

    assert causes(differ(change)) == {"reference.party": {"mapping": 1}}


def test_method(differ):
    def change(tables, record):
        record["steps"]["indicator.to_gni"]["definition"] = "other"
        tables["indicator.catalogue"][2]["method_version"] = 2
        number(tables, "to_gni", "CUB")["value"] = 7.0
        number(tables, "effort_rank", "BRA")["value"] = 1.0

    expected = ("indicator.catalogue", "indicator.effort_rank", "indicator.to_gni")
    assert causes(differ(change)) == dict.fromkeys(expected, {"method": 1})


def test_a_table_with_another_column_is_another_method(differ):
    def change(tables, record):
        for row in tables["core.flow_year"]:
            row["year_count"] = 1
        tables["core.flow_year"][0]["amount_usd_nominal"] = 5.5

    assert causes(differ(change)) == {"core.flow_year": {"method": 1}}


def test_a_table_that_came_and_one_that_went(differ):
    def change(tables, record):
        record["tables"]["core.new"] = ["id"]
        record["steps"]["core.new"] = step()
        tables["core.new"] = [{"id": 1}, {"id": 2}]
        for part in (tables, record["tables"], record["steps"]):
            del part["reference.exchange_rate"]

    found = differ(change)
    assert causes(found) == {"core.new": {"method": 2}, "reference.exchange_rate": {"method": 1}}


def test_what_nothing_explains_is_found_beside_what_something_does(differ):
    def change(tables, record):
        new_snapshot(record, "a")
        tables["core.flow"][0]["amount_original"] = 12.0
        number(tables, "gross_flow", "BRA")["value"] = 6.0
        number(tables, "gross_flow", "CUB")["value"] = 8.000001

    found = differ(change)
    assert causes(found)["indicator.gross_flow"] == {"revision": 1, "unexplained": 1}
    (part,) = found["unexplained"]["tables"]
    assert part["sample"][0]["provider_id"] == "CUB" and found["unexplained"]["rows"] == 1


def test_a_group_explains_its_members(differ):
    def change(tables, record):
        new_snapshot(record, "a")
        tables["core.flow"].append(flow("F3", "G_ALBA", 20.0))
        number(tables, "gross_flow", "CUB")["value"] = 7.0

    assert causes(differ(change))["indicator.gross_flow"] == {"new_data": 1}


def test_noise_of_the_last_digit_and_other_lines_are_no_change(differ):
    def change(tables, record):
        number(tables, "gross_flow", "BRA")["value"] = 5.0 * (1 + 2e-16)
        tables["core.flow"][0] |= {"source_row_key": "f.csv:9", "snapshot_id": "a/2"}

    assert differ(change)["tables"] == []


VALUES = st.one_of(st.none(), st.floats(-1e9, 1e9).map(lambda x: round(x, 3)))


@settings(max_examples=15)
@given(*[st.dictionaries(st.integers(0, 30), VALUES, min_size=1)] * 2)
def test_every_row_that_differs_is_found_and_no_other(tmp_path_factory, before, after):
    folders = [tmp_path_factory.mktemp("side") for _ in range(2)]
    for folder, side in zip(folders, (before, after), strict=True):
        (folder / "data").mkdir()
        values = pa.array(list(side.values()), pa.float64())
        pq.write_table(pa.table({"id": list(side), "value": values}), folder / parquet_name("core.x"))
    with duckdb.connect() as connection:
        found = changed_rows(connection, *folders, "core.x", ["id"])
        rows = dict(connection.execute(f"select id, change from {found.sql}").fetchall()) if found else {}
    expected = {key: "added" for key in after.keys() - before.keys()}
    expected |= {key: "removed" for key in before.keys() - after.keys()}
    expected |= {key: "changed" for key in before.keys() & after.keys() if before[key] != after[key]}
    assert rows == expected


def test_a_folder_that_is_no_release(tmp_path):
    with pytest.raises(NotFound, match="no release"):
        compare(tmp_path, tmp_path)


# With a real release.


@pytest.fixture(scope="module")
def tampered(released, tmp_path_factory):
    """A release of the same data whose number for Brazil, 2010, is another."""
    folder = tmp_path_factory.mktemp("tampered") / "2030.1"
    shutil.copytree(released, folder)
    file = folder / parquet_name("indicator.observation")
    wrong = (
        "case when indicator_id = 'gross_flow' and provider_id = 'BRA' and year = 2010 then value * 2 else value end"
    )
    with duckdb.connect() as connection:
        connection.execute(f"create table t as select * replace ({wrong} as value) from '{file}'")
        connection.execute(f"copy t to '{file}' (format parquet)")
    return folder


def test_the_command_tells_it_in_words_and_fails(tampered, released, monkeypatch):
    monkeypatch.setenv("COLUMNS", "140")
    result = CliRunner().invoke(cli, ["diff", str(tampered), str(released), "--lang", "pt"])
    assert result.exit_code == 1
    assert "SEM EXPLICAÇÃO" in result.stdout and "Brasil" in result.stdout and "909,490,510.80" in result.stdout
    told = json.loads(CliRunner().invoke(cli, ["diff", str(tampered), str(released), "--json"]).stdout)
    assert told["unexplained"]["rows"] == told["causes"]["unexplained"] > 0
    for language in LANGUAGES:
        assert "## " in markdown(told, None, language)
    assert CliRunner().invoke(cli, ["diff", str(released), str(released)]).exit_code == 0


def test_a_release_stops_on_drift_and_records_why_it_was_accepted(tampered, releasing, tmp_path):
    for name in ("sql", "data"):
        (tmp_path / name).symlink_to(releasing.root / name)
    shutil.copytree(tampered, tmp_path / "release" / "2030.1")
    paths = Paths(tmp_path)
    with pytest.raises(UnexplainedDrift, match="nothing that came in explains it"):
        release(paths, "2030.2")
    assert [entry.name for entry in (tmp_path / "release").iterdir()] == ["2030.1"]
    folder = release(paths, "2030.2", "the release before had a wrong number")
    record = read_record(folder)
    assert record["previous"] == "2030.1" and record["accepted_drift"] == "the release before had a wrong number"
    assert "a wrong number" in (folder / "CHANGES.md").read_text()
    assert json.loads((folder / "changes.json").read_text())["unexplained"]["rows"] > 0
