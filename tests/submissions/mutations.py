"""Filled forms made wrong on purpose: cells, headers, sheets, structure and bytes; every one from a seed."""

import csv
import io
import json
import random
import re
import zipfile
from collections.abc import Callable
from html import escape
from pathlib import Path

from submissions.biff import write_xls, write_xlsb
from submissions.filled import ROWS, cells, header

from sscmon.submissions.form import FORM
from sscmon.submissions.safety import column_letters
from sscmon.text import LANGUAGES

Sheets = dict[str, list[list]]
TABLES = ("activity", "flow", "quantity", "assessment", "score", "exchange_leg", "participant", "organisation")
STRANGE = (
    "=1+1", "=cmd|'/c calc'!A0", '=HYPERLINK("http://x","y")', "@SUM(A1)", "+A1", "-2+3", "#REF!", "#N/A", "¿?",
    "null", "None", "NaN", "inf", "-inf", "1e999", "0x10", "1,2,3", "1.2.3", "١٢٣", "１２３", "½", "12%", "(5)", "--",
    "\x00", "\x0b",
    "\ufeffCuba", "Cu\u200bba", "\u202eabuC", "a\nb\r\nc", "'; drop table x; --", "<b>x</b>", "&amp;", "]]>", "_x0000_",
    "A" * 33_000, "31/02/2020", "00/00/0000", "9999-99-99", "29/02/2021", "2020", "1899-12-31", "60", "2958466", "-1",
    "1" * 400, "0." + "1" * 60, "Cuba+Haití", "+", "++", "ORG_", "ORG_ñ", "[CUB]", "x [", "x []", "[[CUB]]",
    " ", "\u00a0",
)  # fmt: skip
NUMBERS = (0, -0.0, 1e308, 5e-324, 1e15, 123456789012345678, 43831, 0.1, True, False, float("inf"), float("nan"))
FORMULAS = ("1+1", "SUM(A1:B9)", "[1]Sheet1!$A$1", "cmd|'/C calc'!A0", 'WEBSERVICE("http://x/")', "A1:", "")


def base(rng: random.Random) -> Sheets:
    """Some sheets of a rightly filled form, titled and headed in one language."""
    language = rng.choice(LANGUAGES)
    chosen = rng.sample(TABLES, rng.randint(1, 4))
    return {
        FORM.by_table[table].title.in_(language): [
            header(table, language),
            *(cells(table, language, row) for row in ROWS[table]),
        ]
        for table in chosen
    }


def _sheet(rng: random.Random, sheets: Sheets) -> list[list]:
    return rng.choice(list(sheets.values()) or [[[]]])


def strange_cells(rng: random.Random, sheets: Sheets) -> None:
    for _ in range(rng.randint(1, 12)):
        rows = _sheet(rng, sheets)
        row = rng.choice(rows[1:] or rows or [[]])
        if row:
            row[rng.randrange(len(row))] = rng.choice((rng.choice(STRANGE), rng.choice(NUMBERS), None))


def huge_cell(rng: random.Random, sheets: Sheets) -> None:
    row = rng.choice(_sheet(rng, sheets) or [[]])
    if row:
        row[rng.randrange(len(row))] = rng.choice("xá=9,\n") * 1_000_000


def headers(rng: random.Random, sheets: Sheets) -> None:
    rows = _sheet(rng, sheets)
    row = rows[0] if rows else []
    if not row:
        return
    at, other = rng.randrange(len(row)), rng.randrange(len(row))
    text = str(row[at] or "")
    change = rng.choice(("drop", "twice", "swap", "misspell", "blank", "number", "case", "foreign", "remove"))
    if change == "drop":
        for one in rows:
            del one[at : at + 1]
    elif change == "twice":
        row[other] = row[at]
    elif change == "swap":
        row[at], row[other] = row[other], row[at]
    elif change == "misspell" and text:
        place = rng.randrange(len(text))
        row[at] = text[:place] + rng.choice(("", "x", text[place] * 2)) + text[place + 1 :]
    elif change == "case":
        row[at] = text.upper()
    elif change == "foreign":
        row[at] = rng.choice(rng.choice(rng.choice(FORM.sheets).fields).header)
    elif change == "remove":
        del rows[0]
    else:
        row[at] = None if change == "blank" else 7


