"""Snapshots: what is stored is what is read, the newest is the newest, and damage is told."""

import json

import pytest

from sscmon import snapshots
from sscmon.errors import SnapshotBroken, SourceChanged, SourceUnavailable
from sscmon.paths import Paths

TERMS = {"licence": "CC0", "citation": "A test"}


@pytest.fixture
def paths(tmp_path):
    return Paths(tmp_path / "project")


@pytest.fixture
def store(paths, tmp_path):
    """Store files given as name to content; returns the snapshot."""

    def store_files(files: dict[str, bytes], retrieved_at: str):
        given = {}
        for number, (name, content) in enumerate(files.items()):
            given[name] = tmp_path / f"given{number}"
            given[name].write_bytes(content)
        return snapshots.store(paths, "demo", given, retrieved_at=retrieved_at, **TERMS)

    return store_files


def leftovers(paths):
    return [path.name for path in (paths.raw / "demo").iterdir() if path.name.startswith(".")]


def test_what_is_stored_is_read(paths, store):
    stored = store({"b.csv": b"2", "a.csv": b"1"}, "2026-11-21T10:00:00Z")
    found = snapshots.latest(paths, "demo")
    assert found == stored
    assert found.folder.name.startswith("2026-11-21_")
    assert found.id == f"demo/{found.folder.name}"
    assert [item["name"] for item in found.manifest["files"]] == ["a.csv", "b.csv"]
    assert found.manifest["licence"] == "CC0" and found.manifest["citation"] == "A test"
    assert found.path("a.csv").read_bytes() == b"1"
    found.verify()
    assert leftovers(paths) == []


def test_the_hashes_are_sha256(store):
    manifest = store({"a.csv": b"abc"}, "2026-11-21T10:00:00Z").manifest
    assert manifest["files"][0]["sha256"] == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert manifest["files"][0]["bytes"] == 3


def test_same_content_makes_no_new_snapshot(paths, store):
    first = store({"a.csv": b"1"}, "2026-11-21T10:00:00Z")
    assert store({"a.csv": b"1"}, "2026-12-21T10:00:00Z") == first
    assert len(snapshots.snapshots(paths, "demo")) == 1


def test_another_name_for_the_same_bytes_is_other_content(paths, store):
    store({"a.csv": b"1"}, "2026-11-21T10:00:00Z")
    store({"b.csv": b"1"}, "2026-11-22T10:00:00Z")
    assert len(snapshots.snapshots(paths, "demo")) == 2


@pytest.mark.parametrize("content", [b"%d" % number for number in range(8)])
def test_the_newest_of_one_day_is_the_one_retrieved_last(paths, store, content):
    """Folder names of one day differ in the hash alone, which says nothing about their order."""
    store({"a.csv": b"first"}, "2026-11-21T10:00:00Z")
    newest = store({"a.csv": content}, "2026-11-21T10:00:01Z")
    assert snapshots.latest(paths, "demo") == newest


def test_content_that_comes_back_on_the_same_day_is_the_newest_again(paths, store):
    first = store({"a.csv": b"1"}, "2026-11-21T10:00:00Z")
    store({"a.csv": b"2"}, "2026-11-21T11:00:00Z")
    assert store({"a.csv": b"1"}, "2026-11-21T12:00:00Z").folder == first.folder
    assert snapshots.latest(paths, "demo").path("a.csv").read_bytes() == b"1"
    snapshots.latest(paths, "demo").verify()
    assert len(snapshots.snapshots(paths, "demo")) == 2
    assert leftovers(paths) == []


@pytest.mark.parametrize("retrieved_at", ["2026-11-21T10:00:00Z", "2026-11-20T23:59:59Z"])
def test_files_that_would_not_be_the_newest_are_refused(paths, store, retrieved_at):
    newest = store({"a.csv": b"1"}, "2026-11-21T10:00:00Z")
    with pytest.raises(SnapshotBroken, match="would not be read"):
        store({"a.csv": b"2"}, retrieved_at)
    assert snapshots.snapshots(paths, "demo") == [newest]


