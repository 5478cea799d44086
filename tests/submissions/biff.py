"""A real xls (BIFF8 in a compound file) written byte by byte, since no kept library writes one."""

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


def write_xls(path: Path, name: str, rows: list, *, is_1904: bool = False) -> Path:
    """Write one sheet of texts, numbers and days; days count from 1904 or, as usual, from 1900."""
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
    path.write_bytes(_compound(_globals(name, is_1904) + sheet + _record(EOF)))
    return path


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
