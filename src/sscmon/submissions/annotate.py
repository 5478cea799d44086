"""The person's own workbook handed back: problem cells coloured and commented, and a sheet with all findings."""

import math
import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from zipfile import BadZipFile

from lxml import etree
from openpyxl import Workbook, load_workbook
from openpyxl.cell import MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import quote_sheetname, range_boundaries
from openpyxl.worksheet.worksheet import Worksheet

from sscmon import archives
from sscmon.submissions.check import Checked
from sscmon.submissions.findings import LEVELS, Finding
from sscmon.submissions.match import RESERVED
from sscmon.submissions.read import Grid
from sscmon.submissions.safety import LIMITS
from sscmon.submissions.texts import HEADINGS, LEVEL_NAMES, ONLY_MARKED
from sscmon.submissions.values import cleaned

AUTHOR = "sscmon"
FILLS = {"error": "FFC7CE", "warning": "FFEB9C", "advice": "DDEBF7"}
MOST_MARKED, LONGEST_CELL, LONGEST_COMMENT, LONGEST_FORMULA = 20_000, 32_000, 1_500, 8_192
MOST_CELLS_BACK = 1_000_000
SPANS = ("{*}mergeCell", "{*}hyperlink", "{*}row")
FUNCTIONS = (
    "SUM|AVERAGE|MIN|MAX|COUNT|COUNTA|COUNTIF|SUMIF|ROUND|ABS|INT|IF|AND|OR|NOT|DATE|YEAR|MONTH|DAY|LEFT|RIGHT|MID|LEN|"
    "TRIM|UPPER|LOWER|CONCATENATE|VALUE|TEXT|VLOOKUP|INDEX|MATCH|PRODUCT|TRUE|FALSE"
)
HARMLESS = re.compile(
    rf"=(?>\"[^\"|]*\"|'[\w .-]+'!|\w+!|(?:{FUNCTIONS})\(|\$?[A-Za-z]{{1,3}}\$?\d{{1,7}}|[\d.]+|[-+*/^&=<>%(),;: ])*+",
)
SAFE_LINK = re.compile(r"(https?://|mailto:|#)", re.IGNORECASE)


def annotate(checked: Checked, target: Path) -> Path:
    """Write the annotated workbook; a file that is no xlsx becomes one with its cells at the same addresses.

    Of a file of more than a million cells only its headers and the rows with findings come back, at their own places:
    the whole of it would take more than a gigabyte of memory to write.

    Formulas stay formulas only where they use cells and plain functions; links to other files, macros and dynamic
    data exchange do not come back.
    """
    marked: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    for finding in checked.findings:
        if finding.cell and len(marked) < MOST_MARKED:
            marked[finding.sheet, finding.cell].append(finding)
    is_whole = sum(len(row) for grid in checked.book.grids for row in grid.rows) <= MOST_CELLS_BACK
    if is_whole:
        book = _own(checked) or _made(checked.book.grids)
    else:
        book = _made([_part(checked, grid, marked) for grid in checked.book.grids])
    for (name, cell), findings in marked.items():
        if _title(name) in book.sheetnames:
            _mark(book[_title(name)], cell, findings, checked.language)
    _write_findings(book, checked)
    if not is_whole:
        book.worksheets[0].cell(2, 1, ONLY_MARKED.in_(checked.language))
    book.save(target)
    return target


def _own(checked: Checked) -> Workbook | None:
    """The person's workbook without what could do harm; None where it has to be made anew."""
    if checked.book.kind != "xlsx" or _covered(checked.path) > MOST_CELLS_BACK:
        return None
    try:
        with checked.path.open("rb") as file:
            book = load_workbook(file, keep_links=False, keep_vba=False)
    except (BadZipFile, KeyError, ValueError, TypeError, AttributeError, IndexError, OSError, SyntaxError):
        return None
    if any(_title(grid.name) not in book.sheetnames for grid in checked.book.grids):
        return None
    for name in [name for name, defined in book.defined_names.items() if _leads_out(str(defined.value))]:
        del book.defined_names[name]
    for sheet in list(book.worksheets):
        if sheet.title in set(RESERVED["findings"]):
            book.remove(sheet)
        else:
            _disarm(sheet)
    return book


def _covered(path: Path) -> float:
    """How many cells the merged areas and links of a workbook cover, all of which openpyxl would make; or infinite."""
    covered = 0.0
    with archives.opened(path, LIMITS) as archive:
        for info in archive.infolist():
            try:
                with archive.open(info) as file:
                    for _, element in etree.iterparse(file, tag=SPANS, resolve_entities=False, huge_tree=True):
                        if element.get("ref") is not None:
                            covered += _area(element.get("ref"))
                        element.clear()
            except etree.XMLSyntaxError:
                continue
    return covered


def _area(reference: str) -> float:
    try:
        left, top, right, bottom = range_boundaries(reference)
        return (abs(right - left) + 1) * (abs(bottom - top) + 1)
    except (ValueError, TypeError):
        return math.inf


def _leads_out(text: str) -> bool:
    return "[" in text or "|" in text or "://" in text


