"""A large sheet of an xlsx workbook in pieces: cut between rows while it is unpacked, and read side by side.

Each piece becomes a workbook of its own in memory, beside the texts and styles of the whole, so that one reader reads
pieces and wholes alike. Only what spreadsheet programs write is cut; any other sheet, or one that is spoilt, is read
whole.
"""

import io
import os
import zipfile
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import IO

import python_calamine

from sscmon import archives
from sscmon.submissions.safety import LIMITS, suspicions

PIECE = 2 << 20  # bytes
TEXTS = "xl/sharedstrings.xml"
PER_TEXTS = 3  # a piece is at least so many times as large as the texts, which are read anew with each
BESIDE = ("[content_types].xml", "_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml", TEXTS)
ROWS, OPENING, ROW, END = b"sheetData", b"<sheetData>", b'<row r="', b"</sheetData></worksheet>"
MOST_WORKERS = 4  # a piece of few cells far from each other takes much memory

Texts = tuple[bytes, memoryview, bytes]  # before the rows, the rows, after them
Piece = tuple[python_calamine.CalamineSheet, bool]


class NotCut(Exception):
    """The sheet has to be read whole."""


def read(path: Path, part: str, name: str) -> Iterator[Piece]:
    """The sheet called `name` in pieces, in the order of their rows, each with whether it holds formulas or errors.

    Args:
        part: the member of the archive that is the sheet.

    Raises:
        NotCut: it cannot be read so; what was given of it until then does not count.
    """
    next_row = 0
    try:
        for sheet, is_computed in _pieces(path, part, name):
            if sheet.start is not None:
                if sheet.start[0] < next_row:
                    raise NotCut("rows out of order")
                next_row = sheet.end[0] + 1
            yield sheet, is_computed
    except Exception as error:
        raise NotCut(str(error)) from error


def _pieces(path: Path, part: str, name: str) -> Iterator[Piece]:
    workers = min(MOST_WORKERS, os.cpu_count() or 1)
    waiting: deque[Future[Piece]] = deque()
    with archives.opened(path, LIMITS) as archive, ThreadPoolExecutor(workers) as pool:
        beside = {info.filename: info for info in archive.infolist() if info.filename.lower() in BESIDE}
        texts = sum(info.file_size for other, info in beside.items() if other.lower() == TEXTS)
        whole = archive.getinfo(part).file_size
        rounds = whole // (max(PIECE, PER_TEXTS * texts) * workers)
        if not rounds:
            raise NotCut("too small for its texts")
        others = {other: archive.read(info) for other, info in beside.items()}
        with archive.open(part) as file:
            for texts in _cut(file, whole // (rounds * workers) + 1):
                waiting.append(pool.submit(_read, texts, part, name, others))
                if len(waiting) > workers:
                    yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _cut(file: IO[bytes], size: int) -> Iterator[Texts]:
    """Sheets of some rows each, which together are the sheet in the file."""
    head, opening, text = file.read(size).partition(OPENING)
    if not opening or b"<!" in head or ROWS in head:
        raise NotCut("no rows where they are looked for")
    while ROWS not in text and (more := file.read(size)):
        if (end := text.rfind(ROW)) > 0:
            yield head + opening, memoryview(text)[:end], END
            text = text[end:]
        text += more
        if len(text) > 3 * size:
            raise NotCut("no row where one is looked for")
    rest = file.read(size + 1)
    if len(rest) > size:
        raise NotCut("much after the rows")
    yield head + opening, memoryview(text + rest), b""


def _read(texts: Texts, part: str, name: str, others: dict[str, bytes]) -> Piece:
    """One piece read; any failure is the whole sheet's to explain."""
    is_far, is_computed = suspicions(texts[1])
    if is_far:
        raise NotCut("a cell far from the others")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for other, content in others.items():
            archive.writestr(other, content)
        with archive.open(part, "w") as file:
            file.writelines(texts)
    packed.seek(0)
    try:
        return python_calamine.load_workbook(packed).get_sheet_by_name(name), is_computed
    except BaseException as error:  # the reader's panics are no exceptions
        raise NotCut("a piece cannot be read") from error
