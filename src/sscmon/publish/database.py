"""The public tables as one DuckDB file: the same bytes for the same tables, and nothing in it but them.

DuckDB writes the unused ends of its blocks as they happen to lie in memory, so that a file written by a process that
read confidential rows may hold pieces of them (duckdb/duckdb issue 23382), and differs each time. Hence the file is
written by a process of its own that reads the released Parquet files only and whose memory starts as zeros.
"""

import hashlib
import os
import struct
import subprocess
import sys
from pathlib import Path

import duckdb

from sscmon.contracts import all_contracts
from sscmon.errors import SscmonError
from sscmon.paths import ReleasePaths
from sscmon.publish.warehouse import STORAGE, comment, create_views
from sscmon.rules import quoted
from sscmon.sqlfile import SqlFile

ZEROED = {"MALLOC_PERTURB_": "255", "DUCKDB_JE_MALLOC_CONF": "zero:true"}
HEADER, PIECE = 4096, 1 << 20
IDENTIFIER = slice(124, 140)
CHECKSUM_START, CHECKSUM_FACTOR = 5381, 0xBF58476D1CE4E5B9


def write(folder: Path, target: Path, tables: list[str]) -> None:
    """Write the DuckDB file from `data/*.parquet` and `sql/view/*.sql` of a release in a clean process.

    Args:
        folder: the release.
        target: the file; it must not exist.
        tables: `schema.table` of each, in the order they are written.

    Raises:
        SscmonError: it could not be written.
    """
    command = [sys.executable, "-m", __name__, str(folder), str(target), *tables]
    done = subprocess.run(command, env={**os.environ, **ZEROED}, capture_output=True, text=True)
    if done.returncode:
        raise SscmonError(
            f"the released database cannot be written: {(done.stderr.strip().splitlines() or [''])[-1][:300]}",
            where=str(target),
            todo="make room on the disk, and release again",
        )


def load(folder: Path, target: Path, tables: list[str]) -> None:
    """Create the file and fill it; see `write`, which does so in a process of its own."""
    from sscmon.publish.tables import parquet_name

    with duckdb.connect() as connection:
        connection.execute("set threads = 1")
        connection.execute(f"attach {quoted(str(target))} as released (storage_version {quoted(STORAGE)})")
        for table in tables:
            schema, name = table.split(".", 1)
            connection.execute(f'create schema if not exists released."{schema}"')
            given = f"read_parquet({quoted(str(folder / parquet_name(table)))})"
            connection.execute(f'create table released."{schema}"."{name}" as select * from {given}')
        connection.execute("use released")
        connection.execute("begin")
        for table in tables:
            comment(connection, table, all_contracts()[table])
        indicators = _indicator_views(connection, folder)
        create_views(connection, readable_views(folder, [*tables, *indicators]))
        connection.execute("commit")
    settle_identifier(target)


def _indicator_views(connection: duckdb.DuckDBPyConnection, folder: Path) -> list[str]:
    """Each indicator under its own name, as in the warehouse, out of all observations; returns their names."""
    names = [path.stem for path in sorted(ReleasePaths(folder).sql.glob("indicator/*.sql"))]
    for name in names:
        connection.execute(
            f"""create view indicator."{name}" as select * exclude (observation_id)
            from indicator.observation where indicator_id = {quoted(name)}"""
        )
    return [f"indicator.{name}" for name in names]


def readable_views(folder: Path, tables: list[str]) -> list[SqlFile]:
    """The views of a release that read its own tables and views only."""
    views = {f"view.{path.stem}": SqlFile(path) for path in sorted(ReleasePaths(folder).sql.glob("view/*.sql"))}
    while kept_back := [name for name, file in views.items() if not {*file.tables} <= {*tables, *views}]:
        for name in kept_back:
            del views[name]
    return list(views.values())


def settle_identifier(path: Path) -> None:
    """Replace the random identifier in a DuckDB file by one computed from the rest of the file.

    It stands in the main header and, left over in the buffer, in those of the database; the checksums of the headers
    are written anew. A file whose headers are not of the known form is left as it is.
    """
    with path.open("r+b") as file:
        headers = [bytearray(file.read(HEADER)) for _ in range(3)]
        is_known = all(len(header) == HEADER and header[:8] == _checksum(header[8:]) for header in headers)
        if not is_known or headers[0][8:12] != b"DUCK":
            return
        given = headers[0][IDENTIFIER]
        named = [header for header in headers if header[IDENTIFIER] == given]
        digest = hashlib.sha256()
        for header in headers:
            digest.update(header[8:].replace(given, bytes(16)))
        while piece := file.read(PIECE):
            digest.update(piece)
        for header in named:
            header[IDENTIFIER] = digest.digest()[:16]
            header[:8] = _checksum(header[8:])
        file.seek(0)
        file.write(b"".join(headers))


def _checksum(block: bytes) -> bytes:
    """The checksum of DuckDB's storage format over whole 64-bit words."""
    found = CHECKSUM_START
    for (word,) in struct.iter_unpack("<Q", block):
        found ^= word * CHECKSUM_FACTOR & (2**64 - 1)
    return struct.pack("<Q", found)


if __name__ == "__main__":
    load(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:])
