"""Text for a terminal or a pipe: numbers, tables, wrapped paragraphs, one progress line."""

import shutil
import textwrap
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any, TextIO

NARROWEST = 8
WIDEST_PARAGRAPH = 120
GAP = "  "


def columns() -> int | None:
    """Width of the terminal, or of `COLUMNS`; None where there is no limit (a pipe, a file)."""
    return shutil.get_terminal_size((0, 0)).columns or None


def shown(value: Any, name: str = "") -> str:
    """One value for a reader: thousands separators except in years, no noise digits, control characters visible.

    Args:
        name: column it stands in; years are told by it.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int):
        return str(value) if is_year(name) else f"{value:,}"
    if isinstance(value, Decimal):
        return f"{value:,f}".rstrip("0").rstrip(".") if value % 1 else f"{value:,.0f}"
    if isinstance(value, float):
        return f"{value:,.2f}".removesuffix(".00") if abs(value) >= 1000 else f"{value:.6g}"
    return printable(str(value))


def is_year(name: str) -> bool:
    return name == "year" or name.endswith("_year")


def printable(text: str) -> str:
    """The text on one line, its control characters as `\\x1b` and the like, so that data cannot steer a terminal."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def text_width(text: str) -> int:
    """Columns of a terminal that a text takes."""
    if text.isascii():
        return len(text)
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _pad(text: str, width: int, right: bool) -> str:
    space = " " * (width - text_width(text))
    return space + text if right else text + space


def _cut(text: str, width: int) -> str:
    if text_width(text) <= width:
        return text
    while text_width(text) > width - 1:
        text = text[:-1]
    return text + "…"


def table(
    names: Sequence[str],
    rows: Sequence[Sequence[Any]],
    *,
    limit: int | None = None,
    indent: str = "",
    whole: Sequence[str] = (),
) -> Iterator[str]:
    """Lines of a table: numbers to the right, long texts cut to fit; one block a row where even that is too wide.

    Args:
        limit: columns of the terminal; None for no limit.
        whole: columns that are never cut.
    """
    numeric = [
        any(_is_number(row[i]) for row in rows) and all(row[i] is None or _is_number(row[i]) for row in rows)
        for i in range(len(names))
    ]
    cells = [[shown(value, name) for value, name in zip(row, names, strict=True)] for row in rows]
    widths = [max(map(text_width, (name, *(row[i] for row in cells)))) for i, name in enumerate(names)]
    if limit:
        fixed = [right or name in whole for right, name in zip(numeric, names, strict=True)]
        widths = _fitted(widths, fixed, limit - len(indent) - len(GAP) * (len(names) - 1))
    if widths is None:
        yield from _blocks(names, cells, limit, indent)
        return
    for row in (list(names), ["─" * width for width in widths], *cells):
        line = GAP.join(
            _pad(_cut(cell, width), width, right) for cell, width, right in zip(row, widths, numeric, strict=True)
        )
        yield indent + line.rstrip()


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)


def _fitted(widths: list[int], fixed: list[bool], room: int) -> list[int] | None:
    """Widths with the widest texts narrowed until all fit; None where they cannot."""
    widths = list(widths)
    while sum(widths) > room:
        wide = [i for i, width in enumerate(widths) if not fixed[i] and width > NARROWEST]
        if not wide:
            return None
        widest = max(wide, key=lambda i: widths[i])
        widths[widest] -= 1
    return widths


def _blocks(names: Sequence[str], cells: list[list[str]], limit: int | None, indent: str) -> Iterator[str]:
    label = max(map(text_width, names))
    for number, row in enumerate(cells):
        if number:
            yield ""
        for name, cell in zip(names, row, strict=True):
            head = f"{indent}{_pad(name, label, False)}{GAP}"
            yield from wrapped(cell, limit, first=head, indent=" " * len(head)) if cell else [head.rstrip()]


def wrapped(text: str, limit: int | None, *, first: str = "", indent: str = "") -> list[str]:
    """A text on lines of at most `limit` columns, the first with its own beginning; words are not broken."""
    width = max(min(limit or WIDEST_PARAGRAPH, WIDEST_PARAGRAPH), len(indent) + 20)
    return textwrap.wrap(
        text,
        width,
        initial_indent=first or indent,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )


def pairs(values: Iterable[tuple[str, Any]]) -> str:
    """Names and values on one line; what is missing or false is left out."""
    return " · ".join(
        f"{name} {shown(value, name)}" for name, value in values if value is not None and value is not False
    )


class Progress:
    """One line that says which step is running; silent where the stream is no terminal."""

    def __init__(self, stream: TextIO):
        self.stream = stream
        self.is_shown = stream.isatty()

    def __call__(self, done: int, total: int, name: str) -> None:
        self.tell(f"[{done + 1:>{len(str(total))}}/{total}] {name}")

    def tell(self, line: str) -> None:
        if self.is_shown:
            self._write(_cut(line, (columns() or 80) - 1))

    def close(self) -> None:
        if self.is_shown:
            self._write("")

    def _write(self, line: str) -> None:
        self.stream.write(f"\r\x1b[2K{line}")
        self.stream.flush()
