"""What is looked for in a workbook before anything opens it: bombs, macros, document types, far-off cells."""

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
from lxml import etree

from sscmon import archives
from sscmon.errors import SourceChanged
from sscmon.submissions.binary import is_1904_xlsb
from sscmon.submissions.texts import refusal

MOST_CELLS, MOST_PROBLEMS = 25_000_000, 2_000_000  # a problem takes about a kilobyte
LIMITS = archives.Limits(members=5_000, total_bytes=2 << 30)
LARGE = 8 << 20
OVERLAP, BLOCK = 256, 1 << 18
FAR = r"""(?i:[\s"'/]r\s*=\s*["']?(?:[B-Z][A-Z][0-9]|[A-Z]{3}[0-9]|[A-Z]{0,3}(?:[2-9][0-9]{5}|[0-9]{7})))"""
UNUSUAL = (  # a cell that does not begin with its address as programs write it
    r"""<(?:\w+:)?c(?:[\t\r\n/>]| (?:[^r]|r[^=]|r=[^"]|"""
    r"""r="(?:[^A-Z]|[B-Z][^0-9]|A[^A-Z0-9]|A[A-Z][^0-9]|A?[A-Z][0-9]+[^0-9"])))"""
)
COMPUTED = r"""<f[ >/]|t="e\""""
CELL = re.compile(rb"<(?:\w+:)?c\s(?:[^<>]*?\s)?r\s*=\s*[\"']([A-Z]{1,3})([0-9]{1,7})[\"'][^<>]*?(/?)>")
IS_1904 = re.compile(rb"date1904\s*=\s*[\"'](1|true)")
SHEET = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)


@dataclass
class Inspection:
    """What a workbook has besides its cells.

    Attributes:
        is_odd: how far its cells lie apart is not known for sure before it is read.
        computed: the sheets' parts with formulas or errors.
        large: the sheets' parts of more than `LARGE` bytes, which are not looked at yet.
    """

    has_macros: bool = False
    has_links: bool = False
    is_1904: bool = False
    is_odd: bool = False
    computed: list[str] = field(default_factory=list)
    large: list[str] = field(default_factory=list)


def inspect(path: Path, language: str) -> Inspection:
    """Read every part of a zipped workbook once, but for large sheets, and refuse what would do harm.

    Raises:
        FileRefused: it is damaged, a bomb, encrypted, declares a document type, or has cells so far from the others
            that memory would not hold the area between.
    """
    found = Inspection()
    with _opened(path, language) as archive:
        for info in archive.infolist():
            if info.file_size > LARGE and SHEET.fullmatch(info.filename):
                found.large.append(info.filename)
            elif not info.is_dir():
                _inspect_part(archive, info, found, path.name, language)
    return found


def inspect_part(path: Path, part: str, found: Inspection, language: str) -> None:
    """Look at one part as `inspect` does; raises the same."""
    with _opened(path, language) as archive:
        _inspect_part(archive, archive.getinfo(part), found, path.name, language)


@contextmanager
def _opened(path: Path, language: str) -> Iterator[zipfile.ZipFile]:
    try:
        with archives.opened(path, LIMITS) as archive:
            yield archive
    except SourceChanged as error:
        raise refusal("unsafe", language, where=path.name, detail=error.what) from error
    except etree.XMLSyntaxError as error:
        raise refusal("damaged", language, where=path.name, detail=str(error)[:200]) from error


def _inspect_part(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, found: Inspection, where: str, language: str
) -> None:
    name = info.filename.lower()
    found.has_macros |= name.endswith("vbaproject.bin")
    found.has_links |= "/externallinks/" in name
    is_far = is_computed = False
    tail, is_first = b"", True
    for block in _blocks(archive, info):
        if is_first and name.endswith((".xml", ".rels")) and b"<!DOCTYPE" in block[:4096].upper():
            raise refusal("unsafe", language, where=where, detail=f"<!DOCTYPE> in {info.filename}")
        if name == "xl/workbook.xml":
            found.is_1904 |= bool(IS_1904.search(block))
        if name == "xl/workbook.bin":
            found.is_odd = True
            found.is_1904 |= is_first and is_1904_xlsb(block)
        if not (is_far and is_computed):
            found_far, found_computed = suspicions(tail + block)
            is_far, is_computed = is_far or found_far, is_computed or found_computed
            tail = block[-OVERLAP:]
        is_first = False
    if is_computed:
        found.computed.append(info.filename)
    if is_far:
        found.is_odd = True
        _check_area(archive, info, where, language)
    if name == "content.xml":
        _check_repeats(archive, info, found, where, language)


def _blocks(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[bytes]:
    """The unpacked bytes of one part in large pieces; its length and checksum are held against what is declared."""
    try:
        with archive.open(info) as file:
            while block := file.read(BLOCK):
                yield block
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError) as error:
        raise SourceChanged(f"{info.filename} is damaged ({error})") from error


