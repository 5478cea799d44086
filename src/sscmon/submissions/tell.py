"""What is told of a file and its sheets before any row is judged."""

import re

from sscmon.submissions.findings import Finding, note
from sscmon.submissions.form import mark
from sscmon.submissions.match import Found, is_reserved
from sscmon.submissions.read import ENDINGS, Book, Grid

VERSION = re.compile(re.escape(mark(0))[:-1] + r"(\d{1,4})\b")


def version(grids: list[Grid]) -> int:
    """The version of the form that a file says it is; 0 where it says none."""
    for grid in grids:
        if is_reserved(grid.name):
            for row in grid.rows:
                for cell in row:
                    if isinstance(cell, str) and (match := VERSION.search(cell)):
                        return int(match[1])
    return 0


def tell_file(book: Book, found: list[Found], left: list[Grid], language: str) -> list[Finding]:
    """What there is to say of the whole file."""
    told: list[Finding] = []
    tell = told.append
    ending = book.path.suffix.lower()
    if ending and ending not in ENDINGS[book.kind]:
        tell(note("advice", "ending", language, value=ending, valid=book.kind))
    if book.inspection.has_macros:
        tell(note("warning", "macros", language))
    if book.inspection.has_links:
        tell(note("warning", "links", language))
    for grid in left:
        if grid.rows:
            tell(note("warning", "sheet_unknown", language, sheet=grid.name, value=grid.name, valid=len(grid.rows)))
    if not found:
        names = ", ".join(grid.name for grid in book.grids[:20])
        tell(note("error", "no_sheet", language, value=names))
    return told


def tell_sheet(one: Found, language: str, *, is_second: bool) -> list[Finding]:
    """What there is to say of one sheet: what it and its columns were taken for, and what was not read."""
    told: list[Finding] = []
    grid, sheet = one.grid, one.sheet
    title = sheet.title.in_(language)

    def tell(level: str, rule: str, position: int | None = None, row: int = 0, **more) -> None:
        told.append(note(level, rule, language, table=sheet.table, sheet=grid.name, row=row, position=position, **more))

    if grid.is_hidden:
        tell("warning", "sheet_hidden", value=grid.name)
    if one.is_renamed:
        tell("advice", "sheet_taken", value=grid.name, valid=title)
    if is_second:
        tell("warning", "sheet_twice", value=grid.name, valid=title)
    if one.header is None and not grid.rows:
        return told
    if one.header is None:
        tell("error", "no_header", value=grid.name)
        return told
    at = grid.numbers[one.header]
    for position, taken in one.taken.items():
        header = grid.rows[one.header][position]
        tell("advice", "header_taken", position, at, value=header, valid=taken.header.in_(language))
    for position in one.doubled:
        tell("warning", "header_twice", position, at, value=grid.rows[one.header][position])
    for position in one.unknown:
        if any(row[position] != "" for row in grid.rows[one.header + 1 :] if position < len(row)):
            tell("warning", "header_unknown", position, at, value=grid.rows[one.header][position])
    for wanted in sheet.fields:
        if wanted.is_required and wanted.name not in one.columns:
            tell("error", "column_missing", row=at, column=wanted.name, valid=wanted.header.in_(language))
    for (top, left), (bottom, right) in grid.merged:
        if bottom >= at and top != bottom and any(left <= place <= right for place in one.columns.values()):
            place = f"{top + 1}–{bottom + 1}"
            tell("warning", "merged", left, top + 1, value=place)
    for row, column, content in grid.no_value:
        if row > at and column - 1 in one.columns.values():
            tell("warning", "no_value", column - 1, row, value=content)
    return told
