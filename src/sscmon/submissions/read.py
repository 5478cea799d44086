"""Files as people send them (xlsx, xls, ods, csv, zip of csv, json) to grids of cells with their addresses."""

import csv
import io
import json
import re
import zipfile
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

import python_calamine
from lxml import etree

from sscmon import archives
from sscmon.errors import SourceChanged
from sscmon.submissions import pieces
from sscmon.submissions.binary import is_1904_xls
from sscmon.submissions.safety import (
    LIMITS,
    MOST_CELLS,
    Inspection,
    cells_without_value,
    column_letters,
    inspect,
    inspect_part,
)
from sscmon.submissions.texts import refusal
from sscmon.workbooks import is_fatal, is_panic

LARGEST_FILE = 200_000_000
MOST_SHEETS, MOST_ROWS, MOST_COLUMNS = 200, 250_000, 16_384
LARGEST_CELL = 5_000_000
OLE = b"\xd0\xcf\x11\xe0"
PARSER = etree.XMLParser(resolve_entities=False, no_network=True)
DELIMITERS = ";,\t|"
ENDINGS = {"xlsx": (".xlsx", ".xlsm", ".xlsb"), "xls": (".xls",), "ods": (".ods",), "zip": (".zip",),
            "json": (".json",), "csv": (".csv", ".tsv", ".txt")}  # fmt: skip
TYPICAL = set("áéíóúñüãõâêôçàÁÉÍÓÚÑÃÕÂÊÔÇÀ¿¡ºª–—“”’")


@dataclass
class Grid:
    """The cells of one sheet: rows that are not blank, with their numbers from 1.

    `no_value` holds row, column (from 1) and content of cells that show an error or a formula without a value.
    """

    name: str
    rows: list[list]
    numbers: list[int]
    is_hidden: bool = False
    merged: list[tuple] = field(default_factory=list)
    no_value: list[tuple[int, int, str]] = field(default_factory=list)


@dataclass
class Book:
    """A file as read: its kind and its sheets."""

    path: Path
    kind: str
    grids: list[Grid]
    inspection: Inspection


class _Total:
    """How many sheets and cells a file has given; refused where they are more than memory should hold."""

    def __init__(self, path: Path, language: str):
        self.path, self.language = path, language
        self.sheets = self.cells = 0

    def add(self, grid: Grid) -> Grid:
        self.sheets += 1
        self.cells += sum(map(len, grid.rows))
        if self.sheets > MOST_SHEETS:
            raise refusal("sheets", self.language, where=self.path.name, detail=f"{MOST_SHEETS:,}")
        if self.cells > MOST_CELLS:
            raise refusal("cells", self.language, where=self.path.name, detail=f"{MOST_CELLS:,}")
        return grid


def read(path: Path, language: str = "en") -> Book:
    """Read a file by what it is, whatever its name says.

    Raises:
        FileRefused: it cannot be read, or is not safe to read.
    """
    size = path.stat().st_size
    if not size:
        raise refusal("empty", language, where=path.name)
    if size > LARGEST_FILE:
        raise refusal("large", language, where=path.name, detail=f"{size:,}")
    kind = _kind(path, language)
    if kind in ("xlsx", "ods"):
        inspection = inspect(path, language)
        return Book(path, kind, _workbook(path, language, inspection), inspection)
    if kind == "xls":
        inspection = Inspection(is_1904=is_1904_xls(path), is_odd=True)
        return Book(path, kind, _workbook(path, language, inspection), inspection)
    if kind == "zip":
        return Book(path, kind, _csv_files(path, language), Inspection())
    if kind == "json":
        return Book(path, kind, _json(path, language), Inspection())
    return Book(path, kind, [_csv(path.stem, path.read_bytes(), path.name, language)], Inspection())


def _kind(path: Path, language: str) -> str:
    with path.open("rb") as file:
        start = file.read(4096)
    if start.startswith(OLE):
        return "xls"
    if start.startswith(b"PK"):
        try:
            with zipfile.ZipFile(path) as archive:
                names = {name.lower() for name in archive.namelist()}
        except (zipfile.BadZipFile, UnicodeDecodeError, NotImplementedError, ValueError, OSError) as error:
            raise refusal("damaged", language, where=path.name, detail=str(error)) from error
        if "[content_types].xml" in names or any(name.startswith("xl/") for name in names):
            return "xlsx"
        return "ods" if "content.xml" in names else "zip"
    text = start.lstrip(b"\xef\xbb\xbf \t\r\n")
    if text[:1] in (b"{", b"["):
        return "json"
    if text[:1] == b"<":
        raise refusal("web_page", language, where=path.name)
    return "csv"


