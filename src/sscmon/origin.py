"""Where a row comes from: its snapshot, the very line of the publisher's file, the document cited."""

import re
from dataclasses import asdict, dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path

import duckdb

from sscmon.errors import SnapshotBroken
from sscmon.paths import Paths
from sscmon.snapshots import Snapshot, sha256_of
from sscmon.sources import Source, discover

LINE_ADDRESS = re.compile(r"(.+):(\d+)")
FILE_OF_ADDRESS = re.compile(r"[^#!/]*")
LONGEST_RECORD = 50


@dataclass(frozen=True)
class FileRead:
    """One file of one snapshot that stands behind a number.

    Attributes:
        is_unaltered: whether the file on this disk has the hash of its manifest; None where it is not on this disk.
        url: where the publisher has it; empty for files of the house.
    """

    snapshot_id: str
    file_name: str
    retrieved_at: str
    sha256: str
    is_unaltered: bool | None
    url: str
    licence: str
    citation: str


class Origins:
    """Looks rows up in the snapshots below one project or release folder and keeps the list of files it met."""

    def __init__(self, paths: Paths, connection: duckdb.DuckDBPyConnection):
        self.paths, self.connection = paths, connection
        self._files: dict[tuple[str, str], FileRead] = {}

    @property
    def files(self) -> list[dict]:
        """Files met so far, in order of name."""
        return [asdict(file) for key, file in sorted(self._files.items())]

    @cached_property
    def _sources(self) -> dict[str, Source]:
        return discover()

    @cached_property
    def _documents(self) -> dict[str, dict]:
        return {row["document_id"]: row for row in rows(self.connection, "select * from reference.document")}

    def of(self, row: dict) -> dict | None:
        """Address of a row and, where its file is on this disk, the line, element or cells it points to.

        Returns:
            {source_id, snapshot_id, address, text}; None for a row without provenance. `text` is None where the
            file is not here or nothing can be shown of the address.
        """
        if not row.get("source_row_key"):
            return None
        address, snapshot_id = row["source_row_key"], row["snapshot_id"]
        return {
            "source_id": row["source_id"],
            "snapshot_id": snapshot_id,
            "address": address,
            "text": self._text(snapshot_id, address),
        }

    def document(self, row: dict) -> dict | None:
        """The document a row cites, with the origin of its own entry; None where it cites none."""
        cited = self._documents.get(row.get("document_id"))
        if cited is None:
            return None
        wanted = ("document_id", "document_title", "publisher", "published_text", "url", "document_type", "language")
        return {**{name: cited[name] for name in wanted}, "origin": self.of(cited)}

    def _text(self, snapshot_id: str, address: str) -> str | None:
        match = LINE_ADDRESS.fullmatch(address)
        file_name = match.group(1) if match else FILE_OF_ADDRESS.match(address).group()
        path = self.paths.raw / snapshot_id / file_name
        self._note(snapshot_id, path)
        if not path.is_file():
            return None
        source = self._sources.get(snapshot_id.partition("/")[0])
        if source and source.excerpt:
            return source.excerpt(path, address)
        return record(path, int(match.group(2))) if match else None

    def _note(self, snapshot_id: str, path: Path) -> None:
        if (snapshot_id, path.name) in self._files:
            return
        if not path.is_file():
            self._note_absent(snapshot_id, path.name)
            return
        try:
            manifest = Snapshot(snapshot_id.partition("/")[0], path.parent).manifest
        except SnapshotBroken:
            return
        listed = next((item for item in manifest["files"] if item["name"] == path.name), {"sha256": "", "url": ""})
        self._files[snapshot_id, path.name] = FileRead(
            snapshot_id,
            path.name,
            manifest["retrieved_at"],
            listed["sha256"],
            listed["sha256"] == sha256_of(path),
            listed["url"],
            manifest["licence"],
            manifest["citation"],
        )

    def _note_absent(self, snapshot_id: str, file_name: str) -> None:
        """A file that was read but is not here, by its hash and address, from what the warehouse says of itself."""
        query = """
            select retrieved_text, sha256, vintage.url, licence, citation
            from meta.vintage as vintage
            join meta.source using (source_id)
            where snapshot_id = $snapshot_id and file_name = $file_name"""
        for row in rows(self.connection, query, {"snapshot_id": snapshot_id, "file_name": file_name}):
            self._files[snapshot_id, file_name] = FileRead(
                snapshot_id,
                file_name,
                row["retrieved_text"],
                row["sha256"],
                None,
                row["url"] or "",
                row["licence"],
                row["citation"],
            )


def record(path: Path, line: int) -> str | None:
    """The record that starts on a line of a text file, on several lines while a quote is open; None past the end."""
    with path.open(encoding="utf-8", errors="replace", newline="") as file:
        text = ""
        for piece in islice(file, line - 1, line - 1 + LONGEST_RECORD):
            text += piece
            if text.count('"') % 2 == 0:
                break
    return text.rstrip("\r\n") or None


def rows(connection: duckdb.DuckDBPyConnection, query: str, parameters: dict | None = None) -> list[dict]:
    """The rows of a query as dictionaries."""
    cursor = connection.execute(query, parameters or {})
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
