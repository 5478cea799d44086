"""A release made again has the same bytes; where it has not, the file is named."""

import json
import shutil

import pytest
from click.testing import CliRunner

from sscmon.cli import cli
from sscmon.errors import SourceUnavailable, SscmonError
from sscmon.paths import Paths
from sscmon.publish import rebuild as rebuilding
from sscmon.publish.rebuild import Rebuilt, rebuild
from sscmon.publish.rebuild_text import lines
from sscmon.publish.release import release
from sscmon.text import LANGUAGES


@pytest.fixture
def copied(released, tmp_path):
    """A copy of the release that may be changed."""
    return shutil.copytree(released, tmp_path / "2031.1")


def edit(folder, change):
    record = json.loads((folder / "release.json").read_text())
    change(record)
    (folder / "release.json").write_text(json.dumps(record, indent=1, ensure_ascii=False) + "\n")


def test_a_clean_folder_gives_the_same_bytes_in_every_file(copied, tmp_path, monkeypatch):
    """One build and one release: the second of two in two clean folders, the first being the session's.

    The copy is told to come after a release that is not here, and one of its files is altered.
    """
    monkeypatch.setenv("SSCMON_ROOT", str(tmp_path / "empty"))
    monkeypatch.setenv("COLUMNS", "120")
    edit(copied, lambda record: record.update(previous="2030.1"))
    with (copied / "data" / "core-flow.csv").open("a") as file:
        file.write("one more line\n")
    result = CliRunner().invoke(cli, ["rebuild", str(copied), "--json"])
    assert result.exit_code == 1, result.output
    found = json.loads(result.stdout)
    altered = ["SHA256SUMS", "data/core-flow.csv"]
    assert (
        set(found["different"]) <= {*altered, "datapackage.json", "dcat.jsonld"}
        and "data/core-flow.csv" in found["different"]
    )
    assert found["only_released"] == found["only_rebuilt"] == []
    assert "changes.json" in found["taken_over"]
    made = {path.relative_to(copied).as_posix() for path in copied.rglob("*") if path.is_file()}
    assert made == {*found["same"], *found["different"]}
    assert {"sscmon.duckdb", "release.json", "data/meta-check.parquet", "README.md"} <= set(found["same"])


def test_what_is_missing_or_other_is_told_before_anything_is_built(copied, tmp_path):
    elsewhere = Paths(tmp_path / "empty")
    silent = print
    shutil.move(copied / "raw" / "macro", tmp_path / "macro")
    with pytest.raises(SourceUnavailable, match="macro/"):
        rebuild(elsewhere, copied, silent)
    shutil.move(tmp_path / "macro", copied / "raw" / "macro")
    edit(copied, lambda record: record["snapshots"][0]["files"][0].update(sha256="0" * 64))
    with pytest.raises(SscmonError, match="not the one"):
        rebuild(elsewhere, copied, silent)
    edit(copied, lambda record: record["software"].update(duckdb="0.1"))
    with pytest.raises(SscmonError, match="duckdb 0.1"):
        rebuild(elsewhere, copied, silent)
    edit(copied, lambda record: record["code"].update(sha256="0" * 64))
    with pytest.raises(SscmonError, match="other code"):
        rebuild(elsewhere, copied, silent)


def test_a_fetched_snapshot_is_taken_from_the_project(copied, tmp_path):
    record = json.loads((copied / "release.json").read_text())
    (listed,) = (snapshot for snapshot in record["snapshots"] if snapshot["source_id"] == "macro")
    project, again = Paths(tmp_path / "project"), Paths(tmp_path / "again")
    project.raw.mkdir(parents=True)
    shutil.move(copied / "raw" / "macro", project.raw / "macro")
    rebuilding._place(project, copied, again, listed)
    assert (again.raw / listed["snapshot_id"]).resolve() == project.raw / listed["snapshot_id"]


def test_the_answer_in_words():
    found = Rebuilt(["a", "b"], ["c"], [], ["d"], ["CHANGES.md"])
    for language in LANGUAGES:
        told = list(lines(found, language, 80))
        assert len(told) >= 4 and told[0].startswith("2 ")
    assert list(lines(Rebuilt(["a"], [], [], [], []), "en", 80)) == ["1 files, the same bytes."]


def test_a_warehouse_that_is_not_of_what_lies_there_is_not_released(releasing, tmp_path):
    shutil.copytree(releasing.root / "sql", tmp_path / "sql")
    (tmp_path / "data").symlink_to(releasing.root / "data")
    with (tmp_path / "sql" / "view" / "aid_to_gni.sql").open("a") as file:
        file.write("-- another\n")
    with pytest.raises(SscmonError, match="not built from what lies there now"):
        release(Paths(tmp_path), "2031.5")