def _workbook(path: Path, language: str, inspection: Inspection) -> list[Grid]:
    parts, hidden = _parts(path) if inspection.large or inspection.computed else ({}, set())
    total = _Total(path, language)
    large = _large(path, parts, inspection, language, total)
    if inspection.is_odd and is_fatal(path):
        raise refusal("far_apart", language, where=path.name)
    try:
        if parts and large.keys() == parts.keys():
            grids = [replace(large[name], is_hidden=name in hidden) for name in parts]
        else:
            grids = _whole(path, large, total, language)
        for grid in grids:
            if parts.get(grid.name) in inspection.computed:
                grid.no_value = cells_without_value(path, parts[grid.name], language)
    except python_calamine.PasswordError as error:
        raise refusal("encrypted", language, where=path.name) from error
    except (python_calamine.CalamineError, etree.XMLSyntaxError, OSError, ValueError) as error:
        if "password" in str(error).lower() or "encrypt" in str(error).lower():
            raise refusal("encrypted", language, where=path.name) from error
        raise refusal("damaged", language, where=path.name, detail=str(error)[:200]) from error
    except BaseException as error:
        if not is_panic(error):
            raise
        raise refusal("damaged", language, where=path.name, detail="its reader gave up") from error
    return grids


def _whole(path: Path, large: dict[str, Grid], total: _Total, language: str) -> list[Grid]:
    """All sheets of a workbook: those of `large`, and the others as they are read now."""
    with python_calamine.load_workbook(path) as workbook:
        grids = [
            large.get(name) or total.add(_taken(Grid(name, [], []), workbook.get_sheet_by_name(name), language))
            for name in workbook.sheet_names
        ]
        for grid, sheet in zip(grids, workbook.sheets_metadata, strict=True):
            grid.is_hidden = sheet.visible != python_calamine.SheetVisibleEnum.Visible
    return grids


def _large(path: Path, parts: dict[str, str], inspection: Inspection, language: str, total: _Total) -> dict[str, Grid]:
    """The large sheets that can be read in pieces, by name; others are looked at, that they may be read whole."""
    names = {part: name for name, part in parts.items()}
    found = {}
    for part in inspection.large:
        grid, is_computed = Grid(names.get(part, ""), [], []), False
        try:
            for piece, has_computed in pieces.read(path, part, grid.name):
                is_computed |= has_computed
                _taken(grid, piece, language)
        except pieces.NotCut:
            inspect_part(path, part, inspection, language)
        else:
            found[grid.name] = total.add(grid)
            inspection.computed.extend([part] if is_computed else [])
    return found


def _taken(grid: Grid, sheet: python_calamine.CalamineSheet, language: str) -> Grid:
    """The grid with the rows of a sheet, or of a piece of one, after its own."""
    _check_area(sheet.total_height, sheet.total_width, grid.name, language)
    if sheet.start is not None:
        padding = [""] * sheet.start[1]
        width = sheet.width
        for number, row in enumerate(sheet.to_python(), start=sheet.start[0] + 1):
            empty = row.count("")
            if empty < width - 1 or (empty < width and any(not isinstance(cell, str) or cell.strip() for cell in row)):
                grid.rows.append(padding + row if padding else row)
                grid.numbers.append(number)
        _check_count(grid.rows, grid.name, language)
    grid.merged.extend(sheet.merged_cell_ranges or ())
    return grid


def _check_area(rows: int, columns: int, where: str, language: str) -> None:
    if rows * columns > MOST_CELLS or columns > MOST_COLUMNS:
        raise refusal("far_cell", language, where=where, detail=f"{column_letters(columns)}{rows}")


def _check_count(rows: list, where: str, language: str) -> None:
    if len(rows) > MOST_ROWS:
        raise refusal("rows", language, where=where, detail=f"{MOST_ROWS:,}")


def _parts(path: Path) -> tuple[dict[str, str], set[str]]:
    """Sheet names, in their order, to their parts of the archive; and the names of hidden ones.

    None where they are not as they should be: the reader of workbooks says what is wrong.
    """
    found, hidden = {}, set()
    with archives.opened(path, LIMITS) as archive:
        try:
            links = {
                link.get("Id"): link.get("Target", "")
                for link in etree.fromstring(archive.read("xl/_rels/workbook.xml.rels"), PARSER)
            }
            for sheet in etree.fromstring(archive.read("xl/workbook.xml"), PARSER).iter("{*}sheet"):
                if (name := sheet.get("name")) in found:
                    return {}, set()
                relation = next((value for key, value in sheet.attrib.items() if key.endswith("}id")), "")
                target = links.get(relation, "")
                found[name] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
                hidden |= {name} if sheet.get("state", "visible") != "visible" else set()
        except (KeyError, etree.XMLSyntaxError):
            return {}, set()
    return found, hidden


