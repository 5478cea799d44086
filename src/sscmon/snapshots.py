"""Snapshots: dated, hashed copies of what a publisher gave, each a folder with its manifest."""

import hashlib
import json
import os
import shutil
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

from sscmon.errors import SnapshotBroken, SourceChanged, SourceUnavailable
from sscmon.paths import Paths

MANIFEST = "manifest.json"


@dataclass(frozen=True)
class Snapshot:
    """One dated copy of a source: `folder` holds its files and `manifest.json`."""

    source_id: str
    folder: Path

    @property
    def id(self) -> str:
        return f"{self.source_id}/{self.folder.name}"

    @cached_property
    def manifest(self) -> dict:
        """The manifest: when and from where the files came, their sizes and hashes.

        Raises:
            SnapshotBroken: it is missing, not readable or incomplete.
        """
        path = self.folder / MANIFEST
        try:
            manifest = json.loads(path.read_text(encoding="utf-8"))
            complete = manifest["retrieved_at"] and all(
                item.keys() >= {"name", "url", "bytes", "sha256"} for item in manifest["files"]
            )
            if not complete:
                raise ValueError("it lacks retrieved_at or what each file is")
            return manifest
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise SnapshotBroken(
                f"the snapshot {self.id} has no readable manifest",
                where=str(path),
                todo="restore the folder from version control, or fetch the source again",
            ) from error

    @property
    def content_sha256(self) -> str:
        """One hash over the names and contents of all files."""
        return _content_hash({item["name"]: item["sha256"] for item in self.manifest["files"]})

    @property
    def steady_sha256(self) -> str:
        """The same, but over what counts of each file: a "generated at" stamp that a source names is left out."""
        return _steady_hash(self.manifest["files"])

    def path(self, name: str) -> Path:
        """Where one of its files lies.

        Raises:
            SourceChanged: the snapshot has no such file.
        """
        known = [item["name"] for item in self.manifest["files"]]
        if name not in known:
            raise SourceChanged(
                f"the snapshot {self.id} has no file {name}; it has {', '.join(known) or 'none'}",
                where=str(self.folder),
                todo="take a new snapshot with all files of the source, or teach its reader the new names",
            )
        return self.folder / name

    def verify(self) -> None:
        """Compare every file with the manifest.

        Raises:
            SnapshotBroken: a file is missing, cut or altered.
        """
        for item in self.manifest["files"]:
            path = self.folder / item["name"]
            if not path.is_file():
                what = "is missing"
            elif path.stat().st_size != item["bytes"]:
                what = f"has {path.stat().st_size:,} bytes where the manifest says {item['bytes']:,}"
            elif sha256_of(path) != item["sha256"]:
                what = "differs from the manifest (its SHA-256 is another)"
            else:
                continue
            raise SnapshotBroken(
                f"the file {item['name']} of the snapshot {self.id} {what}",
                where=str(path),
                todo="restore the file from version control; new content belongs in a new snapshot: "
                "sscmon fetch SOURCE --from FOLDER",
            )


