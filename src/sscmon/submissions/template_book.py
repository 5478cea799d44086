"""The empty form as a workbook that a person likes to fill in."""

import datetime as dt
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from sscmon import codelists
from sscmon.submissions.findings import shown_code
from sscmon.submissions.form import Field, Form, Sheet
from sscmon.submissions.match import RESERVED
from sscmon.submissions.template import (
    example_cells,
    header_of,
    instructions,
    list_key,
    listed,
    offered_texts,
)
from sscmon.submissions.template_texts import SHEET_HELP, STEPS, WORDS

TITLE_ROW, HELP_ROW, HEADER_ROW = 1, 2, 3
LAST_ROW = 20_000
DARK, ASKED, PALE, RULE = "1F3B4D", "0B6E69", "EEF3F5", "C5D0D6"
THIN = Border(*(Side(style="thin", color=RULE),) * 4)
WRAPPED = Alignment(wrap_text=True, vertical="top")
UNLOCKED = Protection(locked=False)
WIDTHS = {"date": 14, "integer": 12, "number": 14, "exact": 16, "money": 16, "flag": 11, "text": 24}
LONG_TEXTS = ("activity_title", "activity_description", "document_title", "document_url", "quote_locator",
              "submitter_note", "score_reason")  # fmt: skip


def write_book(path: Path, form: Form, sheets: tuple[Sheet, ...], language: str) -> None:
    """Write the form: instructions, a sheet a table, examples, the rubric, and the lists on a hidden sheet."""
    book = Workbook()
    book.properties.creator = "sscmon"
    book.properties.created = book.properties.modified = dt.datetime(2026, 1, 1)
    _write_instructions(book.active, form, sheets, language)
    ranges = {}
    lists = book.create_sheet(RESERVED["lists"].in_(language))
    for position, field in enumerate(listed(sheets), start=1):
        ranges[list_key(field)] = _write_list(lists, position, field, language)
    for sheet in sheets:
        _write_sheet(book.create_sheet(sheet.title.in_(language)), sheet, ranges, language)
    _write_examples(book.create_sheet(RESERVED["examples"].in_(language)), sheets, language)
    if any(sheet.table == "score" for sheet in sheets):
        _write_rubric(book.create_sheet(RESERVED["rubric"].in_(language)), language)
    lists.sheet_state = "hidden"
    book.move_sheet(lists, len(book.sheetnames))
    book.active = 0
    book.save(path)


def _write_instructions(page: Worksheet, form: Form, sheets: tuple[Sheet, ...], language: str) -> None:
    page.title = RESERVED["instructions"].in_(language)
    page.sheet_view.showGridLines = False
    page.column_dimensions["A"].width, page.column_dimensions["B"].width = 30, 90
    page.row_dimensions[1].height = 28
    table_row = len(STEPS) + 4
    for number, cells in enumerate(instructions(form, sheets, language), start=1):
        for position, text in enumerate(cells, start=1):
            cell = page.cell(number, position, text)
            cell.alignment = Alignment(wrap_text=position == 2, vertical="top")
            if number == 1:
                cell.font = _font(size=18, bold=True, color=DARK)
            elif number == table_row:
                _as_header(cell, DARK)
            elif number > table_row:
                cell.border = THIN
        if cells and cells[0] in (sheet.title.in_(language) for sheet in sheets):
            link = page.cell(number, 1)
            link.hyperlink = f"#{quote_sheetname(cells[0])}!A{HEADER_ROW + 1}"
            link.font = _font(color=ASKED, underline="single")
    page.protection.sheet = True


def _write_list(page: Worksheet, position: int, field: Field, language: str) -> str:
    """One column of the hidden sheet; returns the range that a drop-down list points to."""
    texts = offered_texts(field, language)
    page.cell(1, position, field.header.in_(language))
    for number, text in enumerate(texts, start=2):
        page.cell(number, position, text)
    letter = get_column_letter(position)
    return f"{quote_sheetname(page.title)}!${letter}$2:${letter}${len(texts) + 1}"