def rows_moved(rng: random.Random, sheets: Sheets) -> None:
    rows = _sheet(rng, sheets)
    change = rng.choice(("titles", "far", "twice", "ragged", "shuffle", "blanks", "none"))
    if change == "titles":
        rows[:0] = [["Informe"], [], ["2019"]]
    elif change == "far":
        rows[:0] = [[f"nota {number}"] for number in range(40)]
    elif change == "twice":
        rows.extend(list(row) for row in rows[1:])
    elif change == "ragged":
        for row in rows[1:]:
            row[rng.randint(0, len(row)) :] = rng.choice(([], ["sobra"] * 3))
    elif change == "shuffle":
        rng.shuffle(rows)
    elif change == "blanks":
        rows[1:1] = [[], [None] * 5, ["  "]]
    else:
        rows.clear()


def sheets_moved(rng: random.Random, sheets: Sheets) -> None:
    name = rng.choice(list(sheets))
    change = rng.choice(("drop", "twice", "rename", "odd", "reserved", "strange"))
    if change == "drop":
        del sheets[name]
    elif change == "twice":
        sheets[f"{name} (2)"] = [list(row) for row in sheets[name]]
    elif change == "rename":
        sheets[name[1:] + "s"] = sheets.pop(name)
    elif change == "odd":
        sheets["Hoja1"] = sheets.pop(name)
    elif change == "reserved":
        sheets[rng.choice(("Ejemplos", "Lists", "Instruções"))] = sheets.pop(name)
    else:
        sheets["x" * 31] = [["a", 1], [None, "b"]]


CONTENT: tuple[Callable[[random.Random, Sheets], None], ...] = (strange_cells, headers, rows_moved, sheets_moved)


def write_xlsx(path: Path, sheets: Sheets, rng: random.Random) -> Path:
    """A workbook written part by part, so that any part can be wrong."""
    is_1904, hidden = rng.random() < 0.2, rng.random() < 0.1
    books, links = [], []
    parts = {}
    for number, (name, rows) in enumerate(sheets.items(), start=1):
        state = ' state="hidden"' if hidden and number == 1 else ""
        books.append(f'<sheet name="{escape(_valid(name))}" sheetId="{number}"{state} r:id="rId{number}"/>')
        links.append(_link(number))
        parts[f"xl/worksheets/sheet{number}.xml"] = _sheet_xml(rows, rng)
    epoch = '<workbookPr date1904="1"/>' if is_1904 else ""
    parts["xl/workbook.xml"] = f"<workbook {SPACES}>{epoch}<sheets>{''.join(books)}</sheets></workbook>"
    parts["xl/_rels/workbook.xml.rels"] = _links("".join(links))
    parts["_rels/.rels"] = ROOT_LINKS
    parts["[Content_Types].xml"] = f'<Types xmlns="{PACKAGE}/content-types"/>'
    if rng.random() < 0.05:
        parts["xl/vbaProject.bin"] = "macro"
    if rng.random() < 0.05:
        parts["xl/externalLinks/externalLink1.xml"] = "<externalLink/>"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return path


OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SPACES = f'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="{OFFICE}"'


def _link(number: int) -> str:
    return f'<Relationship Id="rId{number}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{number}.xml"/>'


def _links(inside: str) -> str:
    return f'<Relationships xmlns="{PACKAGE}/relationships">{inside}</Relationships>'


