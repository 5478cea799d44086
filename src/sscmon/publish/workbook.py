"""The indicators as a workbook for people, one in each language: notes, providers, indicators, numbers and codes.

No cell holds a formula; the same database gives the same bytes.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice

import duckdb
import xlsxwriter

from sscmon.errors import ModelBroken
from sscmon.publish import labels
from sscmon.publish.draft import TITLE, Draft, Part
from sscmon.publish.labels import Code
from sscmon.publish.tables import neutral
from sscmon.publish.workbook_words import (
    CODE_COLUMNS,
    COUNT,
    INDICATOR_COLUMNS,
    NOTES,
    NUMBER_COLUMNS,
    PROVIDER_COLUMNS,
    SHARE,
    SHEETS,
    YEAR,
    Column,
)
from sscmon.text import LANGUAGES, Text

ROWS_A_SHEET = 1_000_000
PIECE = 10_000
NOTES_WIDTH, LINE_POINTS = 100, 15
PLAIN, WRAPPED, BOLD, TITLE_STYLE = "plain", "wrapped", "bold", "title"
MONEY, SMALL, OTHER = "#,##0.00", "0.0000", "#,##0.####"
STYLES = {
    PLAIN: {},
    WRAPPED: {"text_wrap": True, "valign": "top"},
    BOLD: {"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#DDE8EE", "bottom": 1},
    TITLE_STYLE: {"bold": True, "font_size": 16},
    **{style: {"num_format": style} for style in (MONEY, SMALL, OTHER, COUNT, SHARE, YEAR)},
}
IN_UNIT = {"USD": MONEY, "percent": SMALL, "percentage points": SMALL, "share": SMALL, "ratio": SMALL}
NUMBERS = """
    select provider_id, provider_id, indicator_id, indicator_id, year, value, value_low, value_high, unit, obs_status,
        partner_id, modality, kind, sector, inclusion_set, valuation_method, denominator, price_basis,
        nullif(item, '_Z'), n_obs, coverage_share, observation_id
    from indicator.observation order by provider_id, indicator_id, year, observation_id"""
PROVIDERS = """
    select provider_id, provider_id, count(distinct indicator_id) filter (value is not null), count(value),
        count(*) - count(value), min(year) filter (value is not null), max(year) filter (value is not null)
    from indicator.observation group by provider_id order by provider_id"""
INDICATORS = """
    select indicator_id, title_{0}, definition_{0}, formula, unit, missing_{0}, caveat_{0}, method_source
    from indicator.catalogue order by indicator_id"""


def write_workbooks(draft: Draft) -> None:
    """Write `indicators.en.xlsx`, `indicators.es.xlsx` and `indicators.pt.xlsx`, each with every observation."""
    with draft.connect() as connection:
        codes = labels.codes(connection)
        for language in LANGUAGES:
            _write(draft, connection, language, codes)


def _write(draft: Draft, connection: duckdb.DuckDBPyConnection, language: str, codes: dict) -> None:
    path = draft.folder / f"indicators.{language}.xlsx"
    options = {"constant_memory": True, "strings_to_numbers": False}
    with xlsxwriter.Workbook(str(path), options) as file:
        created = datetime.fromisoformat(draft.created).replace(tzinfo=None)
        file.set_properties({"title": TITLE, "author": "sscmon", "created": created})
        book = _Book(file, language, codes)
        book.notes(draft.name)
        book.table("providers", PROVIDER_COLUMNS, _rows(connection, PROVIDERS))
        book.table("indicators", INDICATOR_COLUMNS, _rows(connection, INDICATORS.format(language)), WRAPPED)
        count = connection.execute("select count(*) from indicator.observation").fetchone()[0]
        rows = _rows(connection, NUMBERS)
        for number in range(max(1, -(-count // ROWS_A_SHEET))):
            book.table("numbers", NUMBER_COLUMNS, islice(rows, ROWS_A_SHEET), number=number)
        book.table("codes", CODE_COLUMNS, _code_rows(codes, language))


def _rows(connection: duckdb.DuckDBPyConnection, query: str) -> Iterator[tuple]:
    """Rows of a query on a cursor of its own, a piece at a time."""
    found = connection.cursor().execute(query)
    while piece := found.fetchmany(PIECE):
        yield from piece


def _code_rows(codes: dict[str, dict[str, Code]], language: str) -> Iterator[tuple]:
    for column, listed in codes.items():
        if column != "partner_id":
            for code in listed.values():
                yield column, code.code, code.label.in_(language)


class _Book:
    """A workbook in one language while it is written, sheet by sheet and row by row."""

    def __init__(self, file: xlsxwriter.Workbook, language: str, codes: dict[str, dict[str, Code]]):
        self.file, self.language, self.codes = file, language, codes
        self.styles = {name: file.add_format(style) for name, style in STYLES.items()}

    def notes(self, release: str) -> None:
        """The first sheet: what this is, how to read it, how to cite it."""
        sheet = self.file.add_worksheet(SHEETS["notes"].in_(self.language))
        sheet.hide_gridlines(2)
        sheet.set_column(0, 0, NOTES_WIDTH)
        sheet.set_row(0, 24)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.write_string(0, 0, f"sscmon {release}", self.styles[TITLE_STYLE])
        for row, line in enumerate(NOTES.in_(self.language).format(release=release).splitlines(), 1):
            sheet.set_row(row, _height([line], [NOTES_WIDTH]))
            sheet.write_string(row, 0, line, self.styles[WRAPPED])

    def table(
        self, name: str, columns: tuple[Column, ...], rows: Iterable[tuple], style: str = PLAIN, number: int = 0
    ) -> None:
        """A sheet with a frozen, filtered heading.

        Args:
            columns: what each cell of a row is; one that names a coded column shows the label of its code.
            style: of cells of text.
            number: of a sheet that continues another.
        """
        title = SHEETS[name].in_(self.language) + (f" {number + 1}" if number else "")
        sheet = self.file.add_worksheet(title)
        for place, column in enumerate(columns):
            sheet.set_column(place, place, column.width)
        sheet.set_row(0, 32)
        sheet.freeze_panes(1, 2)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        for place, column in enumerate(columns):
            sheet.write_string(0, place, column.heading.in_(self.language), self.styles[BOLD])
        last = 0
        for last, row in enumerate(rows, 1):
            unit = row[UNIT_PLACE] if columns is NUMBER_COLUMNS else ""
            if style == WRAPPED:
                sheet.set_row(last, _height(row, [column.width for column in columns]))
            for place, (column, value) in enumerate(zip(columns, row, strict=True)):
                if value is not None:
                    self._cell(sheet, last, place, column, value, unit, style)
        sheet.autofilter(0, 0, last, len(columns) - 1)

    def _cell(self, sheet, row: int, place: int, column: Column, value, unit: str, style: str) -> None:
        if not isinstance(value, str):
            sheet.write_number(row, place, value, self.styles[column.style or IN_UNIT.get(unit, OTHER)])
            return
        if column.codes:
            value = self.codes[column.codes][value].label.in_(self.language)
        if sheet.write_string(row, place, value if column.is_code else neutral(value), self.styles[style]):
            raise ModelBroken(
                f"a text is too long for a cell of a workbook: {value[:60]!r}",
                where=f"{sheet.get_name()}, row {row + 1}, column {place + 1}",
                todo="shorten it in its source",
            )


def _height(texts: Iterable[str | None], widths: list[float]) -> float:
    """Points that wrapped texts need in columns of so many characters; some programs do not find out by themselves."""
    return LINE_POINTS * max(-(-len(text or "") // int(width)) or 1 for text, width in zip(texts, widths, strict=True))


UNIT_PLACE = next(place for place, column in enumerate(NUMBER_COLUMNS) if column.codes == "unit")


PART = Part(
    write_workbooks,
    {
        "indicators.en.xlsx": Text(
            "the indicators as a workbook for people, in English",
            "los indicadores en un libro para personas, en inglés",
            "os indicadores em uma planilha para pessoas, em inglês",
        ),
        "indicators.es.xlsx": Text("the same in Spanish", "lo mismo en español", "o mesmo em espanhol"),
        "indicators.pt.xlsx": Text("the same in Portuguese", "lo mismo en portugués", "o mesmo em português"),
    },
)
