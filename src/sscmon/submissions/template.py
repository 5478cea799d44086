"""The empty form as a workbook, as CSV files or as JSON."""

import csv
import io
import json
import zipfile
from pathlib import Path

from sscmon.errors import NotFound
from sscmon.submissions.findings import shown_code
from sscmon.submissions.form import FIXED_UNITS, FORM, Field, Form, Sheet, mark
from sscmon.submissions.match import RESERVED
from sscmon.submissions.template_texts import EXAMPLES, SHEET_HELP, STEPS, TITLE, WORDS
from sscmon.text import Text

EPOCH = (1980, 1, 1, 0, 0, 0)


def write_template(path: Path, language: str = "en", audience: str = "", form: Form = FORM) -> Path:
    """Write the empty form; the name's ending says how: .xlsx, .zip (of CSV files) or .json.

    Raises:
        NotFound: the ending or the audience is not known.
    """
    sheets = form.for_audience(audience)
    ending = path.suffix.lower()
    if ending == ".xlsx":
        from sscmon.submissions.template_book import write_book

        write_book(path, form, sheets, language)
    elif ending == ".zip":
        _write_csv_files(path, form, sheets, language)
    elif ending == ".json":
        path.write_text(json.dumps(_as_json(form, sheets, language), ensure_ascii=False, indent=1), encoding="utf-8")
    else:
        raise NotFound(f"there is no template for {ending or path.name!r}", todo="end the name in .xlsx, .zip or .json")
    return path


def header_of(field: Field, language: str) -> str:
    """The header as it stands in the form: with its unit, and * where a value is required."""
    unit = f" ({FIXED_UNITS[field.unit].in_(language)})" if field.unit else ""
    return f"{field.header.in_(language)}{unit}{' *' if field.is_required else ''}"


def offered_texts(field: Field, language: str) -> list[str]:
    """What the drop-down list of a column offers; empty for none."""
    if field.kind == "flag":
        return [WORDS["yes"].in_(language), WORDS["no"].in_(language)]
    return [shown_code(code, label.in_(language)) for code, label in field.offered().items()]


def example_cells(sheet: Sheet, language: str) -> list:
    """The example row of a sheet, as a person would fill it in."""
    given = EXAMPLES[sheet.table]
    return [_shown(field, given.get(field.name), language) for field in sheet.fields]


def instructions(form: Form, sheets: tuple[Sheet, ...], language: str) -> list[list[str]]:
    """Rows of the sheet of instructions."""
    return [
        [TITLE.in_(language)],
        [],
        *([f"{number}. {step.in_(language)}"] for number, step in enumerate(STEPS, start=1)),
        [],
        [WORDS["sheet"].in_(language), WORDS["holds"].in_(language)],
        *([sheet.title.in_(language), SHEET_HELP[sheet.table].in_(language)] for sheet in sheets),
        [],
        [WORDS["version"].in_(language), mark(form.version)],
    ]


def _shown(field: Field, value: object, language: str) -> object:
    if value is None:
        return ""
    if isinstance(value, bool):
        return WORDS["yes" if value else "no"].in_(language)
    if isinstance(value, Text):
        return value.in_(language)
    label = field.codes().get(str(value))
    return shown_code(str(value), label.in_(language)) if label else value


def _write_csv_files(path: Path, form: Form, sheets: tuple[Sheet, ...], language: str) -> None:
    files = {RESERVED["instructions"]: instructions(form, sheets, language)}
    for sheet in sheets:
        files[sheet.title] = [[header_of(field, language) for field in sheet.fields]]
    files[RESERVED["examples"]] = [
        row
        for sheet in sheets
        for row in (
            [sheet.title.in_(language)],
            [header_of(field, language) for field in sheet.fields],
            example_cells(sheet, language),
            [],
        )
    ]
    files[RESERVED["lists"]] = [
        [field.header.in_(language), *offered_texts(field, language)] for field in listed(sheets)
    ]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for title, rows in files.items():
            text = io.StringIO(newline="")
            csv.writer(text, delimiter="," if language == "en" else ";").writerows(rows)
            info = zipfile.ZipInfo(f"{title.in_(language)}.csv", EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, text.getvalue().encode("utf-8-sig"))


def listed(sheets: tuple[Sheet, ...]) -> list[Field]:
    """One column for each list that the sheets offer."""
    found: dict[object, Field] = {}
    for sheet in sheets:
        for field in sheet.fields:
            if field.codelist or field.kind == "flag":
                found.setdefault(list_key(field), field)
    return list(found.values())


def list_key(field: Field) -> tuple[str, ...]:
    """Columns with the same key offer the same list."""
    return ("flag",) if field.kind == "flag" else (field.codelist, *field.offered())


def _as_json(form: Form, sheets: tuple[Sheet, ...], language: str) -> dict:
    columns = {
        sheet.table: {
            field.name: {
                "title": field.header.in_(language),
                "description": field.help.in_(language),
                "type": field.kind,
                "required": field.is_required,
                **({"unit": field.unit} if field.unit else {}),
                **({"codes": list(field.offered())} if field.codelist and field.codelist != "party" else {}),
            }
            for field in sheet.fields
        }
        for sheet in sheets
    }
    return {"form": mark(form.version), "columns": columns, **{sheet.table: [] for sheet in sheets}}
