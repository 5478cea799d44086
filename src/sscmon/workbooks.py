"""Workbooks (xlsx, xls): rows of a sheet as text, and tables of them as Parquet files of text."""

import datetime as dt
import json
import subprocess
import sys
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import python_calamine

from sscmon import archives
from sscmon.errors import SourceChanged
from sscmon.readers import rows_to_parquet

HEADER_WITHIN = 20
TODO = "fetch it again"
MOST_MEMORY, LONGEST_TRIAL = 3 << 30, 600  # bytes, seconds
TRIAL = f"""
import resource, sys
import python_calamine
resource.setrlimit(resource.RLIMIT_AS, ({MOST_MEMORY}, {MOST_MEMORY}))
with python_calamine.load_workbook(sys.argv[1]) as workbook:
    for name in workbook.sheet_names:
        workbook.get_sheet_by_name(name)
"""


def cell_text(value) -> str:
    """A cell as text: whole numbers without a point, days as ISO 8601, true and false, no blanks around."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat()
    if isinstance(value, dt.date):
        return value.isoformat()
    return str(value).strip()


def is_fatal(path: Path) -> bool:
    """Whether reading a workbook ends the process that does it, as where memory would not hold the area of its cells.

    Found out by another process with bounded memory, where the system can bound it. To be asked of binary workbooks, in
    which a spoilt byte is enough, and of those of strangers that cannot be looked through before.
    """
    trial = [sys.executable, "-P", "-c", TRIAL, str(path.resolve())]
    try:
        return subprocess.run(trial, capture_output=True, timeout=LONGEST_TRIAL, check=False).returncode < 0
    except subprocess.TimeoutExpired:
        return True


def is_panic(error: BaseException) -> bool:
    """Whether the reader of workbooks gave up on a file in a way that is no `Exception`."""
    return type(error).__name__ == "PanicException"


def sheet_rows(path: Path, sheet: str = "") -> Iterator[tuple[int, list[str]]]:
    """Rows of one sheet from its first line on: line number from 1, and its cells as text.

    Args:
        sheet: its name; the first one of the workbook without it.

    Raises:
        SourceChanged: the file is no workbook, or has no such sheet.
    """
    if zipfile.is_zipfile(path):
        archives.members(path)
    elif is_fatal(path):
        raise SourceChanged("the workbook is damaged: memory would not hold its cells", where=path.name, todo=TODO)
    try:
        workbook = python_calamine.load_workbook(path)
        name = sheet or workbook.sheet_names[0]
        if name not in workbook.sheet_names:
            raise SourceChanged(
                f"the workbook has no sheet {name}; it has {', '.join(workbook.sheet_names)}",
                where=path.name,
                todo="look at what the publisher sends now, then teach the source",
            )
        rows = workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
    except BaseException as error:
        if not isinstance(error, python_calamine.CalamineError | OSError | IndexError) and not is_panic(error):
            raise
        raise SourceChanged(f"the file cannot be read as a workbook ({error})", where=path.name, todo=TODO) from error
    for number, row in enumerate(rows, start=1):
        yield number, [cell_text(cell) for cell in row]


def find_header(rows: Iterator[tuple[int, list[str]]], needed: Iterable[str], where: str) -> list[str]:
    """Go forward to the row that has all the names needed, among the first lines of a sheet, and return it.

    Raises:
        SourceChanged: no row has them, or one of them stands twice.
    """
    needed = list(needed)
    best: list[str] = []
    for number, cells in rows:
        found = [name for name in needed if name in cells]
        if len(found) == len(needed):
            doubled = sorted({name for name in needed if cells.count(name) > 1})
            if doubled:
                raise SourceChanged(f"columns stand twice: {', '.join(doubled)}", where=f"{where}:{number}")
            return cells
        best = max(best, found, key=len)
        if number >= HEADER_WITHIN:
            break
    missing = [name for name in needed if name not in best]
    raise SourceChanged(
        f"no row among the first {HEADER_WITHIN} has the column{'s' * (len(missing) > 1)} {', '.join(missing)}",
        where=where,
        todo="look at what the publisher sends now, then teach the source",
    )


def sheet_to_parquet(path: Path, target: Path, columns: list[str], *, sheet: str = "") -> int:
    """Read the named columns of a sheet into a Parquet file of text, as `csv_to_parquet` does for a CSV.

    Other columns are left in the workbook; empty rows are no rows. The address of a row is `file:line`.

    Returns:
        The number of rows.

    Raises:
        SourceChanged: as `sheet_rows` and `find_header`, or there are no rows.
    """
    rows = sheet_rows(path, sheet)
    header = find_header(rows, columns, path.name)
    order = [header.index(name) for name in columns]
    width = max(order) + 1

    def read() -> Iterator[tuple]:
        for number, cells in rows:
            if not any(cells):
                continue
            if len(cells) < width:
                yield (*(None for _ in order), f"{path.name}:{number}", json.dumps(cells, ensure_ascii=False))
            else:
                yield (*(cells[index] for index in order), f"{path.name}:{number}", None)

    count = rows_to_parquet(read(), target, columns)
    if not count:
        raise SourceChanged("the sheet has a header and no rows", where=path.name, todo="fetch it again")
    return count
