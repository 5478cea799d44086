"""Real xls (BIFF8 in a compound file) and xlsb (BIFF12 in a zip), written byte by byte, since no kept library does."""

import zipfile
from datetime import date
from pathlib import Path
from struct import pack

SECTOR = 512
FREE, LAST, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
SMALLEST_STREAM = 4096
GENERAL, DAY = 0, 1
BUILT_IN_DAY = 14
BOF, EOF, DATE_MODE, BOUND_SHEET, XF = 0x0809, 0x000A, 0x0022, 0x0085, 0x00E0
DIMENSIONS, LABEL, NUMBER = 0x0200, 0x0204, 0x0203


def write_xls(path: Path, name: str, rows: list, *, is_1904: bool = False, far: tuple[int, int] | None = None) -> Path:
    """Write one sheet of texts, numbers and days; days count from 1904 or, as usual, from 1900.

    `far` is the row and column, from 0, of one more cell.
    """
    sheet = _record(BOF, pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 0))
    sheet += _record(DIMENSIONS, pack("<IIHHH", 0, len(rows), 0, max(map(len, rows)), 0))
    start = date(1904, 1, 1) if is_1904 else date(1899, 12, 30)
    for row, cells in enumerate(rows):
        for column, value in enumerate(cells):
            if isinstance(value, str):
                sheet += _record(LABEL, pack("<HHHHB", row, column, GENERAL, len(value), 1) + value.encode("utf-16-le"))
            elif isinstance(value, date):
                sheet += _record(NUMBER, pack("<HHHd", row, column, DAY, (value - start).days))
            elif value is not None:
                sheet += _record(NUMBER, pack("<HHHd", row, column, GENERAL, value))
    if far:
        sheet += _record(NUMBER, pack("<HHHd", *far, GENERAL, 1))
    path.write_bytes(_compound(_globals(name, is_1904) + sheet + _record(EOF)))
    return path


def write_xlsb(path: Path, name: str, rows: list, *, is_1904: bool = False, far: tuple[int, int] | None = None) -> Path:
    """The same as a binary workbook of today; days are written as bare numbers."""
    start = date(1904, 1, 1) if is_1904 else date(1899, 12, 30)
    sheet = _part(129) + _part(148, bytes(16)) + _part(145)
    placed = [(row, column, value) for row, cells in enumerate(rows) for column, value in enumerate(cells)]
    last_row = -1
    for row, column, value in [*placed, *([(*far, 1)] if far else [])]:
        if row > last_row:
            sheet += _part(0, pack("<IIHBBBI", row, 0, 0, 0, 0, 0, 0))
            last_row = row
        if isinstance(value, str):
            sheet += _part(6, pack("<II", column, 0) + _wide(value))
        else:
            number = (value - start).days if isinstance(value, date) else value
            sheet += _part(5, pack("<IId", column, 0, number))
    book = _part(131) + _part(153, pack("<II", is_1904, 0) + _wide("")) + _part(143)
    book += _part(156, pack("<II", 0, 1) + _wide("rId1") + _wide(name)) + _part(144) + _part(132)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("_rels/.rels", _links("xl/workbook.bin", "officeDocument"))
        archive.writestr("xl/_rels/workbook.bin.rels", _links("worksheets/sheet1.bin", "worksheet"))
        archive.writestr("xl/workbook.bin", book)
        archive.writestr("xl/worksheets/sheet1.bin", sheet + _part(146) + _part(130))
    return path


def _links(target: str, kind: str) -> str:
    formats = "http://schemas.openxmlformats.org"
    link = f'<Relationship Id="rId1" Type="{formats}/officeDocument/2006/relationships/{kind}" Target="{target}"/>'
    return f'<Relationships xmlns="{formats}/package/2006/relationships">{link}</Relationships>'


def _wide(text: str) -> bytes:
    return pack("<I", len(text)) + text.encode("utf-16-le")


def _part(kind: int, content: bytes = b"") -> bytes:
    name = bytes([kind]) if kind < 128 else bytes([kind & 127 | 128, kind >> 7])
    length = len(content)
    return name + (bytes([length]) if length < 128 else bytes([length & 127 | 128, length >> 7])) + content


def _record(kind: int, content: bytes = b"") -> bytes:
    return pack("<HH", kind, len(content)) + content


def _globals(name: str, is_1904: bool) -> bytes:
    head = _record(BOF, pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 0)) + _record(DATE_MODE, pack("<H", is_1904))
    head += b"".join(_record(XF, pack("<HH", 0, form) + bytes(16)) for form in (0, BUILT_IN_DAY))
    title = pack("<BB", len(name), 1) + name.encode("utf-16-le")
    length = len(head) + len(_record(BOUND_SHEET, bytes(6) + title)) + len(_record(EOF))
    return head + _record(BOUND_SHEET, pack("<IH", length, 0) + title) + _record(EOF)


def _compound(stream: bytes) -> bytes:
    """One stream called Workbook: header, its allocation table, the directory, the stream."""
    stream = stream.ljust(SMALLEST_STREAM, b"\0")
    count = -(-len(stream) // SECTOR)
    chain = [FAT, LAST, *range(3, count + 2), LAST]
    table = pack(f"<{SECTOR // 4}I", *chain, *[FREE] * (SECTOR // 4 - len(chain)))
    header = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16) + pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += pack("<IIIIIIIII", 0, 1, 1, 0, SMALLEST_STREAM, LAST, 0, LAST, 0) + pack("<109I", 0, *[FREE] * 108)
    directory = _entry("Root Entry", 5, LAST, 0, child=1) + _entry("Workbook", 2, 2, len(stream))
    return header + table + directory.ljust(SECTOR, b"\0") + stream.ljust(count * SECTOR, b"\0")


def _entry(name: str, kind: int, start: int, size: int, child: int = FREE) -> bytes:
    text = name.encode("utf-16-le")
    head = text.ljust(64, b"\0") + pack("<HBBIII", len(text) + 2, kind, 1, FREE, FREE, child)
    return head + bytes(36) + pack("<IQ", start, size)
