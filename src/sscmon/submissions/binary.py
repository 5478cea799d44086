"""Binary workbooks (xls, xlsb): whether their days count from 1904."""

import struct
from pathlib import Path

XLS_GLOBALS = bytes.fromhex("0908100000060500")
XLS_DATE_MODE, XLS_END, XLSB_PROPERTIES = 0x22, 0x0A, 153


def is_1904_xls(path: Path) -> bool:
    """Whether the days of an xls workbook count from 1904.

    Its first records are walked, kind and length in two bytes each, to the one that says it.
    """
    content = path.read_bytes()
    at = content.find(XLS_GLOBALS)
    while 0 <= at <= len(content) - 6:
        kind, length = struct.unpack_from("<HH", content, at)
        if kind in (XLS_DATE_MODE, XLS_END):
            return kind == XLS_DATE_MODE and content[at + 4] == 1
        at += 4 + length
    return False


def is_1904_xlsb(book: bytes) -> bool:
    """Whether the days of an xlsb workbook count from 1904, as the properties among its first records say."""
    at = 0
    while at < len(book):
        kind, at = _number(book, at, 2)
        length, at = _number(book, at, 4)
        if kind == XLSB_PROPERTIES:
            return bool(book[at : at + 1] and book[at] & 1)
        at += length
    return False


def _number(data: bytes, at: int, most: int) -> tuple[int, int]:
    """A number in at most so many bytes of seven bits, of which all but the last have their eighth bit; and its end."""
    number = 0
    for place, byte in enumerate(data[at : at + most]):
        number |= (byte & 0x7F) << 7 * place
        if byte < 0x80:
            return number, at + place + 1
    return number, at + most