def _disarm(sheet: Worksheet) -> None:
    offers = sheet.data_validations.dataValidation
    sheet.data_validations.dataValidation = [
        offer for offer in offers if not _leads_out(f"{offer.formula1} {offer.formula2}")
    ]
    for cell in list(sheet._cells.values()):  # those there are; `iter_rows` would make all up to the last one
        if isinstance(cell, MergedCell):
            continue
        if cell.data_type == "f" and not _is_harmless(cell.value):
            _as_text(cell, getattr(cell.value, "text", cell.value))
        if cell.hyperlink and not SAFE_LINK.match(cell.hyperlink.target or "#"):
            cell.hyperlink = None
        if cell.comment and cell.comment.author == AUTHOR:
            cell.comment, cell.fill = None, PatternFill()


def _is_harmless(formula: object) -> bool:
    return isinstance(formula, str) and len(formula) <= LONGEST_FORMULA and HARMLESS.fullmatch(formula) is not None


def _as_text(cell, value: object) -> None:
    cell.value = cleaned(str(value))[0][:LONGEST_CELL]
    cell.data_type = "s"
    cell.quotePrefix = True


def _made(grids: list[Grid]) -> Workbook:
    book = Workbook()
    book.remove(book.active)
    for grid in grids:
        sheet = book.create_sheet(_title(grid.name))
        for number, row in zip(grid.numbers, grid.rows, strict=True):
            for position, value in enumerate(row, start=1):
                if value == "":
                    continue
                if isinstance(value, str):
                    _as_text(sheet.cell(number, position), value)
                elif value == value and value not in (float("inf"), float("-inf")):
                    sheet.cell(number, position, value)
    return book


def _part(checked: Checked, grid: Grid, marked: Mapping[tuple[str, str], list[Finding]]) -> Grid:
    """A sheet without the rows that nothing is marked in; its header stays."""
    wanted = {finding.row for (name, _), findings in marked.items() if name == grid.name for finding in findings}
    for one in checked.found:
        if one.grid is grid and one.header is not None:
            wanted |= set(grid.numbers[: one.header + 1])
    kept = [(number, row) for number, row in zip(grid.numbers, grid.rows, strict=True) if number in wanted]
    return replace(grid, numbers=[number for number, _ in kept], rows=[row for _, row in kept])


def _title(name: str) -> str:
    """A name that a sheet may have."""
    return re.sub(r"[\[\]:*?/\\]", "_", cleaned(name)[0])[:31].strip("'") or "_"


def _mark(sheet: Worksheet, address: str, findings: list[Finding], language: str) -> None:
    cell = sheet[address]
    if isinstance(cell, MergedCell):
        area = next(area for area in sheet.merged_cells.ranges if address in area)
        cell = sheet.cell(area.min_row, area.min_col)
    worst = min((finding.level for finding in findings), key=LEVELS.index)
    said = "\n".join(f"{LEVEL_NAMES[finding.level].in_(language)}: {finding.message}" for finding in findings)
    before = f"{cell.comment.text}\n" if cell.comment else ""
    cell.fill = PatternFill("solid", fgColor=FILLS[worst])
    comment = Comment((before + cleaned(said)[0])[:LONGEST_COMMENT], AUTHOR)
    comment.width, comment.height = 360, 40 + 20 * min(len(comment.text) // 45 + len(findings), 12)
    cell.comment = comment


def _write_findings(book: Workbook, checked: Checked) -> None:
    """The first sheet: rows read, accepted and refused, then every finding with a link to its cell."""
    language = checked.language
    title = RESERVED["findings"].in_(language)
    page = book.create_sheet(title, 0)
    book.active = 0
    for letter, width in zip("ABCDE", (26, 30, 28, 32, 100), strict=True):
        page.column_dimensions[letter].width = width
    page.cell(1, 1, f"{title} · {cleaned(checked.path.name)[0]}").font = Font(name="Calibri", size=16, bold=True)
    page.row_dimensions[1].height = 26
    _heads(page, 3, ("sheet", "read", "accepted", "refused"), language)
    titles = {one.sheet.table: one.sheet.title for one in checked.found}
    row = 4
    for table, counts in checked.counts().items():
        if not counts["read"]:
            continue
        for position, value in enumerate((titles[table].in_(language), *counts.values()), start=1):
            page.cell(row, position, value)
        row += 1
    _heads(page, row + 1, ("level", "where", "column", "value", "message"), language)
    headers = {(one.sheet.table, field.name): field.header for one in checked.found for field in one.sheet.fields}
    for number, finding in enumerate(checked.findings[:MOST_MARKED], start=row + 2):
        header = headers.get((finding.table, finding.column))
        level = LEVEL_NAMES[finding.level].in_(language)
        column = header.in_(language) if header else ""
        for position, text in enumerate((level, finding.where, column, finding.value, finding.message), start=1):
            cell = page.cell(number, position)
            _as_text(cell, text)
            cell.fill = PatternFill("solid", fgColor=FILLS[finding.level])
            cell.alignment = Alignment(wrap_text=position == 5, vertical="top")
        if finding.cell and _title(finding.sheet) in book.sheetnames:
            page.cell(number, 2).hyperlink = f"#{quote_sheetname(_title(finding.sheet))}!{finding.cell}"


def _heads(page: Worksheet, row: int, names: tuple[str, ...], language: str) -> None:
    for position, name in enumerate(names, start=1):
        cell = page.cell(row, position, HEADINGS[name].in_(language))
        cell.font = Font(name="Calibri", bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor="1F3B4D")
