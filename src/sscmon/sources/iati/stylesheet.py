"""The layout as an XSLT stylesheet, so that libxslt writes the rows and no Python object is made for a value."""

import re
from functools import cache
from itertools import groupby

from lxml import etree

from sscmon.sources.iati.layout import LAYOUT, Path, Rows

XSLT = "http://www.w3.org/1999/XSL/Transform"
TABLE_END = "\n\ue000"  # no row begins so; its last byte is rare, and so found fast
TAB = "<xsl:text>&#9;</xsl:text>"
EMPTY = "''"
ELSEWHERE = re.compile(r"\{[a-z]+\}[^\s,]*")


@cache
def first_elements() -> tuple[str, ...]:
    """Names of the children of an activity that give rows."""
    paths = [path.elements.split("/")[0] for rows in LAYOUT.values() for path in rows.paths]
    return tuple(dict.fromkeys(name for name in paths if name))


def columns(rows: Rows) -> list[str]:
    """Columns of the text that the stylesheet writes for one table: activity number, place, and the layout's."""
    return ["number", "place", *(["transaction_place"] if rows.in_transactions else []), *rows.columns]


def row_stylesheet() -> etree._Element:
    """A stylesheet from `<iati-activities>` to the rows of all tables.

    The text has the tables in the order of the layout, each closed by `TABLE_END`, a row a line, values between tabs.
    Parameters: `first` (activities before the first one), `head` (0 leaves the rows of activities out), and
    `skip-<element>` (elements of that name that stood before the first one in a cut activity).
    """
    parameters = ["first", *(f"skip-{name}" for name in first_elements())]
    parts = [
        f'<xsl:stylesheet version="1.0" xmlns:xsl="{XSLT}"><xsl:output method="text" encoding="UTF-8"/>',
        '<xsl:param name="head" select="1"/>',
        *(f'<xsl:param name="{name}" select="0"/>' for name in parameters),
        '<xsl:template match="/iati-activities">',
    ]
    for rows in LAYOUT.values():
        parts.append('<xsl:for-each select="iati-activity"><xsl:variable name="number" select="position() + $first"/>')
        parts.extend(_loop(rows, path) for path in rows.paths)
        parts.append(f"</xsl:for-each><xsl:text>{TABLE_END}</xsl:text>")
    parts.append("</xsl:template></xsl:stylesheet>")
    return etree.XML("".join(parts))


def _loop(rows: Rows, path: Path) -> str:
    names = path.elements.split("/") if path.elements else []
    if not names:
        return f'<xsl:if test="$head">{_row(rows, [])}</xsl:if>'
    text = _row(rows, names)
    if path.unless:
        text = f'<xsl:if test="not({path.unless})">{text}</xsl:if>'
    for depth, name in reversed(list(enumerate(names))):
        if name != names[-1]:
            below = f'<xsl:variable name="p{depth}" select="{_position(depth, name)}"/>{text}'
            text = f'<xsl:if test="{names[depth + 1]}">{below}</xsl:if>'
        text = f'<xsl:for-each select="{name}">{text}</xsl:for-each>'
    return text


def _position(depth: int, name: str) -> str:
    return "position()" if depth else f"position() + $skip-{name}"


def _row(rows: Rows, names: list[str]) -> str:
    """Cells of one row, with tabs between them; the row's own element is the context."""
    positions = [f"$p{depth}" for depth in range(len(names))]
    if names:
        positions[-1] = _position(len(names) - 1, names[-1])
    places = [f'/{name}[<xsl:value-of select="{at}"/>]' for name, at in zip(names, positions, strict=True)]
    cells = ['<xsl:value-of select="$number"/>', "".join(places)]
    if rows.in_transactions:
        cells.append(places[0] if names[0] == "transaction" else "")
    for is_seldom, group in groupby(rows.columns.values(), lambda xpath: xpath.split("/")[0] in rows.seldom):
        found = [_cell(xpath, names) for xpath in group]
        cells.extend([_guarded(found, rows.seldom)] if is_seldom else found)
    return TAB.join(cells) + "<xsl:text>&#10;</xsl:text>"


def _cell(xpath: str, names: list[str]) -> str:
    for depth, name in enumerate(names):
        xpath = xpath.replace(f"{{{name}}}", "../" * (len(names) - 1 - depth) or "./")
    return f'<xsl:value-of select="normalize-space({ELSEWHERE.sub(EMPTY, xpath)})"/>'


def _guarded(cells: list[str], elements: tuple[str, ...]) -> str:
    """Neighbouring cells, or only the tabs between them where the row has none of the elements."""
    return (
        f'<xsl:choose><xsl:when test="{" or ".join(elements)}">{TAB.join(cells)}</xsl:when>'
        f"<xsl:otherwise>{TAB * (len(cells) - 1)}</xsl:otherwise></xsl:choose>"
    )
