"""A release explains itself, alone and offline, and is the same bytes wherever it is made."""

import json
import shutil

import duckdb
import pytest
from click.testing import CliRunner

from sscmon.cli import cli
from sscmon.publish import database
from sscmon.publish.released import read_record


@pytest.fixture
def alone(released, tmp_path, monkeypatch):
    """A copy of the release on a machine that has no project."""
    folder = tmp_path / "downloaded"
    shutil.copytree(released, folder)
    monkeypatch.setenv("SSCMON_ROOT", str(tmp_path / "nowhere"))
    monkeypatch.setenv("COLUMNS", "200")
    return folder


def explain(folder, *arguments):
    return CliRunner().invoke(cli, ["explain", *arguments, "--release", str(folder)])


def test_a_release_alone_leads_to_the_line_of_the_file_and_the_document(alone):
    result = explain(alone, "cooperation_to_gni", "BRA", "--year", "2010")
    assert result.exit_code == 0, result.output
    for words in ("flows.csv:112", "| FLW-0111,BRA", "| BRA,2010,gni_usd,2140606261000.0", "sha256"):
        assert words in result.stdout
    assert "WARNING" not in result.stdout


def test_a_file_that_a_release_does_not_carry_is_told_by_its_hash_and_address(alone):
    shutil.rmtree(alone / "raw" / "macro")
    files = json.loads(explain(alone, "cooperation_to_gni", "BRA", "--year", "2010", "--json").stdout)["files"]
    absent = next(file for file in files if file["file_name"] == "macro.csv")
    assert absent["is_unaltered"] is None and len(absent["sha256"]) == 64 and absent["licence"]
    assert "not here" in explain(alone, "cooperation_to_gni", "BRA", "--year", "2010").stdout


def test_a_carried_file_that_was_altered_is_told(alone):
    (file,) = (alone / "raw" / "evidence").glob("*/flows.csv")
    file.write_bytes(file.read_bytes() + b"\n")
    assert "WARNING" in explain(alone, "gross_flow", "BRA", "--year", "2010").stdout


def test_a_folder_that_is_no_release_is_told(tmp_path):
    result = explain(tmp_path, "gross_flow", "BRA", "--year", "2010")
    assert result.exit_code == 1 and "release" in result.stderr


def test_every_row_with_a_source_names_a_snapshot_of_the_record(released):
    known = {snapshot["snapshot_id"] for snapshot in read_record(released)["snapshots"]}
    with duckdb.connect(str(released / "sscmon.duckdb"), read_only=True) as connection:
        tables = connection.execute(
            "select schema_name, table_name from duckdb_columns() where column_name = 'snapshot_id'"
        ).fetchall()
        assert len(tables) > 20
        for schema, name in tables:
            query = f"""select distinct snapshot_id from "{schema}"."{name}" where snapshot_id like source_id || '/%'"""
            found = connection.execute(query).fetchall()
            assert {snapshot for (snapshot,) in found} <= known, f"{schema}.{name}"


def test_the_record_describes_every_released_table(released):
    record = read_record(released)
    derived = {name for name in record["tables"] if not name.startswith("meta.")}
    assert derived <= record["steps"].keys()
    assert all(step["definition"] or step["sources"] for step in record["steps"].values())
    assert not any(table.startswith(("house.", "mapping.")) for s in record["steps"].values() for table in s["reads"])


def test_the_database_has_the_same_bytes_each_time_and_opens(released, tmp_path):
    tables = list(read_record(released)["tables"])
    database.write(released, tmp_path / "again.duckdb", tables)
    assert (tmp_path / "again.duckdb").read_bytes() == (released / "sscmon.duckdb").read_bytes()
    with duckdb.connect(str(tmp_path / "again.duckdb")) as connection:
        connection.execute("create table added as select 1")


def test_a_header_of_another_form_is_left_as_it_is(tmp_path):
    for content in (b"", b"no database", bytes(8) + b"DUCK" + bytes(8192)):
        file = tmp_path / "some.file"
        file.write_bytes(content)
        database.settle_identifier(file)
        assert file.read_bytes() == content
