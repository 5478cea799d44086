"""Zip archives of strangers: read within limits, never written outside the folder, Deflate64 included."""

import os
import stat
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from stream_inflate import stream_inflate64

from sscmon.errors import SourceChanged

DEFLATE64 = 9
READABLE = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA, DEFLATE64)
LOCAL_HEADER_BYTES = 30
PIECE = 1 << 16
ARCHIVE_MAGIC = (b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b", b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\x07", b"\xfd7zXZ\x00")
OFFICE_SUFFIXES = (".xlsx", ".docx", ".pptx", ".ods")
TODO = "fetch it again; if the publisher really sends this, adjust the limits of the source"


@dataclass(frozen=True)
class Limits:
    """What an archive may hold.

    Attributes:
        members: files.
        total_bytes: bytes of all files when unpacked.
        ratio: unpacked bytes for one packed byte, over the whole archive; small archives are not measured.
    """

    members: int = 10_000
    total_bytes: int = 8 << 30
    ratio: float = 200.0


@contextmanager
def opened(path: Path, limits: Limits | None = None) -> Iterator[zipfile.ZipFile]:
    """An archive whose list of members is within the limits and holds no trap.

    Raises:
        SourceChanged: it is no zip archive or is cut, exceeds a limit, or has a member that is encrypted, a link,
            doubled, overlapping others or named so that it would leave the folder.
    """
    limits = limits or Limits()
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, UnicodeDecodeError, NotImplementedError, ValueError) as error:
        raise _broken(path, f"cannot be read as a zip archive ({error})") from error
    with archive:
        _check_members(path, archive.infolist(), limits)
        yield archive


def members(path: Path, limits: Limits | None = None) -> list[zipfile.ZipInfo]:
    """The files of an archive, without folders; raises as `opened`."""
    with opened(path, limits) as archive:
        return [info for info in archive.infolist() if not info.is_dir()]


def verify(path: Path, limits: Limits | None = None) -> None:
    """Read every member to its end and compare its length and CRC; raises as `opened` and `pieces`."""
    with opened(path, limits) as archive:
        for info in archive.infolist():
            for _ in pieces(archive, info):
                pass


def extract(path: Path, folder: Path, names: list[str] | None = None, limits: Limits | None = None) -> list[Path]:
    """Unpack members below `folder`, each written aside and put in place when it is whole.

    Args:
        names: the members wanted; all of them without it.

    Raises:
        SourceChanged: as `opened` and `pieces`; a wanted member is not there; a member is an archive itself.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with opened(path, limits) as archive:
        found = {info.filename: info for info in archive.infolist() if not info.is_dir()}
        missing = [name for name in names or () if name not in found]
        if missing:
            raise _broken(path, f"has no member {', '.join(missing)}; it has {', '.join(sorted(found)[:10])}")
        return [_extract_one(archive, found[name], folder) for name in names or found]


def pieces(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[bytes]:
    """The unpacked bytes of one member, piece by piece.

    Raises:
        SourceChanged: its data is damaged, longer or shorter than declared, or its CRC is another.
    """
    where = Path(archive.filename)
    length = crc = 0
    unpack = _deflate64 if info.compress_type == DEFLATE64 else _standard
    try:
        for piece in unpack(archive, info):
            length += len(piece)
            if length > info.file_size:
                raise _broken(where, f"is damaged: {info.filename} is longer than {info.file_size:,} bytes")
            crc = zlib.crc32(piece, crc)
            yield piece
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, LookupError, ValueError) as error:
        raise _broken(where, f"is damaged at {info.filename} ({error})") from error
    if length != info.file_size or crc != info.CRC:
        raise _broken(where, f"is damaged: {info.filename} does not have its declared length and checksum")


def _standard(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[bytes]:
    with archive.open(info) as file:
        while piece := file.read(PIECE):
            yield piece


def _deflate64(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[bytes]:
    uncompressed, _, _ = stream_inflate64()
    with open(archive.filename, "rb") as file:
        yield from uncompressed(_packed(file, info))


def _packed(file, info: zipfile.ZipInfo) -> Iterator[bytes]:
    file.seek(info.header_offset)
    header = file.read(LOCAL_HEADER_BYTES)
    if header[:4] != ARCHIVE_MAGIC[0]:
        raise zipfile.BadZipFile("no local header")
    name_bytes, extra_bytes = (int.from_bytes(header[at : at + 2], "little") for at in (26, 28))
    file.seek(name_bytes + extra_bytes, os.SEEK_CUR)
    left = info.compress_size
    while left:
        piece = file.read(min(PIECE, left))
        if not piece:
            raise EOFError("the packed data ends early")
        left -= len(piece)
        yield piece


def _extract_one(archive: zipfile.ZipFile, info: zipfile.ZipInfo, folder: Path) -> Path:
    target = folder / info.filename
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".member-", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            for index, piece in enumerate(pieces(archive, info)):
                if not index and _is_archive(info.filename, piece):
                    raise _broken(Path(archive.filename), f"holds an archive inside the archive: {info.filename}")
                file.write(piece)
        os.chmod(name, 0o644)
        os.replace(name, target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return target


def _is_archive(name: str, start: bytes) -> bool:
    return start.startswith(ARCHIVE_MAGIC) and not name.lower().endswith(OFFICE_SUFFIXES)


def _check_members(path: Path, infos: list[zipfile.ZipInfo], limits: Limits) -> None:
    packed_bytes = path.stat().st_size
    unpacked_bytes = sum(info.file_size for info in infos)
    if len(infos) > limits.members:
        raise _broken(path, f"has {len(infos):,} members where {limits.members:,} are allowed")
    if unpacked_bytes > limits.total_bytes:
        raise _broken(path, f"unpacks to {unpacked_bytes:,} bytes where {limits.total_bytes:,} are allowed")
    if unpacked_bytes > max(packed_bytes, PIECE) * limits.ratio:
        raise _broken(path, f"unpacks to more than {limits.ratio:g} times its size ({unpacked_bytes:,} bytes)")
    if sum(info.compress_size for info in infos) > packed_bytes:
        raise _broken(path, "has members that overlap")
    seen = set()
    for info in infos:
        if fault := _fault(info):
            raise _broken(path, f"has a member that {fault}: {info.filename!r}")
        if info.filename.casefold() in seen:
            raise _broken(path, f"has a member twice: {info.filename!r}")
        seen.add(info.filename.casefold())


def _fault(info: zipfile.ZipInfo) -> str:
    name = info.filename
    leaves = name.startswith("/") or "\\" in name or ":" in name or ".." in PurePosixPath(name).parts
    if leaves or not name.isprintable():
        return "would be written outside the folder"
    if stat.S_IFMT(info.external_attr >> 16) not in (0, stat.S_IFREG, stat.S_IFDIR):
        return "is a link or a device"
    if info.flag_bits & 0x1:
        return "is encrypted"
    if info.compress_type not in READABLE:
        return f"is packed by an unknown method ({info.compress_type})"
    return ""


def _broken(path: Path, what: str) -> SourceChanged:
    return SourceChanged(f"the archive {path.name} {what}", where=str(path), todo=TODO)
