"""The files of an IATI snapshot to Parquet files of text, one a table, in flat memory and in the order of the files."""

import json
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from sscmon import archives
from sscmon.errors import SourceChanged
from sscmon.readers import ADDRESS, SHAPE_ERROR
from sscmon.sources.iati import datastore
from sscmon.sources.iati.cutting import Cutter, Piece
from sscmon.sources.iati.layout import LAYOUT
from sscmon.sources.iati.prologue import Root
from sscmon.sources.iati.rows import one_row, rows_of, schema
from sscmon.telling import Teller

Tell = Callable[[int], None]
BATCH_BYTES = 4_000_000
PENDING_BYTES = 32_000_000
ARCHIVE = archives.Limits(members=200_000, total_bytes=100 << 30)
FILE_COLUMNS = ("file_name", "iati_version_text", "generated_text", "activity_count", "publisher_name", "licence_id")
FILE_SCHEMA = pa.schema([(name, pa.string()) for name in (*FILE_COLUMNS, ADDRESS, SHAPE_ERROR)])


class _Writers:
    """One Parquet file a table; rows are gathered in memory until there are enough for good row groups."""

    def __init__(self, folder: Path):
        self._stack, self._writers = ExitStack(), {}
        schemas = {**{table: schema(table) for table in LAYOUT}, "file": FILE_SCHEMA}
        for table, columns in schemas.items():
            writer = pq.ParquetWriter(folder / f"{table}.parquet", columns, use_dictionary=False)
            self._writers[table] = self._stack.enter_context(writer)
        self._pending: dict[str, list[pa.Table]] = {table: [] for table in schemas}
        self._bytes = dict.fromkeys(schemas, 0)

    def add(self, table: str, rows: pa.Table) -> None:
        self._pending[table].append(rows)
        self._bytes[table] += rows.nbytes
        if sum(self._bytes.values()) > PENDING_BYTES:
            self._flush(max(self._bytes, key=self._bytes.get))

    def _flush(self, table: str) -> None:
        if self._pending[table]:
            self._writers[table].write_table(pa.concat_tables(self._pending[table]))
        self._pending[table], self._bytes[table] = [], 0

    def __enter__(self) -> "_Writers":
        return self

    def __exit__(self, kind, *error) -> None:
        if kind is None:
            for table in self._pending:
                self._flush(table)
        self._stack.close()


class _Parsers:
    """Threads that parse pieces, a few batches at a time, also of several files; their rows are written in order."""

    def __init__(self, writers: _Writers, workers: int):
        self._writers, self._most = writers, 2 * workers
        self._pool = ThreadPoolExecutor(workers)
        self._waiting: deque[Future] = deque()

    def add(self, pieces: Iterator[Piece], root: Root, name: str) -> None:
        for batch in _batches(pieces):
            self._waiting.append(self._pool.submit(rows_of, batch, root, name))
            if len(self._waiting) > self._most:
                self._write()

    def _write(self) -> None:
        for table, rows in self._waiting.popleft().result():
            self._writers.add(table, rows)

    def __enter__(self) -> "_Parsers":
        return self

    def __exit__(self, kind, *error) -> None:
        try:
            while self._waiting and kind is None:
                self._write()
        finally:
            self._pool.shutdown(cancel_futures=True)


def read_files(files: list[Path], folder: Path, *, workers: int = 1) -> None:
    """Read IATI files, zip archives of them, answers of the Datastore and indexes of the Bulk Data Service.

    The same files give the same bytes with any number of workers. A file that cannot be read gives a row of
    `file.parquet` with its error as `shape_error`; the others are read all the same.

    Args:
        files: in the order their rows shall have.
        folder: where `<table>.parquet` is written, one file a table of the layout, and `file.parquet`.
        workers: threads that parse; libxml2 and Arrow work outside the interpreter's lock.

    Raises:
        SourceChanged: not one file could be read as IATI.
    """
    answers = {path: _answer(path) for path in files if path.suffix == ".json"}
    index = _index(answers)
    problems, good, done = [], 0, 0
    sizes = [path.stat().st_size for path in files]
    tell = Teller(sum(sizes))
    with _Writers(folder) as writers, _Parsers(writers, workers) as parsers:
        for path, size in zip(files, sizes, strict=True):
            for row in _file(path, answers, index, parsers, lambda at, before=done: tell(before + at)):
                writers.add("file", one_row(row, FILE_SCHEMA))
                problems.append(row[SHAPE_ERROR])
                good += row[SHAPE_ERROR] is None or row["activity_count"] is not None
            done += size
    if not good:
        first = json.loads(problems[0]) if problems else ["there is no file", "", ""]
        raise SourceChanged(
            f"not one of {len(files)} files could be read as IATI; the first: {first[0]}", where=first[1], todo=first[2]
        )


