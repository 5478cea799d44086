"""The record: whole or not at all under races, kills and full disks; nothing lost, nothing doubled, nothing changed."""

import errno
import json
import multiprocessing
import os
import shutil
import signal
import time
from pathlib import Path

import pytest
from recorded import record, row

from sscmon import snapshots
from sscmon.errors import NotFound
from sscmon.paths import Paths
from sscmon.submissions import ledger
from sscmon.submissions.ledger import NotRecorded

PROCESSES = multiprocessing.get_context("forkserver")
PROCESSES.set_forkserver_preload(["pytest", "sscmon.submissions.ledger"])


@pytest.fixture
def paths(tmp_path) -> Paths:
    return Paths(tmp_path)


def flows(*names: str) -> list[dict]:
    return [row("flow", flow_reference=name) for name in names]


def recorded_flows(paths: Paths) -> dict[str, list[str]]:
    snapshot = snapshots.newest(paths, ledger.SOURCE)
    return {
        one.submission_id: [
            line["values"]["flow_reference"] for line in ledger.lines(snapshot, one.submission_id, ledger.ACCEPTED)
        ]
        for one in ledger.receipts_of(snapshot)
    }


def assert_sound(paths: Paths) -> None:
    for snapshot in snapshots.snapshots(paths, ledger.SOURCE):
        snapshot.verify()


def test_every_event_keeps_all_that_was_there(paths):
    first = record(paths, "min", "PROVIDER", flows("F1"), refused=[{"table": "flow", "reasons": []}])
    second = record(paths, "hti", "RECIPIENT_STATE", flows("F1"))
    assert (first.submission_id, second.submission_id) == ("S000001", "S000002")
    assert recorded_flows(paths) == {"S000001": ["F1"], "S000002": ["F1"]}
    [old, new] = snapshots.snapshots(paths, ledger.SOURCE)
    assert old.path("S000001.receipt.json").stat().st_ino == new.path("S000001.receipt.json").stat().st_ino
    assert list(ledger.lines(new, "S000001", ledger.REFUSED)) == [{"table": "flow", "reasons": []}]
    assert_sound(paths)


def test_withdrawal_leaves_the_record_and_is_the_submitters_own(paths):
    record(paths, "min", "PROVIDER", flows("F1"))
    record(paths, "hti", "RECIPIENT_STATE", flows("F1"))
    with ledger.locked(paths), pytest.raises(NotFound, match="min has no submission 'S000002'"):
        ledger.withdraw(paths, "S000002", "min")
    with ledger.locked(paths):
        withdrawn = ledger.withdraw(paths, "S000001", "min")
        assert withdrawn.withdrawn_at == ledger.withdraw(paths, "S000001", "min").withdrawn_at
    assert [bool(one.withdrawn_at) for one in ledger.receipts(paths)] == [True, False]
    assert recorded_flows(paths)["S000001"] == ["F1"]
    assert_sound(paths)


def submit_some(root: str, name: str, count: int, ready, go) -> None:
    ready.release()
    go.wait(60)
    for number in range(count):
        record(Paths(Path(root) / "project"), name, "PROVIDER", flows(f"{name}{number}"))


def test_racing_submissions_are_all_recorded_once(tmp_path):
    project = tmp_path / "project"
    project.mkdir()
    ready, go = PROCESSES.Semaphore(0), PROCESSES.Event()
    racers = [
        PROCESSES.Process(target=submit_some, args=(str(tmp_path), name, 4, ready, go)) for name in ("a", "b", "c")
    ]
    for racer in racers:
        racer.start()
    for _ in racers:
        assert ready.acquire(timeout=60)
    go.set()
    for racer in racers:
        racer.join(60)
        assert racer.exitcode == 0
    found = recorded_flows(Paths(project))
    assert sorted(found) == [f"S{n:06d}" for n in range(1, 13)]
    assert sorted(name for names in found.values() for name in names) == sorted(
        f"{name}{n}" for name in "abc" for n in range(4)
    )
    assert_sound(Paths(project))


def submit_for_ever(root: str, done) -> None:
    for number in range(10_000):
        done.value = int(record(Paths(Path(root)), "min", "PROVIDER", flows(f"F{number}")).submission_id[1:])


@pytest.mark.parametrize("after_s", [0.02, 0.05, 0.11])
def test_a_kill_in_the_middle_loses_and_doubles_nothing(paths, after_s):
    """Whoever has a receipt finds the submission; who has none finds it whole or not at all."""
    done = PROCESSES.RawValue("i", 0)  # a lock would stay locked where its holder is killed
    process = PROCESSES.Process(target=submit_for_ever, args=(str(paths.root), done))
    process.start()
    deadline = time.monotonic() + 30
    while not done.value and time.monotonic() < deadline:
        time.sleep(0.005)
    time.sleep(after_s)
    os.kill(process.pid, signal.SIGKILL)
    process.join(60)
    assert process.exitcode == -signal.SIGKILL
    with_receipt = done.value
    found = recorded_flows(paths)
    assert len(found) in (with_receipt, with_receipt + 1)
    assert [names for names in found.values()] == [[f"F{n}"] for n in range(len(found))]
    assert_sound(paths)
    after = record(paths, "min", "PROVIDER", flows("after"))
    assert after.submission_id == f"S{len(found) + 1:06d}"
    left = [entry.name for entry in (paths.raw / ledger.SOURCE).iterdir() if entry.name.startswith(".new-")]
    assert left == []


@pytest.mark.parametrize("failing", ["copyfile", "write_text", "replace"])
def test_a_full_disk_keeps_what_was_there(paths, monkeypatch, failing):
    record(paths, "min", "PROVIDER", flows("F1"))
    before = recorded_flows(paths)

    def full(*args, **kwargs):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        target = {"copyfile": (shutil, "copyfile"), "write_text": (ledger, "_write"), "replace": (os, "replace")}
        patch.setattr(*target[failing], full)
        with pytest.raises(NotRecorded, match="could not be recorded: No space left on device") as told:
            record(paths, "min", "PROVIDER", flows("F2"))
    assert "nothing was kept" in told.value.todo
    assert recorded_flows(paths) == before
    assert [entry.name for entry in (paths.raw / ledger.SOURCE).iterdir() if entry.name.startswith(".new-")] == []
    assert record(paths, "min", "PROVIDER", flows("F2")).submission_id == "S000002"
    assert recorded_flows(paths) == {"S000001": ["F1"], "S000002": ["F2"]}


def test_what_was_recorded_says_nothing_of_the_machine(paths):
    record(paths, "min", "PROVIDER", flows("F1"))
    snapshot = snapshots.newest(paths, ledger.SOURCE)
    for item in snapshot.manifest["files"]:
        assert str(paths.root) not in snapshot.path(item["name"]).read_text(encoding="utf-8")
    assert json.loads(snapshot.path("as_of.json").read_text())["as_of"] == snapshot.manifest["retrieved_at"][:10]
