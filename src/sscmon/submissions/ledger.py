"""The record of submissions: every file as it came, with its receipt and the rows taken and refused, and withdrawals.

Each event makes a new snapshot of the source `submission` that holds everything received so far; files that were there
before are linked, not copied. So an event is recorded whole or not at all, and nothing that was recorded changes.

    S000001.xlsx            the bytes as received (S, a running number, the ending of the format)
    S000001.receipt.json    who, when, on which terms, how many rows
    S000001.accepted.jsonl  one row a line: {table, address, values}
    S000001.refused.jsonl   the same with its reasons, as in a quarantine
    S000001.withdrawn.json  who withdrew it and when, if they did
    as_of.json              the day the record speaks of: embargoes up to it are over
"""

import fcntl
import json
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

from sscmon.errors import NotFound, SscmonError
from sscmon.paths import Paths
from sscmon.snapshots import Snapshot, newest, sha256_of, store, utc_now
from sscmon.submissions.registry import STATES

SOURCE = "submission"
RECEIPT, ACCEPTED, REFUSED, WITHDRAWN = ".receipt.json", ".accepted.jsonl", ".refused.jsonl", ".withdrawn.json"
AS_OF = "as_of.json"
LICENCE = "as each submitter agreed to; see the receipt of each submission"
CITATION = "submissions to sscmon; cite the submitter and the document named with each figure"


class NotRecorded(SscmonError):
    """A submission could not be recorded; nothing of it was kept."""


@dataclass(frozen=True)
class Receipt:
    """What a submitter gets for a submission.

    Attributes:
        submission_id: S and a running number.
        submitter_id, submitter_name, side: who submitted it, as registered then.
        received_at: UTC time, ISO 8601.
        file_name: as the submitter called it.
        stored_as: name of the file in the record.
        sha256, bytes: of the file as received.
        language: in which it was filled in.
        confidentiality, embargo_until: what holds for the whole file; a row may be stricter.
        has_consent: the submitter says that the people it tells about agree to its publication.
        rows: table to {accepted, refused}.
        is_named: the submitter agreed to be named in what is published; a state is named in any case.
        snapshot_id: the snapshot that recorded it.
        withdrawn_at: when it was withdrawn; empty while it stands.
    """

    submission_id: str
    submitter_id: str
    submitter_name: str
    side: str
    received_at: str
    file_name: str
    stored_as: str
    sha256: str
    bytes: int
    language: str
    confidentiality: str
    embargo_until: str
    has_consent: bool
    rows: dict[str, dict[str, int]] = field(default_factory=dict)
    is_named: bool = False
    snapshot_id: str = ""
    withdrawn_at: str = ""

    @property
    def names_submitter(self) -> bool:
        """Whether what it brought is published under the submitter's identifier."""
        return self.is_named or self.side in STATES

    @property
    def accepted(self) -> int:
        return sum(count["accepted"] for count in self.rows.values())

    @property
    def refused(self) -> int:
        return sum(count["refused"] for count in self.rows.values())


@contextmanager
def locked(paths: Paths) -> Iterator[None]:
    """Hold the one lock of the record; waits for whoever holds it, and removes what a killed process left half-written.

    Raises:
        NotRecorded: the folder cannot be written.
    """
    folder = paths.raw / SOURCE
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = (folder / ".lock").open("w")
    except OSError as error:
        raise _unwritable(folder, error) from error
    with file:
        fcntl.flock(file, fcntl.LOCK_EX)
        for leftover in folder.glob(".new-*"):
            shutil.rmtree(leftover, ignore_errors=True)
        yield


def _unwritable(folder: Path, error: OSError) -> NotRecorded:
    return NotRecorded(
        f"the submission could not be recorded: {error.strerror or error}",
        where=str(folder),
        todo="nothing was kept; the operator makes room or mends the disk, then the same file can be submitted again",
    )


def receipts(paths: Paths) -> list[Receipt]:
    """All submissions on record, oldest first."""
    snapshot = newest(paths, SOURCE)
    return receipts_of(snapshot) if snapshot else []


def receipts_of(snapshot: Snapshot) -> list[Receipt]:
    """All submissions that a snapshot holds, oldest first."""
    names = sorted(item["name"] for item in snapshot.manifest["files"])
    found = []
    for name in names:
        if name.endswith(RECEIPT):
            told = _read(snapshot.path(name))
            withdrawn = name.removesuffix(RECEIPT) + WITHDRAWN
            told["withdrawn_at"] = _read(snapshot.path(withdrawn))["withdrawn_at"] if withdrawn in names else ""
            found.append(Receipt(**told))
    return found


def as_of(snapshot: Snapshot) -> str:
    """The day a snapshot speaks of."""
    return _read(snapshot.path(AS_OF))["as_of"]


