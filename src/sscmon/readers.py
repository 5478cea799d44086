"""Readers of plain formats that several sources share: publisher's bytes to a Parquet file of text."""

import csv
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from sscmon.errors import SourceChanged

ADDRESS = "source_row_key"
SHAPE_ERROR = "shape_error"
BATCH = 50_000
LARGEST_CELL = 1_000_000


def csv_to_parquet(path: Path, target: Path, columns: list[str], *, delimiter: str = ",") -> int:
    """Read a UTF-8 CSV with a header row into a Parquet file of text columns.

    The result has `columns`, `source_row_key` (file:line) and `shape_error`: null, or the cells of a row that
    has too many or too few, as JSON, so that the row can be quarantined and not lost.

    Args:
        path: the file; a byte order mark is allowed.
        target: the Parquet file to write.
        columns: the header that is known, in any order.

    Returns:
        The number of rows.

    Raises:
        SourceChanged: columns are missing, new or doubled, there are no rows, the file is a web page, or the bytes
            are not UTF-8 text.
    """
    with path.open(encoding="utf-8-sig", newline="") as file:
        count = rows_to_parquet(_rows(path, file, columns, delimiter), target, columns)
    if not count:
        raise SourceChanged("the file has a header and no rows", where=path.name, todo="fetch it again")
    return count


def rows_to_parquet(rows: Iterable[tuple], target: Path, columns: Iterable[str]) -> int:
    """Write rows of text, each followed by its address and shape error, to a Parquet file; returns how many."""
    schema = pa.schema([(name, pa.string()) for name in (*columns, ADDRESS, SHAPE_ERROR)])
    count = 0
    with pq.ParquetWriter(target, schema) as writer:
        for batch in _batches(rows, schema):
            writer.write_batch(batch)
            count += batch.num_rows
    return count


def _rows(path: Path, file, columns: list[str], delimiter: str) -> Iterator[tuple]:
    csv.field_size_limit(LARGEST_CELL)
    reader = csv.reader(_lines(file), delimiter=delimiter, strict=True)
    try:
        header = next(reader, [])
        _check_header(path, header, columns)
        order = [header.index(name) for name in columns]
        line = reader.line_num + 1
        for cells in reader:
            address, line = f"{path.name}:{line}", reader.line_num + 1
            if len(cells) == len(header):
                yield (*(cells[index] for index in order), address, None)
            elif cells:
                yield (*(None for _ in order), address, json.dumps(cells, ensure_ascii=False))
    except (UnicodeDecodeError, csv.Error) as error:
        raise SourceChanged(
            f"the file stops being readable text: {error}",
            where=f"{path.name}, after line {reader.line_num}",
            todo="save it as CSV in UTF-8, or restore it from version control",
        ) from error


def _lines(file) -> Iterator[str]:
    for line in file:
        if "\0" in line:
            raise csv.Error("it has NUL characters, as a damaged or a UTF-16 file has")
        yield line


def _check_header(path: Path, header: list[str], columns: list[str]) -> None:
    if not header or header[0].lstrip().startswith("<"):
        raise SourceChanged(
            "the file is a web page, not a table" if header else "the file is empty",
            where=f"{path.name}, line 1",
            todo="fetch it again, or restore it from version control",
        )
    missing = [name for name in columns if name not in header]
    unknown = [name for name in header if name not in columns]
    doubled = sorted({name for name in header if header.count(name) > 1})
    if not (missing or unknown or doubled):
        return
    parts = [
        f"{label}: {', '.join(names)}"
        for label, names in (("missing", missing), ("not known", unknown), ("twice", doubled))
        if names
    ]
    raise SourceChanged(
        f"the columns have changed ({'; '.join(parts)})",
        where=f"{path.name}, line 1",
        todo="rename the columns back, or teach the source's contract the new ones",
    )


def _batches(rows: Iterable[tuple], schema: pa.Schema) -> Iterator[pa.RecordBatch]:
    pending: list[tuple] = []
    for row in rows:
        pending.append(row)
        if len(pending) == BATCH:
            yield _batch(pending, schema)
            pending = []
    if pending:
        yield _batch(pending, schema)


def _batch(rows: list[tuple], schema: pa.Schema) -> pa.RecordBatch:
    columns = zip(*rows, strict=True)
    return pa.record_batch([pa.array(column, pa.string()) for column in columns], schema=schema)
