"""A form of many rows of money, with some planted errors; and one with a million blank rows below a few filled ones."""

import random
import zipfile
from pathlib import Path

from xlsxwriter import Workbook

from sscmon.submissions.form import FORM

WRONG_EVERY = 1000
SHEET = FORM.by_table["flow"]
BLANK_ROW = '<row r="{0}"><c r="A{0}" s="0"/><c r="B{0}" s="0"/><c r="C{0}" s="0"/></row>'


def write(path: Path, rows: int, seed: int, *, shares_texts: bool = False) -> Path:
    """Write `rows` rows; one in a thousand names a party that does not exist.

    Args:
        shares_texts: texts stand once in a part of their own, as Excel and LibreOffice write them, not in their cells.
    """
    rng = random.Random(seed)
    with Workbook(path, {"constant_memory": not shares_texts}) as book:
        page = book.add_worksheet(SHEET.title.en)
        page.write_row(0, 0, [field.header.en for field in SHEET.fields])
        for number in range(rows):
            page.write_row(number + 1, 0, _row(number, rng))
    return path


def _row(number: int, rng: random.Random) -> list:
    given = {
        "flow_reference": f"F-{number}",
        "provider_id": "Cubba" if number % WRONG_EVERY == 0 else "Cuba [CUB]",
        "partner_id": rng.choice(("Haiti [HTI]", "Bolivia", "VEN")),
        "period_start_year": 2000 + number % 20,
        "flow_stage": "disbursed [DISBURSEMENT]",
        "modality": "BIL",
        "kind": "FIN_GRANT",
        "amount_in_unit": round(rng.random() * 1e6, 2),
        "unit_mult": "thousands",
        "currency_code": "USD",
        "document_title": f"Annual report {number % 40}",
        "published_text": "2021-03",
        "quote_locator": f"table {number % 300}, page {number % 90}",
    }
    return [given.get(field.name) for field in SHEET.fields]


def add_blank_rows(path: Path, target: Path, count: int) -> Path:
    """The same workbook with `count` blank but formatted rows below its own."""
    with zipfile.ZipFile(path) as given, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for info in given.infolist():
            text = given.read(info)
            if info.filename == "xl/worksheets/sheet1.xml":
                first = text.count(b"<row ") + 1
                blank = "".join(map(BLANK_ROW.format, range(first, first + count)))
                text = text.replace(b"</sheetData>", blank.encode() + b"</sheetData>")
            made.writestr(info.filename, text)
    return target