@pytest.mark.parametrize("name", ["../x", "a/b", "/x", "..", ".", "", "manifest.json", "Manifest.JSON", "a/"])
def test_a_name_that_would_leave_the_folder_is_refused(paths, store, name):
    with pytest.raises(SnapshotBroken, match="cannot be the name"):
        store({name: b"1"}, "2026-11-21T10:00:00Z")
    assert not paths.raw.exists()


def test_a_failed_copy_leaves_nothing(paths, store, monkeypatch):
    def fail(*_):
        raise OSError("No space left on device")

    monkeypatch.setattr("shutil.copyfile", fail)
    with pytest.raises(OSError, match="No space"):
        store({"a.csv": b"1"}, "2026-11-21T10:00:00Z")
    assert leftovers(paths) == []
    assert snapshots.newest(paths, "demo") is None


def test_what_was_left_by_a_killed_copy_is_no_snapshot(paths, store):
    (paths.raw / "demo" / ".new-abc").mkdir(parents=True)
    assert snapshots.newest(paths, "demo") is None
    stored = store({"a.csv": b"1"}, "2026-11-21T10:00:00Z")
    assert snapshots.snapshots(paths, "demo") == [stored]


def test_no_snapshot_yet(paths):
    with pytest.raises(SourceUnavailable, match="no snapshot of the source demo") as caught:
        snapshots.latest(paths, "demo")
    assert "sscmon fetch demo" in caught.value.todo


def test_a_file_the_snapshot_does_not_have(store):
    with pytest.raises(SourceChanged, match=r"has no file b\.csv; it has a\.csv"):
        store({"a.csv": b"1"}, "2026-11-21T10:00:00Z").path("b.csv")


DAMAGE = {
    "cut": (lambda folder: (folder / "a.csv").write_bytes(b"12"), "has 2 bytes where the manifest says 3"),
    "altered": (lambda folder: (folder / "a.csv").write_bytes(b"124"), "differs from the manifest"),
    "missing": (lambda folder: (folder / "a.csv").unlink(), "is missing"),
}


@pytest.mark.parametrize(("harm", "told"), DAMAGE.values(), ids=DAMAGE.keys())
def test_a_damaged_file_is_named(store, harm, told):
    snapshot = store({"a.csv": b"123", "b.csv": b"4"}, "2026-11-21T10:00:00Z")
    harm(snapshot.folder)
    with pytest.raises(SnapshotBroken, match=told) as caught:
        snapshot.verify()
    assert caught.value.where == str(snapshot.folder / "a.csv")
    assert "restore the file from version control" in caught.value.todo


MANIFESTS = {
    "missing": None,
    "empty": "",
    "not JSON": "{'files': []}",
    "not UTF-8": b"\xff\xfe",
    "a list": "[]",
    "no files": json.dumps({"retrieved_at": "2026-11-21"}),
    "no time": json.dumps({"files": []}),
    "a file without hash": json.dumps({"retrieved_at": "2026-11-21", "files": [{"name": "a.csv", "bytes": 1}]}),
    "files as texts": json.dumps({"retrieved_at": "2026-11-21", "files": ["a.csv"]}),
}


@pytest.mark.parametrize("manifest", MANIFESTS.values(), ids=MANIFESTS.keys())
def test_a_damaged_manifest_is_told_and_older_files_do_not_take_its_place(paths, store, manifest):
    store({"a.csv": b"1"}, "2026-11-20T10:00:00Z")
    newest = store({"a.csv": b"2"}, "2026-11-21T10:00:00Z")
    file = newest.folder / "manifest.json"
    if manifest is None:
        file.unlink()
    else:
        file.write_bytes(manifest if isinstance(manifest, bytes) else manifest.encode())
    with pytest.raises(SnapshotBroken, match="no readable manifest") as caught:
        snapshots.latest(paths, "demo")
    assert caught.value.where == str(file)
    assert "restore the folder" in caught.value.todo
