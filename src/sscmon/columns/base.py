"""How a column is declared, and what each of the seven types is in pandas, DuckDB and publication."""

import copy
from dataclasses import dataclass

import pandera.pandas as pa
from pandera.engines import pandas_engine

from sscmon.rules import codelist, finite
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
PANDAS = {
    "text": "str",
    "integer": "Int64",
    "number": "float64",
    "exact": pandas_engine.Decimal(38, 10),
    "money": pandas_engine.Decimal(24, 4),
    "flag": "boolean",
    "date": "datetime64[us]",
}


def _column(kind: str, name: str, label: Text, *, unit: str = "", checks=(), codes: str = "") -> pa.Column:
    rules = list(checks)
    if codes:
        rules.append(codelist(codes))
    if kind == "number":
        rules.append(finite())
    return pa.Column(
        PANDAS[kind],
        rules,
        nullable=False,
        name=name,
        description=label.en,
        metadata={"type": kind, "text": label, "unit": unit, "codelist": codes},
    )


def text(name: str, en: str, es: str, pt: str, *, codes: str = "", checks=()) -> pa.Column:
    """A column of text; `codes` names the code list its values come from."""
    return _column("text", name, Text(en, es, pt), codes=codes, checks=checks)


def integer(name: str, en: str, es: str, pt: str, *, unit: str = "", checks=()) -> pa.Column:
    """A column of whole numbers."""
    return _column("integer", name, Text(en, es, pt), unit=unit, checks=checks)


def number(name: str, en: str, es: str, pt: str, *, unit: str, checks=()) -> pa.Column:
    """A column of computed numbers (double precision)."""
    return _column("number", name, Text(en, es, pt), unit=unit, checks=checks)


def exact(name: str, en: str, es: str, pt: str, *, unit: str, checks=()) -> pa.Column:
    """A column of numbers exactly as a source prints them (ten decimals)."""
    return _column("exact", name, Text(en, es, pt), unit=unit, checks=checks)


def money(name: str, en: str, es: str, pt: str, *, unit: str, checks=()) -> pa.Column:
    """A column of amounts of money (four decimals, so that sums do not depend on their order)."""
    return _column("money", name, Text(en, es, pt), unit=unit, checks=checks)


def flag(name: str, en: str, es: str, pt: str) -> pa.Column:
    """A column of true or false."""
    return _column("flag", name, Text(en, es, pt))


def date(name: str, en: str, es: str, pt: str) -> pa.Column:
    """A column of calendar days."""
    return _column("date", name, Text(en, es, pt))


def maybe(column: pa.Column) -> pa.Column:
    """The same column, where a value may be missing."""
    twin = copy.copy(column)
    twin.nullable = True
    return twin


def renamed(column: pa.Column, name: str) -> pa.Column:
    """The same column under another name, for two roles of one thing in one table."""
    twin = copy.copy(column)
    twin.name = name
    return twin
