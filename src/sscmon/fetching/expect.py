"""What a publisher's file must be before it counts as fetched: kind, columns, rows, size; and what of it counts."""

import csv
import hashlib
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from fnmatch import fnmatchcase
from itertools import islice
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from sscmon import archives
from sscmon.errors import SourceChanged

HEAD_BYTES = 1024
STAMP_BYTES = 1 << 16
LARGEST_CELL = 1_000_000
BOM = b"\xef\xbb\xbf"


class FileKind(StrEnum):
    CSV = "csv"
    JSON = "json"
    XML = "xml"
    ZIP = "zip"
    PARQUET = "parquet"
    XLSX = "xlsx"
    XLS = "xls"
    TEXT = "text"


@dataclass(frozen=True)
class Expect:
    """What one file must be.

    Attributes:
        kind: told from the first and last bytes, never from the name or the content type.
        columns: names that must be in the header of a csv or parquet file; `DONOR: Donor` counts as DONOR.
        min_rows: data rows a csv or parquet file must have.
        delimiter, skip_lines: of a csv file; the lines before its header.
        members: patterns of names a zip must hold.
        limits: of a zip or xlsx when unpacked.
        reads_members: read a zip to the end to prove it intact; without, only its list of members is checked.
        max_bytes: size of the file.
        digest: hash over what counts, for a file that changes without new content, such as `without_stamp(...)`.
    """

    kind: FileKind
    columns: tuple[str, ...] = ()
    min_rows: int = 0
    delimiter: str = ","
    skip_lines: int = 0
    members: tuple[str, ...] = ()
    limits: archives.Limits = field(default_factory=archives.Limits)
    reads_members: bool = True
    max_bytes: int = 2 << 30
    digest: Callable[[Path], str] | None = None

    def check_head(self, head: bytes, name: str) -> None:
        """Compare the first bytes with the kind.

        Raises:
            SourceChanged: they are of another kind; a web page is named by its title.
        """
        start = head.removeprefix(BOM).lstrip()
        if self.kind is not FileKind.TEXT and _is_html(start):
            title = re.search(rb"<title[^>]*>([^<]{1,80})", head, re.IGNORECASE)
            words = f" with the title {printable(title[1])!r}" if title else ""
            raise _changed(name, f"is a web page{words}, not {self.kind}")
        if not STARTS[self.kind](start):
            raise _changed(name, f"is not {self.kind}: it starts with {printable(head[:40])!r}")

    def check(self, path: Path, name: str) -> None:
        """Compare a whole file with all that is expected: its ends, then its content.

        Raises:
            SourceChanged: naming what differs.
        """
        self.check_ends(path, name)
        self.check_content(path, name)

    def check_ends(self, path: Path, name: str) -> None:
        """Compare size, first and last bytes; raises as `check`."""
        size = path.stat().st_size
        if not size:
            raise _changed(name, "is empty")
        if size > self.max_bytes:
            raise _changed(name, f"has {size:,} bytes where {self.max_bytes:,} are allowed")
        with path.open("rb") as file:
            self.check_head(file.read(HEAD_BYTES), name)
            file.seek(max(0, size - HEAD_BYTES))
            if not ENDS[self.kind](file.read().rstrip()):
                raise _changed(name, f"is cut: it does not end as {self.kind} does")

    def check_content(self, path: Path, name: str) -> None:
        """Compare columns, rows and members; raises as `check`."""
        match self.kind:
            case FileKind.CSV:
                self._check_csv(path, name)
            case FileKind.PARQUET:
                self._check_parquet(path, name)
            case FileKind.ZIP:
                self._check_zip(path, name, self.members)
            case FileKind.XLSX:
                self._check_zip(path, name, ("[[]Content_Types].xml", "xl/workbook.xml"))

    def _check_csv(self, path: Path, name: str) -> None:
        if not (self.columns or self.min_rows):
            return
        csv.field_size_limit(LARGEST_CELL)
        with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
            rows = csv.reader(islice(file, self.skip_lines, None), delimiter=self.delimiter)
            try:
                header = next(rows, [])
                self._check_columns([part for cell in header for part in {cell, cell.split(":")[0]}], name)
                self._check_rows(sum(1 for _ in islice((row for row in rows if row), self.min_rows)), name)
            except csv.Error as error:
                raise _changed(name, f"is not readable as csv ({error})") from error

    def _check_parquet(self, path: Path, name: str) -> None:
        try:
            with pq.ParquetFile(path) as file:
                found, count = file.schema_arrow.names, file.metadata.num_rows
        except (pa.ArrowInvalid, OSError) as error:
            raise _changed(name, f"is not readable as parquet ({str(error).splitlines()[0]})") from error
        self._check_columns(found, name)
        self._check_rows(min(count, self.min_rows), name)

    def _check_zip(self, path: Path, name: str, patterns: tuple[str, ...]) -> None:
        found = [info.filename for info in archives.members(path, self.limits)]
        missing = [p for p in patterns if not any(fnmatchcase(member, p) for member in found)]
        if missing:
            raise _changed(name, f"has no member {', '.join(missing)}; it has {', '.join(found[:5])}")
        if self.reads_members:
            archives.verify(path, self.limits)

    def _check_columns(self, found: list[str], name: str) -> None:
        missing = [column for column in self.columns if column not in found]
        if missing:
            raise _changed(name, f"has no column {', '.join(missing)}; it has {', '.join(found[:30])}")

    def _check_rows(self, count: int, name: str) -> None:
        if count < self.min_rows:
            raise _changed(name, f"has {count:,} rows where at least {self.min_rows:,} are expected")


