"""What is looked for in a workbook before anything opens it: bombs, macros, document types, far-off cells."""

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
from lxml import etree

from sscmon import archives
from sscmon.errors import SourceChanged
from sscmon.submissions.texts import refusal

MOST_CELLS = 25_000_000
LIMITS = archives.Limits(members=5_000, total_bytes=2 << 30)
OVERLAP, BLOCK = 256, 1 << 18
FAR = r"""\sr\s*=\s*["'](?:[B-Z][A-Z][0-9]|[A-Z]{3}[0-9]|[A-Z]{0,3}(?:[5-9][0-9]{5}|[0-9]{7}))"""
COMPUTED = r"""<f[ >/]|t="e\""""
CELL = re.compile(rb"<(?:\w+:)?c\s(?:[^>]*?\s)?r\s*=\s*[\"']([A-Z]{1,3})([0-9]{1,7})[\"'][^>]*?(/?)>")
IS_1904 = re.compile(rb"date1904\s*=\s*[\"'](1|true)")
XLS_GLOBALS = bytes.fromhex("0908100000060500")
XLS_DATE_MODE, XLS_END = 0x22, 0x0A
SHEET = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)


@dataclass
class Inspection:
    """What a workbook has besides its cells; `computed` are the sheets' parts with formulas or errors."""

    has_macros: bool = False
    has_links: bool = False
    is_1904: bool = False
    computed: list[str] = field(default_factory=list)


def inspect(path: Path, language: str) -> Inspection:
    """Read every part of a zipped workbook once and refuse what would do harm.

    Raises:
        FileRefused: it is damaged, a bomb, encrypted, declares a document type, or has cells so far from the others
            that memory would not hold the area between.
    """
    found = Inspection()
    try:
        with archives.opened(path, LIMITS) as archive:
            for info in archive.infolist():
                if not info.is_dir():
                    _inspect_part(archive, info, found, path.name, language)
    except SourceChanged as error:
        raise refusal("unsafe", language, where=path.name, detail=error.what) from error
    return found


def inspect_xls(path: Path) -> Inspection:
    """What there is to know of an old workbook besides its cells: whether its days count from 1904.

    Its first records are walked, kind and length in two bytes each, to the one that says it.
    """
    content = path.read_bytes()
    at = content.find(XLS_GLOBALS)
    while 0 <= at <= len(content) - 6:
        kind, length = struct.unpack_from("<HH", content, at)
        if kind in (XLS_DATE_MODE, XLS_END):
            return Inspection(is_1904=kind == XLS_DATE_MODE and content[at + 4] == 1)
        at += 4 + length
    return Inspection()


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
        is_first = False
        if name == "xl/workbook.xml":
            found.is_1904 |= bool(IS_1904.search(block))
        if SHEET.fullmatch(name):
            text = tail + block
            if not (is_far and is_computed) and _has(text, f"{FAR}|{COMPUTED}"):
                is_far = is_far or _has(text, FAR)
                is_computed = is_computed or _has(text, COMPUTED)
            tail = block[-OVERLAP:]
    if is_computed:
        found.computed.append(info.filename)
    if is_far:
        _check_area(archive, info, where, language)
    if name == "content.xml":
        _check_repeats(archive, info, where, language)


def _blocks(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[bytes]:
    """The unpacked bytes of one part in large pieces; its length and checksum are held against what is declared."""
    try:
        with archive.open(info) as file:
            while block := file.read(BLOCK):
                yield block
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError) as error:
        raise SourceChanged(f"{info.filename} is damaged ({error})") from error


def _has(text: bytes, expression: str) -> bool:
    return pc.match_substring_regex(pa.scalar(text, pa.binary()), expression).as_py()


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


def _check_repeats(archive: zipfile.ZipFile, info: zipfile.ZipInfo, where: str, language: str) -> None:
    """An OpenDocument table says `this cell a million times`; empty ones cost nothing, others are counted."""
    columns = rows = widest = last_row = 0
    row_repeat, has_value = 1, False
    with archive.open(info) as file:
        for event, element in etree.iterparse(
            file, events=("start", "end"), resolve_entities=False, no_network=True, huge_tree=True
        ):
            tag = etree.QName(element).localname
            if event == "start":
                if tag == "table":
                    rows = widest = last_row = 0
                elif tag == "table-row":
                    columns, has_value = 0, False
                    row_repeat = _repeat(element, "rows")
                continue
            if tag in ("table-cell", "covered-table-cell"):
                columns += _repeat(element, "columns")
                if len(element) or any(key.endswith("}value-type") for key in element.attrib):
                    has_value, widest = True, max(widest, columns)
            elif tag == "table-row":
                rows += row_repeat
                last_row = rows if has_value else last_row
                if last_row * widest > MOST_CELLS:
                    detail = f"{column_letters(widest)}{last_row}"
                    raise refusal("far_cell", language, where=where, detail=detail)
            if tag in ("table-row", "table"):
                element.clear()


def _repeat(element, of: str) -> int:
    text = next((value for key, value in element.attrib.items() if key.endswith(f"}}number-{of}-repeated")), "1")
    return int(text) if text.isdigit() and len(text) < 9 else 1


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


def cells_without_value(path: Path, part: str) -> list[tuple[int, int, str]]:
    """Row, column and formula (or error) of the cells of one sheet that hold a formula without a value, or an error."""
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
            cell.clear()
            while cell.getprevious() is not None:
                del cell.getparent()[0]
    return found
