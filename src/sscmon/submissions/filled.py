"""Rows of the form as a file that can be checked and submitted: workbook, archive of tables, or JSON."""

import csv
import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from sscmon.errors import SscmonError
from sscmon.submissions.form import FORM, Sheet
from sscmon.submissions.match import find
from sscmon.submissions.read import read
from sscmon.submissions.template import write_template

Rows = Mapping[str, Sequence[Mapping[str, str]]]
ENDINGS = (".xlsx", ".zip", ".json")


def write_filled(rows: Rows, path: Path, language: str = "en") -> None:
    """Write rows of the form, by short name of their table; tables without rows are left out.

    Raises:
        SscmonError: the ending of the file is none of ENDINGS.
    """
    sheets = [sheet for sheet in FORM.sheets if rows.get(sheet.table)]
    match path.suffix.lower():
        case ".json":
            text = json.dumps({sheet.table: list(rows[sheet.table]) for sheet in sheets}, ensure_ascii=False, indent=1)
            path.write_text(text, encoding="utf-8")
        case ".zip":
            with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
                for sheet in sheets:
                    archive.writestr(f"{sheet.table}.csv", _table(sheet, rows[sheet.table]))
        case ".xlsx":
            _fill_template(path, sheets, rows, language)
        case _:
            raise SscmonError(
                f"a filled form is no {path.suffix or 'file without an ending'}",
                where=str(path),
                todo=f"end its name in {', '.join(ENDINGS)}",
            )


def _columns(sheet: Sheet, rows: Sequence[Mapping[str, str]]) -> list[str]:
    used = {name for row in rows for name, text in row.items() if text}
    return [field.name for field in sheet.fields if field.name in used]


def _table(sheet: Sheet, rows: Sequence[Mapping[str, str]]) -> str:
    file = io.StringIO(newline="")
    writer = csv.DictWriter(file, _columns(sheet, rows), extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return "\ufeff" + file.getvalue()


def _fill_template(path: Path, sheets: Sequence[Sheet], rows: Rows, language: str) -> None:
    """The form's own workbook with its lists to choose from, of the sheets that are needed; no cell is a formula."""
    write_template(path, language)
    places, _ = find(read(path).grids, FORM)
    workbook = load_workbook(path)
    for place in places:
        page = workbook[place.grid.name]
        if place.sheet not in sheets:
            workbook.remove(page)
            continue
        first = place.grid.numbers[place.header] + 1
        for number, row in enumerate(rows[place.sheet.table], start=first):
            for name, position in place.columns.items():
                if text := row.get(name):
                    cell = page.cell(number, position + 1, ILLEGAL_CHARACTERS_RE.sub("", text))
                    cell.data_type = "s"
    workbook.save(path)
