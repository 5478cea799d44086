"""Search for planted words in all bytes of a folder: also inside Parquet, DuckDB, zip, xlsx and gzip files."""

import gzip
import io
import os
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import duckdb
import pyarrow.parquet as pq


def traces(folder: Path, words: Iterable[str]) -> list[tuple[str, str]]:
    """(file, word) for every planted word that stands in a file, case aside, as UTF-8 or UTF-16."""
    wanted = {word: (word.lower().encode(), word.lower().encode("utf-16-le")) for word in words}
    return [
        (path.relative_to(folder).as_posix(), word)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
        for word in _found(_contents(path), wanted)
    ]


def _found(contents: Iterator[bytes], wanted: dict[str, tuple[bytes, bytes]]) -> list[str]:
    starts = [os.path.commonprefix(list(forms)) for forms in zip(*wanted.values(), strict=True)]
    found = set()
    for content in contents:
        lowered = content.lower()
        if any(start in lowered for start in starts):
            found |= {word for word, forms in wanted.items() if any(form in lowered for form in forms)}
    return sorted(found)


def _contents(path: Path) -> Iterator[bytes]:
    """The bytes of a file, of every member of an archive, and of every value of a table."""
    content = path.read_bytes()
    yield content
    yield from _unpacked(content)
    if path.suffix == ".parquet":
        yield from _values(pq.read_table(path))
    elif path.suffix == ".duckdb":
        with duckdb.connect(str(path), read_only=True) as connection:
            for schema, name in connection.execute("select schema_name, table_name from duckdb_tables()").fetchall():
                yield from _values(connection.execute(f'from "{schema}"."{name}"').to_arrow_table())


def _unpacked(content: bytes) -> Iterator[bytes]:
    if content[:2] == b"\x1f\x8b":
        yield from _nested(gzip.decompress(content))
    elif content[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for name in archive.namelist():
                yield name.encode()
                yield from _nested(archive.read(name))


def _nested(content: bytes) -> Iterator[bytes]:
    yield content
    yield from _unpacked(content)


def _values(table) -> Iterator[bytes]:
    for column in table.columns:
        yield "\n".join(str(value) for value in column.unique().to_pylist() if value is not None).encode()