def _csv_files(path: Path, language: str) -> list[Grid]:
    try:
        with archives.opened(path, LIMITS) as archive:
            files = [
                info for info in archive.infolist()
                if not info.is_dir() and PurePosixPath(info.filename).suffix.lower() in (".csv", ".tsv")
                and not PurePosixPath(info.filename).name.startswith(".")
            ]  # fmt: skip
            if sum(info.file_size for info in files) > LARGEST_FILE:
                raise refusal("large", language, where=path.name, detail=f"{LARGEST_FILE:,}")
            total = _Total(path, language)
            return [
                total.add(
                    _csv(
                        PurePosixPath(info.filename).stem,
                        b"".join(archives.pieces(archive, info)),
                        f"{path.name}/{info.filename}",
                        language,
                    )
                )
                for info in files
            ]
    except SourceChanged as error:
        raise refusal("unsafe", language, where=path.name, detail=error.what) from error


def _csv(name: str, raw: bytes, where: str, language: str) -> Grid:
    text = decoded(raw)
    if text.count("\0") > len(text) // 100:
        raise refusal("not_text", language, where=where, detail="NUL")
    lines = io.StringIO(text, newline="")
    skipped = 0
    if match := re.match(r"sep=(.)\r?\n", text):
        delimiter, skipped = match[1], 1
        lines.readline()
    else:
        delimiter = _delimiter(text)
    limit = csv.field_size_limit(LARGEST_CELL)
    rows, numbers, widest = [], [], 0
    try:
        for number, row in enumerate(csv.reader(lines, delimiter=delimiter), start=1 + skipped):
            if any(cell and not cell.isspace() for cell in row):
                rows.append(row)
                numbers.append(number)
                widest = max(widest, len(row))
                _check_count(rows, where, language)
                _check_area(len(rows), widest, where, language)
    except csv.Error as error:
        raise refusal("not_text", language, where=where, detail=str(error)) from error
    finally:
        csv.field_size_limit(limit)
    return Grid(name, rows, numbers)


def decoded(raw: bytes) -> str:
    """Text in whichever of the usual encodings fits best: UTF-8, UTF-16, Windows, DOS or old Macintosh."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16", errors="replace")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    zeros = raw[:2000].count(0)
    if zeros > len(raw[:2000]) // 4:
        return raw.decode("utf-16-le" if raw[1:2] == b"\0" else "utf-16-be", errors="replace")
    candidates = [raw.decode(name, errors="replace") for name in ("cp1252", "cp850", "mac_roman")]
    return max(candidates, key=_likely)


def _likely(text: str) -> int:
    odd = [character for character in text[:200_000] if ord(character) > 127]
    return sum(1 if character in TYPICAL else -1 for character in odd)


def _delimiter(text: str) -> str:
    head = re.sub(r'"(?:[^"]|"")*"', "", "\n".join(text[:50_000].splitlines()[:20]))
    counts = {mark: [line.count(mark) for line in head.splitlines() if line.strip()] for mark in DELIMITERS}
    return max(DELIMITERS, key=lambda mark: (min(counts[mark], default=0) > 0, max(counts[mark], default=0)))


def _json(path: Path, language: str) -> list[Grid]:
    try:
        content = json.loads(decoded(path.read_bytes()))
    except (ValueError, RecursionError) as error:
        raise refusal("not_json", language, where=path.name, detail=str(error)[:200]) from error
    tables = {path.stem: content} if isinstance(content, list) else content
    total = _Total(path, language)
    said = [[name, value] for name, value in tables.items() if isinstance(value, str)]
    grids = [Grid("instructions", said, list(range(1, len(said) + 1)))]
    for name, rows in tables.items():
        if isinstance(rows, list) and all(isinstance(row, dict) for row in rows):
            grids.append(total.add(_objects(str(name), rows, language)))
        elif isinstance(rows, list):
            raise refusal("not_json", language, where=path.name, detail=str(name)[:100])
    return grids


def _objects(name: str, rows: list[dict], language: str) -> Grid:
    header = list(dict.fromkeys(key for row in rows for key in row))
    _check_area(len(rows), len(header), name, language)
    found = Grid(name, [header] if header else [], [1] if header else [])
    for number, row in enumerate(rows, start=2):
        cells = [_plain(row.get(key)) for key in header]
        if any(cell != "" for cell in cells):
            found.rows.append(cells)
            found.numbers.append(number)
    return found


def _plain(value):
    if value is None:
        return ""
    return value if isinstance(value, str | int | float | bool) else json.dumps(value, ensure_ascii=False)
