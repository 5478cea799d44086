"""Snapshots: dated, hashed copies of what a publisher gave, each a folder with its manifest."""

import hashlib
import json
import os
import shutil
import tempfile
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from sscmon.errors import SnapshotBroken, SourceUnavailable
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
            SnapshotBroken: it is missing or not readable.
        """
        path = self.folder / MANIFEST
        try:
            return json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise SnapshotBroken(
                f"the snapshot {self.id} has no readable manifest",
                where=str(path),
                todo="restore the folder from version control, or fetch the source again",
            ) from error

    @property
    def content_sha256(self) -> str:
        """One hash over the names and contents of all files."""
        return _content_hash({item["name"]: item["sha256"] for item in self.manifest["files"]})

    def path(self, name: str) -> Path:
        return self.folder / name

    def verify(self) -> None:
        """Compare every file with the manifest.

        Raises:
            SnapshotBroken: a file is missing, cut or altered.
        """
        for item in self.manifest["files"]:
            path = self.path(item["name"])
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
                "sscmon snapshot SOURCE FOLDER",
            )


def sha256_of(path: Path) -> str:
    """SHA-256 of a file, read in pieces."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _content_hash(hashes: dict[str, str]) -> str:
    digest = hashlib.sha256()
    for name in sorted(hashes):
        digest.update(f"{name}\0{hashes[name]}\n".encode())
    return digest.hexdigest()


def snapshots(paths: Paths, source_id: str) -> list[Snapshot]:
    """All snapshots of a source, oldest first."""
    folder = paths.raw / source_id
    found = sorted(entry for entry in folder.glob("*/") if (entry / MANIFEST).is_file())
    return [Snapshot(source_id, entry) for entry in found]


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
            todo="take one from files on disk: sscmon snapshot SOURCE FOLDER",
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
) -> Snapshot:
    """Copy files into a new snapshot, or return the newest one if its contents are the same.

    Args:
        files: name in the snapshot to the file to copy; names are plain file names.
        retrieved_at: UTC time, ISO 8601; its day names the folder.
        licence, citation: as the publisher asks.
        urls: name to the address it came from.

    Raises:
        SnapshotBroken: a name would leave the folder.
    """
    for name in files:
        if Path(name).name != name or name == MANIFEST:
            raise SnapshotBroken(f"{name!r} cannot be the name of a file of a snapshot", where=source_id)
    hashes = {name: sha256_of(path) for name, path in files.items()}
    content = _content_hash(hashes)
    previous = newest(paths, source_id)
    if previous and previous.content_sha256 == content:
        return previous
    manifest = {
        "source_id": source_id,
        "retrieved_at": retrieved_at,
        "licence": licence,
        "citation": citation,
        "files": [
            {
                "name": name,
                "url": (urls or {}).get(name, ""),
                "bytes": files[name].stat().st_size,
                "sha256": hashes[name],
            }
            for name in sorted(files)
        ],
    }
    parent = paths.raw / source_id
    parent.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix=".new-", dir=parent))
    try:
        for name, path in files.items():
            shutil.copyfile(path, aside / name)
        text = json.dumps(manifest, indent=2, ensure_ascii=False) + "\n"
        (aside / MANIFEST).write_text(text, encoding="utf-8")
        aside.chmod(0o755)
        folder = parent / f"{retrieved_at[:10]}_{content[:8]}"
        os.replace(aside, folder)
    except BaseException:
        shutil.rmtree(aside, ignore_errors=True)
        raise
    return Snapshot(source_id, folder)
