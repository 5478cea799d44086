"""The two shapes of the World Bank's indicators: pages of the API, and one row a country with a column a year."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

from sscmon.errors import SourceChanged
from sscmon.workbooks import find_header

YEAR = re.compile(r"\d{4}")
RELEASE = "Last Updated Date"


def api_rows(path: Path) -> Iterator[tuple]:
    """Values of one page of the API, `[{page, ...}, [rows]]`; a null is a year without a value and no row.

    Raises:
        SourceChanged: the page has another shape; an error of the API is named.
    """
    content = json.loads(path.read_text(encoding="utf-8-sig"))
    if not (isinstance(content, list) and len(content) == 2 and isinstance(content[0], dict)):
        said = f": {json.dumps(content, ensure_ascii=False)[:200]}" if isinstance(content, list) else ""
        raise SourceChanged(f"the page is not a list of a head and rows{said}", where=path.name, todo="fetch it again")
    vintage = content[0].get("lastupdated") or ""
    for number, row in enumerate(content[1] or []):
        address = f"{path.name}[{number}]"
        try:
            value = row["value"]
            cells = (row["countryiso3code"], row["indicator"]["id"], row["date"])
        except (KeyError, TypeError):
            yield None, None, None, None, None, address, json.dumps([row], ensure_ascii=False)
            continue
        if value is not None:
            yield *cells, _number(value), vintage, address, None


def wide_rows(rows: Iterator[tuple[int, list[str]]], name: str) -> Iterator[tuple]:
    """Values of a downloaded table: release, header with a column a year, one row a country or aggregate.

    Args:
        rows: line number and cells, from the first line of the file on.
        name: the file's, for the addresses.

    Raises:
        SourceChanged: the table has no header that is known.
    """
    vintages: list[str] = []

    def noting() -> Iterator[tuple[int, list[str]]]:
        for number, cells in rows:
            if cells and cells[0] == RELEASE:
                vintages.append(cells[1])
            yield number, cells

    lines = noting()
    header = find_header(lines, ["Country Code", "Indicator Code"], name)
    country, indicator = header.index("Country Code"), header.index("Indicator Code")
    years = {index: cell for index, cell in enumerate(header) if YEAR.fullmatch(cell)}
    vintage = vintages[0] if vintages else ""
    for number, cells in lines:
        if not any(cells):
            continue
        if len(cells) not in (len(header), len(header) - 1):
            yield None, None, None, None, None, f"{name}:{number}", json.dumps(cells, ensure_ascii=False)
            continue
        for index, year in years.items():
            if index < len(cells) and cells[index].strip():
                yield cells[country], cells[indicator], year, cells[index], vintage, f"{name}:{number}", None


def _number(value: object) -> str:
    return repr(value) if isinstance(value, int | float) else str(value)