ROOT_LINKS = _links(f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/>')


def _valid(text: str) -> str:
    """Without what XML cannot hold."""
    return re.sub("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "", text)


def _sheet_xml(rows: list[list], rng: random.Random) -> str:
    lines = []
    for number, row in enumerate(rows, start=1):
        addresses = (f"{column_letters(at)}{number}" for at in range(1, len(row) + 1))
        written = "".join(_cell_xml(value, at, rng) for value, at in zip(row, addresses, strict=True))
        is_hidden = ' hidden="1"' if rng.random() < 0.02 else ""
        lines.append(f'<row r="{number}"{is_hidden}>{written}</row>')
    merged = '<mergeCells count="1"><mergeCell ref="A2:B3"/></mergeCells>' if rng.random() < 0.1 else ""
    return f"<worksheet {SPACES}><sheetData>{''.join(lines)}</sheetData>{merged}</worksheet>"


def _cell_xml(value, address: str, rng: random.Random) -> str:
    if value is None:
        return ""
    if rng.random() < 0.01:
        cached = rng.choice(("", "<v>7</v>"))
        return f'<c r="{address}"><f>{escape(rng.choice(FORMULAS))}</f>{cached}</c>'
    if rng.random() < 0.003:
        return f'<c r="{address}" t="e"><v>#REF!</v></c>'
    if isinstance(value, bool):
        return f'<c r="{address}" t="b"><v>{int(value)}</v></c>'
    if isinstance(value, int | float):
        return f'<c r="{address}"><v>{value}</v></c>'
    return f'<c r="{address}" t="inlineStr"><is><t>{escape(_valid(value))}</t></is></c>'


def write_csv(path: Path, sheets: Sheets, rng: random.Random) -> Path:
    name, rows = next(iter(sheets.items()), ("x", []))
    path = path.with_name(f"{name.replace('/', '_')}.csv")
    path.write_bytes(_csv_bytes(rows, rng))
    return path


def write_zip(path: Path, sheets: Sheets, rng: random.Random) -> Path:
    path = path.with_suffix(".zip")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, rows in sheets.items():
            archive.writestr(f"{rng.choice(('', '', '', 'd/', 'd/', '../'))}{name}.csv", _csv_bytes(rows, rng))
    return path


def _csv_bytes(rows: list[list], rng: random.Random) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=rng.choice(";,\t|")).writerows([["" if c is None else c for c in row] for row in rows])
    encoding = rng.choice(("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252", "cp850", "mac_roman"))
    return text.getvalue().encode(encoding, errors="replace")


def write_json(path: Path, sheets: Sheets, rng: random.Random) -> Path:
    path = path.with_suffix(".json")
    content = {
        name: [dict(zip(map(str, rows[0]), row, strict=False)) for row in rows[1:]] if rows else []
        for name, rows in sheets.items()
    }
    if rng.random() < 0.1:
        content[rng.choice(list(content) or ["x"])] = rng.choice((None, 5, "x", [1, 2], [[1]], {"a": 1}))
    path.write_text(json.dumps(content, ensure_ascii=rng.random() < 0.5), encoding="utf-8", errors="surrogatepass")
    return path


def write_ods(path: Path, sheets: Sheets, rng: random.Random) -> Path:
    path = path.with_suffix(".ods")
    tables = "".join(
        f'<table:table table:name="{escape(_valid(name))}">{"".join(_ods_row(row, rng) for row in rows)}</table:table>'
        for name, rows in sheets.items()
    )
    names = "".join(f' xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in ("office", "table", "text"))
    body = f"<office:document-content{names}><office:body><office:spreadsheet>{tables}"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", MANIFEST)
        archive.writestr("content.xml", f"{body}</office:spreadsheet></office:body></office:document-content>")
    return path


MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    '<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>'
    "</manifest:manifest>"
)


def _ods_row(row: list, rng: random.Random) -> str:
    repeated = f' table:number-rows-repeated="{rng.choice((2, 1048576))}"' if rng.random() < 0.01 else ""
    found = []
    for value in row:
        if value is None:
            found.append("<table:table-cell/>")
        elif isinstance(value, int | float) and not isinstance(value, bool) and value == value:
            found.append(f'<table:table-cell office:value-type="float" office:value="{value}"/>')
        else:
            text = escape(_valid(str(value)))
            found.append(f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>')
    return f"<table:table-row{repeated}>{''.join(found)}</table:table-row>"


def write_binary(path: Path, sheets: Sheets, rng: random.Random) -> Path:
    """The first sheet as xls or xlsb."""
    name, rows = next(iter(sheets.items()), ("Money", [["x"]]))
    cells = [[_binary(value) for value in row] for row in rows] or [["x"]]
    writer, ending = rng.choice(((write_xls, ".xls"), (write_xlsb, ".xlsb")))
    return writer(path.with_suffix(ending), _valid(name)[:31], cells, is_1904=rng.random() < 0.1)


def _binary(value: object) -> str | float:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return float(value) if is_number else "" if value is None else _valid(str(value))[:200]


WRITERS = (write_xlsx, write_xlsx, write_xlsx, write_csv, write_zip, write_json, write_ods, write_binary)


def bytes_changed(rng: random.Random, path: Path) -> Path:
    """The file cut, flipped, filled up, encrypted, bombed, or under another name."""
    raw = bytearray(path.read_bytes())
    change = rng.choice(("cut", "flip", "insert", "ole", "name", "bomb", "doctype", "html", "far", "empty"))
    if change == "cut":
        raw = raw[: rng.randrange(len(raw) + 1)]
    elif change == "flip":
        for _ in range(rng.randint(1, 20)):
            if raw:
                raw[rng.randrange(len(raw))] ^= 1 << rng.randrange(8)
    elif change == "insert":
        at = rng.randint(0, len(raw))
        raw[at:at] = rng.randbytes(rng.randint(1, 200))
    elif change == "ole":
        raw = bytearray(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") + raw[: rng.randrange(5000)]
    elif change == "name":
        return path.rename(path.with_suffix(rng.choice((".xlsx", ".csv", ".ods", ".xls", ".json", ".pdf", ""))))
    elif change == "html":
        raw = bytearray(b"<html><table><tr><td>1</td></tr></table></html>")
    elif change == "empty":
        raw = bytearray()
    else:
        return _hostile(change, path)
    path.write_bytes(raw)
    return path


def part_changed(rng: random.Random, path: Path) -> Path:
    """An archive of which one part was cut, filled up or doubled in places, with the checksum that belongs to it."""
    if not zipfile.is_zipfile(path):
        return path
    with zipfile.ZipFile(path) as archive:
        parts = {info.filename: archive.read(info) for info in archive.infolist()}
    if not parts:
        return path
    name = rng.choice(sorted(parts))
    text = parts[name]
    for _ in range(rng.randint(1, 3)):
        tags = [match.start() for match in re.finditer(rb"[<>\"]", text)] or [0]
        first, last = rng.choice(tags), rng.choice(tags)
        piece = rng.choice(
            (b"", b"", b"<", b"</x>", b"<x>", b'"', b"\0", b"<!--", b"<?x ", b"&x;", text[first:last][:500])
        )
        text = text[:first] + piece + text[first + rng.choice((0, 0, 1, 9, 80)) :]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for other, content in parts.items():
            archive.writestr(other, text if other == name else content)
    return path


def _hostile(change: str, path: Path) -> Path:
    path = path.with_suffix(".xlsx")
    sheet = {
        "bomb": f"<worksheet {SPACES}><sheetData>{' ' * 30_000_000}</sheetData></worksheet>",
        "doctype": f'<!DOCTYPE x [<!ENTITY a "aa">]><worksheet {SPACES}><sheetData>&a;</sheetData></worksheet>',
        "far": f'<worksheet {SPACES}><sheetData><row r="1"><c r="A1"><v>1</v></c></row>'
        '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>',
    }[change]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("_rels/.rels", ROOT_LINKS)
        archive.writestr("xl/_rels/workbook.xml.rels", _links(_link(1)))
        book = '<sheets><sheet name="Actividades" sheetId="1" r:id="rId1"/></sheets>'
        archive.writestr("xl/workbook.xml", f"<workbook {SPACES}>{book}</workbook>")
        archive.writestr("xl/worksheets/sheet1.xml", sheet)
    return path


def mutant(seed: int, folder: Path) -> Path:
    """One mutated file in `folder`."""
    rng = random.Random(seed)
    sheets = base(rng)
    for _ in range(rng.randint(1, 4)):
        if sheets:
            rng.choice(CONTENT)(rng, sheets)
    if rng.random() < 0.02 and sheets:
        huge_cell(rng, sheets)
    path = rng.choice(WRITERS)(folder / f"m{seed}.xlsx", sheets, rng)
    chance = rng.random()
    return bytes_changed(rng, path) if chance < 0.2 else part_changed(rng, path) if chance < 0.35 else path