def utc_now() -> str:
    """The time of a snapshot taken now: UTC, ISO 8601, fine enough to order two of the same second."""
    return datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def sha256_of(path: Path) -> str:
    """SHA-256 of a file, read in pieces."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _content_hash(hashes: dict[str, str]) -> str:
    digest = hashlib.sha256()
    for name in sorted(hashes):
        digest.update(f"{name}\0{hashes[name]}\n".encode())
    return digest.hexdigest()


def _steady_hash(items: list[dict]) -> str:
    return _content_hash({item["name"]: item.get("steady_sha256") or item["sha256"] for item in items})


def snapshots(paths: Paths, source_id: str) -> list[Snapshot]:
    """All snapshots of a source, oldest first.

    Raises:
        SnapshotBroken: one of them has no readable manifest, so that their order is not known.
    """
    folders = [entry for entry in (paths.raw / source_id).glob("*/") if not entry.name.startswith(".")]
    found = [Snapshot(source_id, entry) for entry in folders]
    return sorted(found, key=lambda snapshot: (snapshot.manifest["retrieved_at"], snapshot.folder.name))


def latest(paths: Paths, source_id: str) -> Snapshot:
    """The newest snapshot of a source.

    Raises:
        SourceUnavailable: there is none yet.
    """
    found = newest(paths, source_id)
    if found is None:
        raise SourceUnavailable(
            f"there is no snapshot of the source {source_id} yet",
            where=str(paths.raw / source_id),
            todo=f"fetch it: sscmon fetch {source_id}; or give a file that you downloaded: "
            f"sscmon fetch {source_id} --from FILE_OR_FOLDER",
        )
    return found


def newest(paths: Paths, source_id: str) -> Snapshot | None:
    """The newest snapshot of a source, or None where there is none."""
    found = snapshots(paths, source_id)
    return found[-1] if found else None


def store(
    paths: Paths,
    source_id: str,
    files: dict[str, Path],
    *,
    retrieved_at: str,
    licence: str,
    citation: str,
    urls: dict[str, str] | None = None,
    details: dict[str, dict[str, str]] | None = None,
) -> Snapshot:
    """Put files into a new snapshot, or return the newest one if what counts of its contents is the same.

    Files that lie below the raw folder already are linked, all others copied.

    Args:
        files: name in the snapshot to the file to copy; names are plain file names.
        retrieved_at: UTC time, ISO 8601, after that of the newest snapshot; its day names the folder.
        licence, citation: as the publisher asks.
        urls: name to the address it came from.
        details: name to more that the manifest says of it; `steady_sha256` is a hash over what counts of the file.

    Raises:
        SnapshotBroken: a name would leave the folder, or a newer snapshot is already there.
    """
    for name in files:
        if Path(name).name != name or name.lower() in ("", "..", MANIFEST):
            raise SnapshotBroken(f"{name!r} cannot be the name of a file of a snapshot", where=source_id)
    items = [
        {
            "name": name,
            "url": (urls or {}).get(name, ""),
            "bytes": files[name].stat().st_size,
            "sha256": sha256_of(files[name]),
            **(details or {}).get(name, {}),
        }
        for name in sorted(files)
    ]
    previous = newest(paths, source_id)
    if previous and previous.steady_sha256 == _steady_hash(items) and _is_sound(previous):
        return previous
    parent = paths.raw / source_id
    content = _content_hash({item["name"]: item["sha256"] for item in items})
    folder = parent / f"{retrieved_at[:10]}_{content[:8]}"
    if previous and previous.folder != folder and previous.manifest["retrieved_at"] >= retrieved_at:
        raise SnapshotBroken(
            f"the files were retrieved at {retrieved_at}, not after those of {previous.id}, so they would not be read",
            where=str(previous.folder),
            todo="give the time of retrieval to the second",
        )
    manifest = {
        "source_id": source_id,
        "retrieved_at": retrieved_at,
        "licence": licence,
        "citation": citation,
        "files": items,
    }
    parent.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix=".new-", dir=parent))
    try:
        for name, path in files.items():
            _place(paths, path, aside / name)
        text = json.dumps(manifest, indent=2, ensure_ascii=False) + "\n"
        (aside / MANIFEST).write_text(text, encoding="utf-8")
        aside.chmod(0o755)
        if folder.exists():
            for name in (*files, MANIFEST):
                os.replace(aside / name, folder / name)
            shutil.rmtree(aside)
        else:
            os.replace(aside, folder)
    except BaseException:
        shutil.rmtree(aside, ignore_errors=True)
        raise
    return Snapshot(source_id, folder)


def _is_sound(snapshot: Snapshot) -> bool:
    try:
        snapshot.verify()
    except SnapshotBroken:
        return False
    return True


def _place(paths: Paths, path: Path, target: Path) -> None:
    if path.resolve().is_relative_to(paths.raw.resolve()):
        try:
            os.link(path, target)
            return
        except OSError:
            pass
    shutil.copyfile(path, target)