def lines(snapshot: Snapshot, submission_id: str, ending: str) -> Iterator[dict]:
    """The rows that were taken (ACCEPTED) or refused (REFUSED) of one submission."""
    with snapshot.path(submission_id + ending).open(encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def refused(paths: Paths, receipt: Receipt) -> Iterator[dict]:
    """The refused rows of a submission: table, address, values and reasons."""
    return lines(newest(paths, SOURCE), receipt.submission_id, REFUSED)


def add(paths: Paths, file: Path, receipt: Callable[[str], Receipt], taken: list[dict], left: list[dict]) -> Receipt:
    """Record one submission; the lock must be held.

    Args:
        file: the file as received.
        receipt: makes the receipt for the identifier it is given.
        taken, left: rows as `lines` gives them back.

    Raises:
        NotRecorded: the disk is full or cannot be written; nothing was kept.
    """
    before = receipts(paths)
    made = receipt(f"S{len(before) + 1:06d}")
    with _aside(paths) as folder:
        shutil.copyfile(file, folder / made.stored_as)
        if sha256_of(folder / made.stored_as) != made.sha256:
            raise NotRecorded(
                "the file changed while it was read", where=file.name, todo="submit it once it is finished"
            )
        _write_lines(folder / f"{made.submission_id}{ACCEPTED}", taken)
        _write_lines(folder / f"{made.submission_id}{REFUSED}", left)
        told = {name: value for name, value in asdict(made).items() if name not in ("snapshot_id", "withdrawn_at")}
        _write(folder / f"{made.submission_id}{RECEIPT}", told)
        snapshot = _store(paths, folder)
    return Receipt(**{**asdict(made), "snapshot_id": snapshot.id})


def withdraw(paths: Paths, submission_id: str, submitter_id: str) -> Receipt:
    """Take a submission out of publication; it stays on record. The lock must be held.

    Raises:
        NotFound: the submitter has no such submission.
        NotRecorded: the disk is full or cannot be written.
    """
    own = {one.submission_id: one for one in receipts(paths) if one.submitter_id == submitter_id}
    if submission_id not in own:
        raise NotFound(
            f"{submitter_id} has no submission {submission_id!r}",
            todo=f"name one of: {', '.join(own)}" if own else "it has not submitted anything yet",
        )
    if own[submission_id].withdrawn_at:
        return own[submission_id]
    now = utc_now()
    with _aside(paths) as folder:
        told = {"submission_id": submission_id, "withdrawn_at": now, "withdrawn_by": submitter_id}
        _write(folder / f"{submission_id}{WITHDRAWN}", told)
        snapshot = _store(paths, folder)
    return next(one for one in receipts_of(snapshot) if one.submission_id == submission_id)


def speak_of(paths: Paths, day: str) -> Snapshot:
    """Record that the day has come, so that embargoes up to it are over. The lock must be held."""
    with _aside(paths) as folder:
        return _store(paths, folder, day)


@contextmanager
def _aside(paths: Paths) -> Iterator[Path]:
    """A folder below the record to write new files to; gone afterwards."""
    parent = paths.raw / SOURCE
    try:
        folder = Path(tempfile.mkdtemp(prefix=".new-", dir=parent))
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    except OSError as error:
        raise _unwritable(parent, error) from error


def _store(paths: Paths, folder: Path, day: str = "") -> Snapshot:
    now = utc_now()
    before = newest(paths, SOURCE)
    known = {item["name"]: before.path(item["name"]) for item in before.manifest["files"]} if before else {}
    _write(folder / AS_OF, {"as_of": max(day or now[:10], as_of(before) if before else "")})
    files = {**known, **{path.name: path for path in sorted(folder.iterdir())}}
    return store(paths, SOURCE, files, retrieved_at=now, licence=LICENCE, citation=CITATION)


def _read(path: Path) -> dict:
    return json.loads(path.read_text(encoding="utf-8"))


def _write(path: Path, told: dict) -> None:
    path.write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _write_lines(path: Path, rows: list[dict]) -> None:
    with path.open("w", encoding="utf-8") as file:
        for row in rows:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


def copy_out(paths: Paths, receipt: Receipt, folder: Path) -> list[Path]:
    """Copy the receipt and the lists of rows taken and refused to a folder, for the submitter.

    Raises:
        NotFound: the submission is not on record.
    """
    snapshot = newest(paths, SOURCE)
    if snapshot is None or receipt.submission_id not in {one.submission_id for one in receipts_of(snapshot)}:
        raise NotFound(f"there is no submission {receipt.submission_id!r}", todo="list them: sscmon submissions")
    folder.mkdir(parents=True, exist_ok=True)
    names = [receipt.submission_id + ending for ending in (RECEIPT, ACCEPTED, REFUSED)]
    return [Path(shutil.copyfile(snapshot.path(name), folder / name)) for name in names]
