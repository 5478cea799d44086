"""A release that is ready to leave: every file is the one its checksums name, and no other is there."""

import hashlib
import re
import shutil
import zipfile
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from sscmon.errors import NotFound, PublishingFailed
from sscmon.publish.release import CHECKSUMS, NAME
from sscmon.publish.released import read_record
from sscmon.snapshots import sha256_of

LINE = re.compile(r"([0-9a-f]{64})  (.+)")


@dataclass(frozen=True)
class WholeRelease:
    """A release on disk.

    Attributes:
        files: SHA-256 of each file by its path in the release; the checksums themselves are not among them.
    """

    folder: Path
    files: dict[str, str]

    @property
    def name(self) -> str:
        return self.folder.name

    @cached_property
    def created(self) -> str:
        """The day of the newest snapshot (ISO 8601)."""
        return read_record(self.folder)["created"][:10]

    @property
    def checksums(self) -> Path:
        return self.folder / CHECKSUMS


def read_whole(folder: Path) -> WholeRelease:
    """Check every file of a release against its checksums.

    Raises:
        NotFound: the folder is no release.
        PublishingFailed: a file is missing, altered, not listed, or a link to somewhere else.
    """
    folder = folder.resolve()
    if not NAME.fullmatch(folder.name) or not (folder / CHECKSUMS).is_file():
        raise NotFound("this is no release", where=str(folder), todo="name one, as release/2026.1")
    lines = (folder / CHECKSUMS).read_text(encoding="utf-8").splitlines()
    files = {match[2]: match[1] for line in lines if (match := LINE.fullmatch(line))}
    if links := [path.name for path in folder.rglob("*") if path.is_symlink()]:
        raise _altered(folder, f"a release holds files, no links: {', '.join(links[:5])}")
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()} - {CHECKSUMS}
    if len(files) != len(lines) or there != files.keys():
        wrong = sorted(there ^ files.keys())[:5]
        raise _altered(folder, f"the files are not those that {CHECKSUMS} lists: {', '.join(wrong)}")
    for name, digest in files.items():
        if sha256_of(folder / name) != digest:
            raise _altered(folder / name, f"the file {name} is not the one that {CHECKSUMS} names")
    return WholeRelease(folder, files)


def _altered(place: Path, what: str) -> PublishingFailed:
    return PublishingFailed(what, where=str(place), todo="write the release again: sscmon release")


def is_newer(name: str, other: str) -> bool:
    """Whether one release comes after another: 2026.10 after 2026.9."""
    return [int(part) for part in name.split(".")] > [int(part) for part in other.split(".")]


def bundle(release: WholeRelease, folder: Path) -> dict[str, Path]:
    """The release for sites without folders: its top files one by one, and all of it as a zip, the same each time.

    Args:
        folder: where the zip is written.

    Returns:
        Name on the site to the file.
    """
    archive = folder / f"sscmon-{release.name}.zip"
    names = sorted([*release.files, CHECKSUMS])
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as file:
        for name in names:
            entry = zipfile.ZipInfo(f"sscmon-{release.name}/{name}")
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            with (release.folder / name).open("rb") as source, file.open(entry, "w", force_zip64=True) as target:
                shutil.copyfileobj(source, target)
    return {name: release.folder / name for name in names if "/" not in name} | {archive.name: archive}


def md5_of(path: Path) -> str:
    """MD5 of a file, which sites give back for what they received; not for security."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.md5(usedforsecurity=False)).hexdigest()