def suspicions(text: bytes | memoryview) -> tuple[bool, bool]:
    """Whether a piece of a sheet may hold cells far from the others, and whether it holds formulas or errors."""
    if not _has(text, f"{FAR}|{UNUSUAL}|{COMPUTED}"):
        return False, False
    return _has(text, f"{FAR}|{UNUSUAL}"), _has(text, COMPUTED)


def _has(text: bytes | memoryview, expression: str) -> bool:
    ends = pa.py_buffer(struct.pack("<2i", 0, len(text)))
    one = pa.Array.from_buffers(pa.binary(), 1, [None, ends, pa.py_buffer(text)])  # spares the copy of a scalar
    return pc.match_substring_regex(one, expression)[0].as_py()


def _check_area(archive: zipfile.ZipFile, info: zipfile.ZipInfo, where: str, language: str) -> None:
    last_row, last_column, letters, tail = 1, 1, "A", b""
    for block in _blocks(archive, info):
        for column, row, is_blank in CELL.findall(tail + block):
            if is_blank:
                continue
            last_row = max(last_row, int(row))
            if (number := column_number(column.decode())) > last_column:
                last_column, letters = number, column.decode()
        tail = block[-OVERLAP:]
    if last_row * last_column > MOST_CELLS:
        raise refusal("far_cell", language, where=f"{where}, {info.filename}", detail=f"{letters}{last_row}")


def _check_repeats(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, found: Inspection, where: str, language: str
) -> None:
    """An OpenDocument table says `this cell a million times`; empty ones cost nothing, others are counted."""
    columns = rows = widest = last_row = 0
    row_repeat, has_value = 1, False
    with archive.open(info) as file:
        for event, element in etree.iterparse(
            file, events=("start", "end"), resolve_entities=False, no_network=True, huge_tree=True
        ):
            tag = _local(element.tag)
            if event == "start":
                if tag == "table":
                    rows = widest = last_row = 0
                elif tag == "table-row":
                    columns, has_value = 0, False
                    row_repeat = _repeat(element, "rows")
                elif tag == "null-date":
                    found.is_1904 = any(value.startswith("1904") for value in element.attrib.values())
                continue
            if tag in ("table-cell", "covered-table-cell"):
                columns += _repeat(element, "columns")
                if len(element) or any("value" in _local(key) for key in element.attrib):
                    has_value, widest = True, max(widest, columns)
            elif tag == "table-row":
                rows += row_repeat
                last_row = rows if has_value else last_row
                if last_row * widest > MOST_CELLS:
                    detail = f"{column_letters(widest)}{last_row}"
                    raise refusal("far_cell", language, where=where, detail=detail)
            if tag in ("table-row", "table"):
                element.clear()


def _local(name: str) -> str:
    """A name without its namespace, or its prefix where that stands for none."""
    return name.rpartition("}")[2].rpartition(":")[2]


def _repeat(element, of: str) -> int:
    text = next((value for key, value in element.attrib.items() if _local(key) == f"number-{of}-repeated"), "1")
    return int(text) if text.isdigit() and len(text) < 9 else MOST_CELLS + 1


def check_problems(count: int, path: Path, language: str) -> None:
    """Refuse a file of which there would be more to tell than memory should hold."""
    if count > MOST_PROBLEMS:
        raise refusal("problems", language, where=path.name, detail=f"{MOST_PROBLEMS:,}")


def column_number(letters: str) -> int:
    """A is 1, Z 26, AA 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def column_letters(number: int) -> str:
    """1 is A, 27 is AA."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def cells_without_value(path: Path, part: str, language: str) -> list[tuple[int, int, str]]:
    """Row, column and formula (or error) of the cells of one sheet that hold a formula without a value, or an error.

    Raises:
        FileRefused: there are too many to tell.
    """
    found = []
    with archives.opened(path, LIMITS) as archive, archive.open(part) as file:
        for _, cell in etree.iterparse(file, tag="{*}c", resolve_entities=False, no_network=True, huge_tree=True):
            formula, value = cell.find("{*}f"), cell.find("{*}v")
            is_error = cell.get("t") == "e"
            if is_error or (formula is not None and (value is None or not value.text)):
                match = re.fullmatch(r"([A-Z]{1,3})([0-9]{1,7})", cell.get("r") or "")
                if match:
                    shown = (
                        f"={formula.text or ''}" if formula is not None else (value.text if value is not None else "")
                    )
                    found.append((int(match[2]), column_number(match[1]), (shown or "")[:200]))
                    check_problems(len(found), path, language)
            cell.clear()
            while cell.getprevious() is not None:
                del cell.getparent()[0]
    return found
