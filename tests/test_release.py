"""The open release: described, valid, safe, the same twice, whole or not at all."""

import csv
import json
from pathlib import Path

import duckdb
import frictionless
import pandas as pd
import pytest

from sscmon.errors import SscmonError
from sscmon.publish import workbook
from sscmon.publish.draft import Part
from sscmon.publish.release import PARTS, release
from sscmon.snapshots import sha256_of


def test_frictionless_accepts_every_table(released):
    report = frictionless.validate(str(released / "datapackage.json"))
    assert report.valid, report.flatten(["name", "type", "note"])
    assert report.stats["tasks"] == len(list((released / "data").glob("*.csv")))


def test_csv_parquet_and_warehouse_have_the_same_rows(released):
    package = json.loads((released / "datapackage.json").read_text())
    with duckdb.connect(str(released / "sscmon.duckdb"), read_only=True) as warehouse:
        for resource in package["resources"]:
            path = released / resource["path"]
            schema, _, table = resource["name"].partition("-")
            in_warehouse = warehouse.execute(f'select count(*) from "{schema}"."{table.replace("-", "_")}"').fetchone()[
                0
            ]
            with path.open(encoding="utf-8", newline="") as file:
                in_csv = sum(1 for _ in csv.reader(file)) - 1
            assert in_csv == len(pd.read_parquet(released / resource["parquet"]["path"])) == in_warehouse
            assert resource["hash"] == f"sha256:{sha256_of(path)}" and resource["bytes"] == path.stat().st_size


def test_no_text_runs_as_a_formula(released):
    for path in (released / "data").glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                for name, cell in row.items():
                    formula = cell[:1] in ("=", "+", "@", "\t", "\r") and len(cell) > 2
                    assert not formula, f"{path.name} {name}: {cell!r}"


def test_two_releases_have_the_same_bytes(releasing, released, monkeypatch):
    monkeypatch.setattr("sscmon.publish.release.PARTS", [part for part in PARTS if part is not workbook.PART])
    second = release(releasing, "2031.2")
    first_files = {path.name: sha256_of(path) for path in (released / "data").iterdir()}
    assert first_files == {path.name: sha256_of(path) for path in (second / "data").iterdir()}


def test_checksums_hold(released):
    for line in (released / "SHA256SUMS").read_text().splitlines():
        digest, name = line.split("  ")
        assert sha256_of(released / name) == digest


def test_a_release_is_never_overwritten_nor_half_written(releasing, released, monkeypatch):
    with pytest.raises(SscmonError, match="exists"):
        release(releasing, "2031.1")
    with pytest.raises(SscmonError, match="cannot name"):
        release(releasing, "../outside")
    monkeypatch.setattr("sscmon.publish.release.PARTS", [*PARTS[:2], Part(lambda draft: 1 / 0, {})])
    with pytest.raises(ZeroDivisionError):
        release(releasing, "2031.9")
    assert sorted(entry.name for entry in released.parent.iterdir() if entry.name not in ("2031.2",)) == ["2031.1"]


def test_single_ratings_and_unpublished_rows_stay_in_the_house(released):
    with duckdb.connect(str(released / "sscmon.duckdb"), read_only=True) as warehouse:
        found = {
            f"{schema}.{name}"
            for schema, name in warehouse.execute("select schema_name, table_name from duckdb_tables()").fetchall()
        }
    assert "core.flow" in found
    assert not any(name.startswith(("staged.", "quarantine.")) for name in found)
    assert not found & {"core.assessment", "core.assessment_score", "core.rating"}
    assert not list((released / "data").glob("core-assessment*")) and not list((released / "data").glob("core-rating*"))


def test_every_file_is_described(released):
    described = {pattern for part in PARTS for pattern in part.files} | {"SHA256SUMS", "README*.md"}
    for pattern in described:
        assert list(released.glob(pattern)), f"no file is {pattern}"
    listed = {path for pattern in described for path in released.glob(pattern)}
    assert {path for path in released.rglob("*") if path.is_file()} == listed
    assert "tablas" in (released / "README.es.md").read_text(encoding="utf-8")


def test_the_page_on_releases_names_every_file():
    page = (Path(__file__).resolve().parents[1] / "docs" / "release.md").read_text(encoding="utf-8")
    for pattern in (pattern for part in PARTS for pattern in part.files):
        assert f"`{pattern}`" in page or f"`{pattern.split('/')[0]}/*`" in page, pattern


def test_the_database_has_the_views_that_its_tables_can_feed(released, built):
    with duckdb.connect(str(released / "sscmon.duckdb"), read_only=True) as connection:
        effort = connection.execute("from view.aid_to_gni order by all").fetchall()
        quantities = connection.execute("select * from indicator.physical_quantity order by all").fetchall()
        (unit,) = connection.execute(
            "select comment from duckdb_columns() where table_name = 'flow' and column_name = 'amount_original'"
        ).fetchone()
        listed = {name for (name,) in connection.execute("select view_name from duckdb_views()").fetchall()}
    assert effort and effort == built.query("from view.aid_to_gni order by all")
    assert quantities == built.query("from indicator.physical_quantity order by all")
    assert "currency" in unit
    assert "provider_profile" not in listed, "it reads single assessments"