def _answer(path: Path) -> list | dict | SourceChanged:
    try:
        return datastore.load(path)
    except SourceChanged as error:
        return error


def _index(answers: dict) -> dict[str, dict]:
    """Datasets of the Bulk Data Service's index by their short name."""
    return {item["short_name"]: item for answer in answers.values() for item in _datasets(answer)}


def _datasets(answer) -> list[dict]:
    listed = answer.get("datasets", []) if isinstance(answer, dict) else answer if isinstance(answer, list) else []
    return [item for item in listed if isinstance(item, dict) and "short_name" in item]


def _documents(answer) -> list[dict]:
    if not isinstance(answer, dict):
        return []
    return answer["response"]["docs"] if "response" in answer else [answer] if "iati_identifier" in answer else []


def _file(path: Path, answers, index, parsers: _Parsers, tell: Tell) -> Iterator[dict]:
    """Read one file of a snapshot; gives what is to be said of it and of each file in it.

    Args:
        tell: called with the bytes of the file that were read so far.
    """
    if path.suffix == ".json":
        answer = answers[path]
        documents = _documents(answer)
        parsers.add(datastore.pieces(documents), datastore.ROOT, path.name)
        if documents:
            yield _row(path.name, index, datastore.ROOT, len(documents))
        elif not _datasets(answer):
            unknown = SourceChanged("this JSON is neither a search answer nor an index of datasets", where=path.name)
            yield _row(path.name, index, None, None, answer if isinstance(answer, SourceChanged) else unknown)
    elif path.suffix == ".zip":
        yield from _archive(path, index, parsers, tell)
    else:
        with path.open("rb") as stream:
            told = _Told(stream, lambda: tell(stream.tell()))
            yield _xml(told, path.name, index, parsers)


def _archive(path: Path, index, parsers: _Parsers, tell: Tell) -> Iterator[dict]:
    """Each XML file of an archive, unpacked while it is read."""
    try:
        with archives.opened(path, ARCHIVE) as archive:
            for item in archive.infolist():
                if item.filename.endswith(".xml"):
                    name = f"{path.name}/{item.filename}"
                    told = _Told(Unpacked(archives.pieces(archive, item)), lambda: tell(archive.fp.tell()))
                    yield _xml(told, name, index, parsers)
    except SourceChanged as error:
        yield _row(path.name, index, None, None, error)


class _Told:
    """A stream that says when it is read."""

    def __init__(self, stream: BinaryIO, tell: Callable[[], None]):
        self._stream, self._tell = stream, tell

    def read(self, size: int) -> bytes:
        self._tell()
        return self._stream.read(size)


class Unpacked:
    """Pieces of bytes as a stream."""

    def __init__(self, pieces: Iterator[bytes]):
        self._pieces, self._rest = pieces, b""

    def read(self, size: int) -> bytes:
        taken = [self._rest]
        length = len(self._rest)
        while length < size and (piece := next(self._pieces, b"")):
            taken.append(piece)
            length += len(piece)
        data = b"".join(taken)
        self._rest = data[size:]
        return data[:size]


def _xml(stream: BinaryIO, name: str, index, parsers: _Parsers) -> dict:
    cutter = None
    try:
        cutter = Cutter(stream, name)
        parsers.add(cutter.pieces(), cutter.root, name)
    except SourceChanged as error:
        return _row(name, index, cutter and cutter.root, cutter and cutter.activity_count, error)
    return _row(name, index, cutter.root, cutter.activity_count, cutter.error)


def _batches(pieces: Iterator[Piece]) -> Iterator[list[Piece]]:
    batch, size = [], 0
    for piece in pieces:
        batch.append(piece)
        size += len(piece.xml)
        if size > BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _row(name: str, index: dict, root: Root | None, count: int | None, error: SourceChanged | None = None) -> dict:
    dataset = index.get(Path(name).stem, {})
    return {
        "file_name": name,
        "iati_version_text": root.version if root else None,
        "generated_text": root.attributes.get("generated-datetime") if root else None,
        "activity_count": None if count is None else str(count),
        "publisher_name": dataset.get("reporting_org_short_name"),
        "licence_id": dataset.get("licence_id"),
        ADDRESS: name,
        SHAPE_ERROR: json.dumps([error.what, error.where, error.todo], ensure_ascii=False) if error else None,
    }
