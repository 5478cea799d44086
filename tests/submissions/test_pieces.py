"""A large sheet cut into pieces reads as the whole sheet does, however it is written or spoilt."""

import random
import re
import zipfile
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from submissions.mutations import _hostile

from sscmon.errors import FileRefused
from sscmon.submissions import pieces, safety
from sscmon.submissions.read import Book, read

SHEET = "xl/worksheets/sheet1.xml"
CELLS = (
    None, "", " ", "text", "áé <x> & \"q\" 語", "sheet", 12, 0.1, 123456789.25, True, date(2020, 1, 31),
    datetime(2021, 3, 4, 5, 6), "=A1+1", "#N/A",
)  # fmt: skip
SNIPPETS = (
    "<!-- x -->", '<!-- <row r="9"> -->', "<!--", "-->", '<![CDATA[<row r="9">]]>', "<![CDATA[", "]]>", "</row>",
    '<row r="7">', '<row r="900">', "<row>", '<row r="8"/>', '<row r="abc">', '<row r="">', "</sheetData>",
    "<sheetData>", "<sheetData/>", '<?x <row r="5" ?>', "<?x", '<c r="B3"><v>5</v></c>', '<c r="AZ400"><v>5</v></c>',
    '<c r="BB4"><v>1</v></c>', "<x>", "</x>", '"', "<", ">", "</c>", "</v>", '<row spans="1:2" r="6">',
    '<x:row r="5">', "</worksheet>", "<is><t>", "\0", '<c t="s"><v>99999</v></c>', "<c><v>3</v></c>",
)  # fmt: skip


def _rows(rng: random.Random, count: int) -> list[list]:
    """Rows of all kinds of cells, some of them blank, some beginning further right."""
    return [
        [] if rng.random() < 0.1 else [None] * rng.choice((0, 0, 2)) + rng.choices(CELLS, k=rng.randint(1, 9))
        for _ in range(count)
    ]


def _openpyxl(path: Path, rows: list[list], *, is_streamed: bool) -> None:
    book = openpyxl.Workbook(write_only=is_streamed)
    sheet = book.create_sheet("Flujos <á> & co") if is_streamed else book.active
    for row in rows:
        sheet.append(row)
    if not is_streamed:
        sheet.merge_cells("B5:C9")
        book.create_sheet("Otra").append(["x"])
        book["Otra"].sheet_state = "hidden"
    book.save(path)


def _xlsxwriter(path: Path, rows: list[list]) -> None:
    with xlsxwriter.Workbook(path, {"default_date_format": "dd/mm/yyyy"}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)


WRITERS = {
    "texts in cells": lambda path, rows: _openpyxl(path, rows, is_streamed=True),
    "texts shared": lambda path, rows: _openpyxl(path, rows, is_streamed=False),
    "xlsxwriter": _xlsxwriter,
}


def _changed(path: Path, target: Path, change) -> Path:
    """The workbook with `change` made to the text of its first sheet."""
    with zipfile.ZipFile(path) as given, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for info in given.infolist():
            text = given.read(info)
            made.writestr(info, change(text) if info.filename == SHEET else text)
    return target


def _told(path: Path) -> tuple:
    """What reading the file gives: every cell that is not blank with its place and type, or why it is refused."""
    try:
        book = read(path)
    except FileRefused as error:
        return error.what, error.where
    return tuple(map(_content, book.grids)), sorted(book.inspection.computed), _traits(book)


def _content(grid) -> tuple:
    cells = [
        (number, position, type(cell), str(cell))
        for number, row in zip(grid.numbers, grid.rows, strict=True)
        for position, cell in enumerate(row)
        if cell != ""
    ]
    return grid.name, grid.is_hidden, cells, grid.merged, grid.no_value


def _traits(book: Book) -> tuple:
    return book.kind, book.inspection.has_macros, book.inspection.is_1904


@pytest.fixture
def both(monkeypatch):
    """Reads a file whole and in pieces of so many bytes: what both give, and how many pieces there were."""

    def read_both(path: Path, size: int) -> tuple[tuple, tuple, int]:
        counted, cut = [], pieces._read
        monkeypatch.setattr(pieces, "_read", lambda *given: counted.append(1) or cut(*given))
        monkeypatch.setattr(pieces, "PIECE", size)
        monkeypatch.setattr(pieces, "PER_TEXTS", 0)
        monkeypatch.setattr(safety, "LARGE", 1 << 40)
        whole = _told(path)
        assert not counted
        monkeypatch.setattr(safety, "LARGE", 0)
        in_pieces = _told(path)
        monkeypatch.setattr(pieces, "_read", cut)
        return whole, in_pieces, len(counted)

    return read_both


@pytest.mark.parametrize("size", [900, 3000])
@pytest.mark.parametrize("writer", WRITERS)
def test_pieces_are_the_whole(tmp_path, both, writer, size):
    rng = random.Random(size)
    for _ in range(5):
        WRITERS[writer](tmp_path / "f.xlsx", _rows(rng, 80))
        whole, in_pieces, count = both(tmp_path / "f.xlsx", size)
        assert in_pieces == whole
        assert count > 1 and len(whole) == 3


