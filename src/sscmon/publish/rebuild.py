"""A release made again from its own snapshots and compared byte by byte."""

import importlib.metadata
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sscmon.build import build
from sscmon.errors import SourceUnavailable, SscmonError
from sscmon.fingerprint import code_sha256
from sscmon.paths import Paths, ReleasePaths
from sscmon.publish import notes
from sscmon.publish.draft import Draft
from sscmon.publish.release import write
from sscmon.publish.released import read_record
from sscmon.snapshots import Snapshot, sha256_of


@dataclass(frozen=True)
class Rebuilt:
    """What came of it: paths of files that are the same, that differ, and that only one side has.

    Attributes:
        taken_over: files that were copied, since the release before, which they compare with, is not here.
    """

    same: list[str]
    different: list[str]
    only_released: list[str]
    only_rebuilt: list[str]
    taken_over: list[str]

    @property
    def is_same(self) -> bool:
        return not (self.different or self.only_released or self.only_rebuilt)


def rebuild(paths: Paths, released: Path, progress: Callable[[int, int, str], None]) -> Rebuilt:
    """Build and release again in a folder of its own, which is removed, and compare every file.

    Snapshots that the release carries are taken from it, others from the project, where they must have the hashes of
    the record.

    Args:
        paths: the project to look for fetched snapshots and for the release before.
        progress: called before each step with steps done, steps in all and the step's key.

    Raises:
        NotFound: the folder is no release.
        SscmonError: it was made with other code or other software, or the build fails.
        SourceUnavailable: a snapshot is not here.
    """
    record = read_record(released)
    _check_code(record, released)
    with tempfile.TemporaryDirectory(prefix="sscmon-") as folder:
        again = Paths(Path(folder).resolve() / "project")
        again.raw.mkdir(parents=True)
        again.sql.symlink_to(ReleasePaths(released).sql.resolve())
        for listed in record["snapshots"]:
            _place(paths, released, again, listed)
        report = build(again, progress)
        if report.errors:
            raise next(iter(report.errors.values()))
        target = Path(folder) / record["name"]
        target.mkdir()
        previous = _previous(paths, released, record)
        taken_over = _take_over(released, target) if previous and not previous.is_dir() else []
        name, created, accepted = (record[key] for key in ("name", "created", "accepted_drift"))
        write(Draft(again, target, name, created, previous=previous, accepted_drift=accepted))
        return _compared(released, target, taken_over)


def _check_code(record: dict, released: Path) -> None:
    code = record["code"]
    if code["sha256"] != code_sha256():
        raise SscmonError(
            f"the release was made with other code: version {code['version']}, SHA-256 {code['sha256'][:12]}…",
            where=str(released),
            todo="take that version of sscmon and rebuild with it",
        )
    for name, version in record["software"].items():
        if (here := importlib.metadata.version(name)) != version:
            raise SscmonError(
                f"the release was made with {name} {version}, here is {here}",
                where=str(released),
                todo="install what requirements.lock of that version names",
            )


def _place(paths: Paths, released: Path, again: Paths, listed: dict) -> None:
    """Put a snapshot where the build looks for it."""
    places = [ReleasePaths(released).raw, paths.raw]
    found = next((place / listed["snapshot_id"] for place in places if (place / listed["snapshot_id"]).is_dir()), None)
    if found is None:
        raise SourceUnavailable(
            f"the snapshot {listed['snapshot_id']} is not here; the release names its files by hash",
            where=", ".join(item["url"] for item in listed["files"] if item["url"]),
            todo=f"put the files into {paths.raw / listed['snapshot_id']}",
        )
    snapshot = Snapshot(listed["source_id"], found)
    snapshot.verify()
    hashes = [
        {item["name"]: item["sha256"] for item in files} for files in (snapshot.manifest["files"], listed["files"])
    ]
    if hashes[0] != hashes[1]:
        raise SscmonError(
            f"the snapshot {listed['snapshot_id']} is not the one the release was made from",
            where=str(found),
            todo="restore the files whose hashes the release's record lists",
        )
    target = again.raw / listed["snapshot_id"]
    target.parent.mkdir(parents=True, exist_ok=True)
    target.symlink_to(found.resolve())


def _hashes(files: list[dict]) -> dict[str, str]:
    return {item["name"]: item["sha256"] for item in files}


def _previous(paths: Paths, released: Path, record: dict) -> Path | None:
    if record["previous"] is None:
        return None
    beside, own = released.resolve().parent / record["previous"], paths.root / "release" / record["previous"]
    return own if own.is_dir() and not beside.is_dir() else beside


def _take_over(released: Path, target: Path) -> list[str]:
    found = [path for pattern in notes.PART.files for path in sorted(released.glob(pattern))]
    for path in found:
        (target / path.name).write_bytes(path.read_bytes())
    return [path.name for path in found]


def _compared(released: Path, rebuilt: Path, taken_over: list[str]) -> Rebuilt:
    sides = [
        {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
        for folder in (released, rebuilt)
    ]
    both = sorted(sides[0].keys() & sides[1].keys())
    same = [name for name in both if sha256_of(sides[0][name]) == sha256_of(sides[1][name])]
    return Rebuilt(
        same,
        [name for name in both if name not in set(same)],
        sorted(sides[0].keys() - sides[1].keys()),
        sorted(sides[1].keys() - sides[0].keys()),
        taken_over,
    )
