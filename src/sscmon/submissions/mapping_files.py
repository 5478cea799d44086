"""Files of strangers as sheets of raw cells, every row in its place."""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sscmon import archives
from sscmon.errors import MappingBroken
from sscmon.submissions.mapping import TODO, FileHints
from sscmon.submissions.read import Grid, read

TEXTS = (".csv", ".tsv", ".txt")
LIMITS = archives.Limits(members=1000, total_bytes=1 << 28)


def sheets(path: Path, hints: FileHints | None = None) -> Iterator[tuple[str, list[list[Any]]]]:
    """Sheets of a file: name and rows, the first row being row 1. A text table is one sheet named after its file.

    Raises:
        SscmonError: the file cannot be read, is not safe to read, or is not in the encoding that the hints say.
    """
    encoding = hints.encoding if hints else ""
    if not encoding:
        yield from map(_whole, read(path).grids)
        return
    with tempfile.TemporaryDirectory(prefix="sscmon-") as name:
        for text in _recoded(path, encoding, Path(name)):
            yield from map(_whole, read(text).grids)


def _whole(grid: Grid) -> tuple[str, list[list[Any]]]:
    """A grid with the blank rows it leaves out."""
    rows: list[list[Any]] = [[] for _ in range(max(grid.numbers, default=0))]
    for number, row in zip(grid.numbers, grid.rows, strict=True):
        rows[number - 1] = row
    return grid.name, rows


def _recoded(path: Path, encoding: str, folder: Path) -> Iterator[Path]:
    """The text tables of a file, or of an archive of them, in UTF-8."""
    given = archives.extract(path, folder / "given", limits=LIMITS) if path.suffix.lower() == ".zip" else [path]
    for number, file in enumerate(one for one in given if one.suffix.lower() in TEXTS):
        target = folder / str(number) / file.name
        target.parent.mkdir()
        try:
            target.write_bytes(file.read_bytes().decode(encoding).encode())
        except (UnicodeDecodeError, LookupError) as error:
            raise MappingBroken(f"the file is not in the encoding {encoding}", where=file.name, todo=TODO) from error
        yield target