def test_what_no_program_writes_gives_what_the_whole_gives(tmp_path, both):
    refused = taken = 0
    for seed in range(400):
        rng = random.Random(seed)
        WRITERS[rng.choice(list(WRITERS))](tmp_path / "f.xlsx", _rows(rng, 40))
        path = _changed(tmp_path / "f.xlsx", tmp_path / "g.xlsx", lambda text, rng=rng: _spoilt(text, rng))
        whole, in_pieces, _ = both(path, rng.choice((700, 1500)))
        assert in_pieces == whole, seed
        refused += len(whole) == 2
        taken += len(whole) == 3
    assert refused > 50 and taken > 50


def _spoilt(text: bytes, rng: random.Random) -> bytes:
    for _ in range(rng.randint(1, 3)):
        tags = [match.start() for match in re.finditer(b"<(row|c|/row|/sheetData)", text)]
        rows = [match.start() for match in re.finditer(b"<row ", text)]
        match rng.choice(("put in", "put in", "cut out", "swap rows")):
            case "put in":
                at = rng.choice([rng.randrange(len(text)), *tags])
                text = text[:at] + rng.choice(SNIPPETS).encode() + text[at:]
            case "cut out":
                at = rng.randrange(len(text))
                text = text[:at] + text[at + rng.randint(1, 40) :]
            case "swap rows" if len(rows) > 3:
                first, second, third = sorted(rng.sample(rows, 3))
                text = text[:first] + text[second:third] + text[first:second] + text[third:]
    return text


@pytest.mark.parametrize("second", ["Otra", "Sheet"])
def test_every_sheet_keeps_its_rows_its_name_and_whether_it_is_hidden(tmp_path, both, second):
    book = openpyxl.Workbook()
    for name in ("Sheet", "Otra"):
        sheet = book["Sheet"] if name == "Sheet" else book.create_sheet(name)
        for number in range(60):
            sheet.append([name, number])
    book["Otra"].sheet_state = "hidden"
    book.save(tmp_path / "f.xlsx")
    path = tmp_path / "g.xlsx"
    with zipfile.ZipFile(tmp_path / "f.xlsx") as given, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for info in given.infolist():
            made.writestr(info.filename, given.read(info).replace(b'name="Otra"', f'name="{second}"'.encode()))
    whole, in_pieces, count = both(path, 900)
    assert in_pieces == whole and count
    assert [(grid[0], grid[1]) for grid in whole[0]] == [("Sheet", False), (second, True)]


@pytest.mark.parametrize("row", [2, 70])
def test_a_far_cell_in_any_piece_is_found_before_it_is_read(tmp_path, both, row):
    WRITERS["texts shared"](tmp_path / "f.xlsx", [["a", "b"]] * 80)
    far = f'<row r="{row}"><c r="XFD1048576"><v>1</v></c>'.encode()
    path = _changed(tmp_path / "f.xlsx", tmp_path / "g.xlsx", lambda text: text.replace(b'<row r="%d">' % row, far))
    whole, in_pieces, _ = both(path, 900)
    assert in_pieces == whole and "XFD1048576" in whole[0]


@pytest.mark.parametrize("where", ["before", "after"])
def test_a_far_cell_beside_the_rows_is_found_before_it_is_read(tmp_path, both, where):
    WRITERS["texts in cells"](tmp_path / "f.xlsx", [["a", "b"]] * 80)
    far = b'<row r="9"><c r="XFD1048576"><v>1</v></c></row>'

    def change(text: bytes) -> bytes:
        if where == "before":
            return text.replace(b"<sheetData>", b'<sheetData a="">' + far + b"</sheetData><sheetData>")
        return text.replace(b'<row r="60">', b'<row r="60"><!-- sheetData -->' + b" " * 900 + far, 1)

    whole, in_pieces, _ = both(_changed(tmp_path / "f.xlsx", tmp_path / "g.xlsx", change), 900)
    assert in_pieces == whole and "XFD1048576" in whole[0]


@pytest.mark.parametrize("link", ["worksheets/sheet9.xml", "elsewhere/sheet.txt"])
def test_no_sheet_escapes_the_look_by_its_name(tmp_path, monkeypatch, link):
    monkeypatch.setattr(safety, "LARGE", 100)
    path = _hostile("far", tmp_path / "x.xlsx")
    with zipfile.ZipFile(path) as given, zipfile.ZipFile(tmp_path / "y.xlsx", "w") as made:
        for info in given.infolist():
            name = f"xl/{link}" if info.filename == SHEET else info.filename
            made.writestr(name, given.read(info).replace(b"worksheets/sheet1.xml", link.encode()))
    with pytest.raises(FileRefused, match="XFD1048576"):
        read(tmp_path / "y.xlsx")


def test_a_damaged_sheet_is_refused_though_its_pieces_could_be_read(tmp_path, both):
    WRITERS["texts in cells"](tmp_path / "f.xlsx", [["a", "b"]] * 200)
    path = tmp_path / "g.xlsx"
    with zipfile.ZipFile(tmp_path / "f.xlsx") as given, zipfile.ZipFile(path, "w") as made:
        for info in given.infolist():
            made.writestr(info.filename, given.read(info))
    content = path.read_bytes()
    at = content.rindex(b"<t>a</t>")
    path.write_bytes(content[: at + 3] + b"A" + content[at + 4 :])
    whole, in_pieces, count = both(path, 900)
    assert in_pieces == whole and SHEET in whole[0] and count