def _write_sheet(page: Worksheet, sheet: Sheet, ranges: dict, language: str) -> None:
    page.sheet_view.showGridLines = True
    title = page.cell(TITLE_ROW, 1, f"{sheet.title.in_(language)} · {SHEET_HELP[sheet.table].in_(language)}")
    title.font = _font(size=14, bold=True, color=DARK)
    page.row_dimensions[TITLE_ROW].height = 24
    page.row_dimensions[HEADER_ROW].height = 34
    tallest = 1
    for position, field in enumerate(sheet.fields, start=1):
        letter = get_column_letter(position)
        width = _width(field)
        column = page.column_dimensions[letter]
        column.width, column.protection = width, UNLOCKED
        column.number_format = _format(field)
        help_cell = page.cell(HELP_ROW, position, field.help.in_(language))
        help_cell.font = _font(size=9, italic=True, color="44525B")
        help_cell.fill = PatternFill("solid", fgColor=PALE)
        help_cell.alignment, help_cell.border = WRAPPED, THIN
        tallest = max(tallest, -(-len(field.help.in_(language)) // max(int(width * 1.05), 1)))
        _as_header(page.cell(HEADER_ROW, position, header_of(field, language)), ASKED if field.is_required else DARK)
        if field.codelist or field.kind == "flag":
            _offer(page, field, letter, ranges[list_key(field)], language)
    page.row_dimensions[HELP_ROW].height = 13 * min(tallest, 9) + 4
    page.freeze_panes = page.cell(HEADER_ROW + 1, 2)
    page.sheet_properties.tabColor = ASKED
    page.page_setup.orientation, page.page_setup.fitToHeight = "landscape", 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.protection.sheet = True
    for allowed in ("formatCells", "formatColumns", "formatRows", "insertRows", "deleteRows", "sort", "autoFilter"):
        setattr(page.protection, allowed, False)


def _font(**style) -> Font:
    return Font(name="Calibri", **style)


def _format(field: Field) -> str:
    if field.kind == "date":
        return "yyyy-mm-dd"
    return "@" if field.kind == "text" and not field.codelist else "General"


def _width(field: Field) -> int:
    if field.name in LONG_TEXTS:
        return 40
    return 28 if field.codelist else max(WIDTHS[field.kind], min(len(field.header.es) + 4, 28))


def _as_header(cell, colour: str) -> None:
    cell.font = _font(bold=True, color="FFFFFF")
    cell.fill = PatternFill("solid", fgColor=colour)
    cell.alignment = Alignment(wrap_text=True, vertical="center")
    cell.border = THIN
    cell.protection = Protection(locked=True)


def _offer(page: Worksheet, field: Field, letter: str, cells: str, language: str) -> None:
    offer = DataValidation(type="list", formula1=f"={cells}", allow_blank=True, errorStyle="warning")
    offer.errorTitle = offer.promptTitle = field.header.in_(language)[:32]
    offer.error = WORDS["not_listed"].in_(language)
    offer.prompt = WORDS["choose"].in_(language)
    offer.showErrorMessage = offer.showInputMessage = True
    offer.add(f"{letter}{HEADER_ROW + 1}:{letter}{LAST_ROW}")
    page.add_data_validation(offer)


def _write_examples(page: Worksheet, sheets: tuple[Sheet, ...], language: str) -> None:
    page.cell(1, 1, WORDS["examples"].in_(language)).font = _font(size=14, bold=True, color="9A3412")
    row = 3
    for sheet in sheets:
        page.cell(row, 1, sheet.title.in_(language)).font = _font(size=12, bold=True, color=DARK)
        cells = zip(sheet.fields, example_cells(sheet, language), strict=True)
        filled = [(field, value) for field, value in cells if value != ""]
        for position, (field, value) in enumerate(filled, start=1):
            _as_header(page.cell(row + 1, position, header_of(field, language)), ASKED if field.is_required else DARK)
            cell = page.cell(row + 2, position, value)
            cell.border, cell.alignment = THIN, WRAPPED
        row += 4
    for position in range(1, 14):
        page.column_dimensions[get_column_letter(position)].width = 26
    page.sheet_properties.tabColor = "9A3412"
    page.protection.sheet = True


def _write_rubric(page: Worksheet, language: str) -> None:
    page.column_dimensions["A"].width, page.column_dimensions["B"].width = 46, 100
    page.cell(1, 1, WORDS["rubric"].in_(language)).font = _font(size=12, bold=True, color=DARK)
    row = 3
    for list_name, first, second, text in (
        ("assessment_dimension", "dimension", "question", "question"),
        ("rubric_level", "level", "meaning", "anchor"),
    ):
        _as_header(page.cell(row, 1, WORDS[first].in_(language)), DARK)
        _as_header(page.cell(row, 2, WORDS[second].in_(language)), DARK)
        for code in codelists.rows(list_name):
            row += 1
            shown = shown_code(code["code"], code[f"label_{language}"])
            for position, value in ((1, shown), (2, code[f"{text}_{language}"])):
                cell = page.cell(row, position, value)
                cell.border, cell.alignment = THIN, WRAPPED
        row += 3
    page.protection.sheet = True
