"""Code lists: one CSV a list, labels in three languages, authority and validity; crosswalks beside them."""

import csv
from functools import cache
from pathlib import Path

from sscmon.errors import NotFound

FOLDER = Path(__file__).parent
TABLES = ("country", "country_attribute", "crosswalk", "source_precedence")


@cache
def names() -> tuple[str, ...]:
    """Identifiers of all code lists, sorted."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.csv") if path.stem not in TABLES))


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """All rows of one list, or of one of TABLES, as dictionaries of text.

    Raises:
        NotFound: there is no list of that name.
    """
    path = FOLDER / f"{name}.csv"
    if not path.is_file():
        raise NotFound(f"there is no code list {name!r}", todo=f"choose one of: {', '.join(names())}")
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def by_code(name: str) -> dict[str, dict[str, str]]:
    """The rows of one list by their code."""
    return {row["code"]: row for row in rows(name)}


@cache
def codes(name: str) -> frozenset[str]:
    """The codes of one list; for `country` the ISO 3166-1 alpha-3 codes."""
    column = "iso3" if name == "country" else "code"
    return frozenset(row[column] for row in rows(name))
