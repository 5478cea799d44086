"""How a column is declared, and what each of the seven types is in DuckDB and publication."""

from dataclasses import dataclass, replace
from typing import Any

from sscmon.rules import Check, codelist, finite
from sscmon.text import Text


@dataclass(frozen=True)
class Type:
    """One column type: its DuckDB name and its Frictionless name."""

    duckdb: str
    frictionless: str


TYPES = {
    "text": Type("VARCHAR", "string"),
    "integer": Type("BIGINT", "integer"),
    "number": Type("DOUBLE", "number"),
    "exact": Type("DECIMAL(38,10)", "number"),
    "money": Type("DECIMAL(24,4)", "number"),
    "flag": Type("BOOLEAN", "boolean"),
    "date": Type("DATE", "date"),
}


@dataclass(frozen=True, eq=False)
class Column:
    """One column of a contract.

    Attributes:
        name: as in the table.
        checks: rules that each of its known values keeps.
        nullable: a value may be missing.
        description: what it holds, in English.
        metadata: `type` (one of TYPES), `text` (what it holds, in three languages), `unit`, `codelist` (or empty).
    """

    name: str
    checks: tuple[Check, ...]
    nullable: bool
    description: str
    metadata: dict[str, Any]


def _column(kind: str, name: str, label: Text, *, unit: str = "", checks=(), codes: str = "") -> Column:
    rules = list(checks)
    if codes:
        rules.append(codelist(codes))
    if kind == "number":
        rules.append(finite())
    metadata = {"type": kind, "text": label, "unit": unit, "codelist": codes}
    return Column(name, tuple(rules), nullable=False, description=label.en, metadata=metadata)


def text(name: str, en: str, es: str, pt: str, *, codes: str = "", checks=()) -> Column:
    """A column of text; `codes` names the code list its values come from."""
    return _column("text", name, Text(en, es, pt), codes=codes, checks=checks)


def integer(name: str, en: str, es: str, pt: str, *, unit: str = "", checks=()) -> Column:
    """A column of whole numbers."""
    return _column("integer", name, Text(en, es, pt), unit=unit, checks=checks)


def number(name: str, en: str, es: str, pt: str, *, unit: str, checks=()) -> Column:
    """A column of computed numbers (double precision)."""
    return _column("number", name, Text(en, es, pt), unit=unit, checks=checks)


def exact(name: str, en: str, es: str, pt: str, *, unit: str, checks=()) -> Column:
    """A column of numbers exactly as a source prints them (ten decimals)."""
    return _column("exact", name, Text(en, es, pt), unit=unit, checks=checks)


def money(name: str, en: str, es: str, pt: str, *, unit: str, checks=()) -> Column:
    """A column of amounts of money (four decimals, so that sums do not depend on their order)."""
    return _column("money", name, Text(en, es, pt), unit=unit, checks=checks)


def flag(name: str, en: str, es: str, pt: str) -> Column:
    """A column of true or false."""
    return _column("flag", name, Text(en, es, pt))


def date(name: str, en: str, es: str, pt: str) -> Column:
    """A column of calendar days."""
    return _column("date", name, Text(en, es, pt))


def maybe(column: Column) -> Column:
    """The same column, where a value may be missing."""
    return replace(column, nullable=True)


def renamed(column: Column, name: str) -> Column:
    """The same column under another name, for two roles of one thing in one table."""
    return replace(column, name=name)