def without_stamp(pattern: bytes) -> Callable[[Path], str]:
    """A digest that leaves out what `pattern` matches in the first 64 KiB, such as a "generated at" stamp."""
    stamp = re.compile(pattern)

    def digest(path: Path) -> str:
        with path.open("rb") as file:
            sha256 = hashlib.sha256(stamp.sub(b"", file.read(STAMP_BYTES)))
            while piece := file.read(STAMP_BYTES):
                sha256.update(piece)
        return sha256.hexdigest()

    return digest


def of_members(path: Path) -> str:
    """A digest of a zip by its members' names, lengths and checksums: packing it anew changes nothing."""
    with zipfile.ZipFile(path) as archive:
        lines = sorted(f"{info.filename}\0{info.file_size}\0{info.CRC}\n" for info in archive.infolist())
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def printable(data: bytes, limit: int = 200) -> str:
    """Bytes of a stranger as one short line that is safe to show."""
    text = re.sub(r"\s+", " ", data.decode("utf-8", "replace"))
    return "".join(char for char in text if char.isprintable()).strip()[:limit]


def _is_html(start: bytes) -> bool:
    lower = start[:512].lower()
    return lower.startswith(b"<!doctype html") or (lower.startswith(b"<") and b"<html" in lower)


def _is_text(start: bytes) -> bool:
    return b"\0" not in start and not start.startswith(b"<")


def _changed(name: str, what: str) -> SourceChanged:
    return SourceChanged(
        f"{name} {what}",
        where=name,
        todo="look at what the publisher sends now, then teach the source; the last good snapshot stays in use",
    )


STARTS = {
    FileKind.CSV: lambda start: _is_text(start) and not start.startswith((b"{", b"[")),
    FileKind.JSON: lambda start: start.startswith((b"{", b"[")),
    FileKind.XML: lambda start: start.startswith(b"<"),
    FileKind.ZIP: lambda start: start.startswith((b"PK\x03\x04", b"PK\x05\x06")),
    FileKind.PARQUET: lambda start: start.startswith(b"PAR1"),
    FileKind.XLSX: lambda start: start.startswith(b"PK\x03\x04"),
    FileKind.XLS: lambda start: start.startswith(b"\xd0\xcf\x11\xe0"),
    FileKind.TEXT: lambda start: b"\0" not in start,
}
ENDS = {kind: lambda end: True for kind in FileKind} | {
    FileKind.JSON: lambda end: end.endswith((b"}", b"]")),
    FileKind.XML: lambda end: end.endswith(b">"),
    FileKind.PARQUET: lambda end: end.endswith(b"PAR1"),
}
