"""The rules a contract may use, each with the DuckDB predicate that is true where it is broken.

A rule that has no predicate here cannot be used: `violation` raises, it never skips. Their twins on pandas frames are
in `frames.py`.
"""

import datetime as dt
import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sscmon import codelists
from sscmon.errors import ModelBroken

PARTY_LISTS = ("country", "group", "organisation")
OWN_PARTY = "ORG_[A-Z0-9_]{1,60}"


def quoted(value: Any) -> str:
    """A Python value as a DuckDB literal."""
    if isinstance(value, str):
        return "'" + value.replace("'", "''") + "'"
    if isinstance(value, dt.date):
        return f"timestamp '{value.isoformat()}'"
    return str(value)


@dataclass(frozen=True)
class Check:
    """One rule of a column or, where it speaks of several, of a whole row; what it needs to know is in `statistics`."""

    name: str
    statistics: dict[str, Any]

    @classmethod
    def isin(cls, allowed_values: Collection) -> "Check":
        """The value is one of those listed."""
        return cls("isin", {"allowed_values": tuple(allowed_values)})

    @classmethod
    def in_range(cls, low, high, *, include_min: bool = True, include_max: bool = True) -> "Check":
        """The value lies between two bounds, which belong to it unless said otherwise."""
        bounds = {"min_value": low, "max_value": high, "include_min": include_min, "include_max": include_max}
        return cls("in_range", bounds)

    @classmethod
    def ge(cls, low) -> "Check":
        """The value is not below `low`."""
        return cls("greater_than_or_equal_to", {"min_value": low})

    @classmethod
    def gt(cls, low) -> "Check":
        """The value is above `low`."""
        return cls("greater_than", {"min_value": low})

    @classmethod
    def le(cls, high) -> "Check":
        """The value is not above `high`."""
        return cls("less_than_or_equal_to", {"max_value": high})

    @classmethod
    def lt(cls, high) -> "Check":
        """The value is below `high`."""
        return cls("less_than", {"max_value": high})

    @classmethod
    def str_length(cls, least: int | None = None, most: int | None = None) -> "Check":
        """The text has so many characters."""
        return cls("str_length", {"min_value": least, "max_value": most})


def codelist(name: str) -> Check:
    """The value is a code of the list `name`; the list is read when the check runs, not at import."""
    return Check("codelist", {"codelist": name})


def finite() -> Check:
    """The number is neither infinite nor not-a-number."""
    return Check("finite", {})


def pattern(expression: str) -> Check:
    """The whole text matches the regular expression (as far as Python and RE2 agree: ASCII digits and letters)."""
    return Check("pattern", {"pattern": expression})


def ordered(*columns: str) -> Check:
    """Of any two neighbours in `columns` that are both known, the first is not above the second."""
    return Check("ordered", {"columns": columns})


def known_or_missing(value: str, status: str) -> Check:
    """`value` is null where `status` says it is missing, and only there or where the definition differs (D)."""
    return Check("known_or_missing", {"value": value, "status": status})


def party() -> Check:
    """Each part of `A+B` is a country, a group or an organisation of the lists, or an own organisation (`ORG_...`)."""
    return Check("party", {})


def known_when(column: str, other: str, code: str | None = None) -> Check:
    """`column` is known where `other` is (`code`, or anything at all without it)."""
    return Check("known_when", {"column": column, "other": other, "code": code})


def known_parties() -> frozenset[str]:
    """Codes of the countries, groups and organisations of the code lists."""
    return frozenset().union(*(codelists.codes(name) for name in PARTY_LISTS))


def missing_statuses() -> frozenset[str]:
    """Codes of `obs_status` that mean there is no value."""
    return frozenset(row["code"] for row in codelists.rows("obs_status") if row["is_missing"] == "true")


def _in(column: str, values) -> str:
    listed = ", ".join(quoted(value) for value in sorted(values))
    return f"not list_contains([{listed}], {column})" if listed else f"{column} is not null"


def _party(column: str) -> str:
    part = "|".join([OWN_PARTY, *map(re.escape, sorted(known_parties()))])
    return _pattern(column, rf"({part})(\+({part}))*")


def _pattern(column: str, expression: str) -> str:
    return f"not regexp_full_match({column}, {quoted(expression)})"


def _known_when(s: dict) -> str:
    asked = f'"{s["other"]}" is not null' if s["code"] is None else f'"{s["other"]}" = {quoted(s["code"])}'
    return f'"{s["column"]}" is null and coalesce({asked}, false)'


def _in_range(column: str, s: dict) -> str:
    low = "<" if s["include_min"] else "<="
    high = ">" if s["include_max"] else ">="
    return f"({column} {low} {quoted(s['min_value'])} or {column} {high} {quoted(s['max_value'])})"


def _str_length(column: str, s: dict) -> str:
    parts = []
    if s["min_value"] is not None:
        parts.append(f"length({column}) < {s['min_value']}")
    if s["max_value"] is not None:
        parts.append(f"length({column}) > {s['max_value']}")
    return "(" + " or ".join(parts) + ")"


COLUMN_RULES = {
    "isin": lambda c, s: _in(c, s["allowed_values"]),
    "codelist": lambda c, s: _in(c, codelists.codes(s["codelist"])),
    "finite": lambda c, s: f"not isfinite({c})",
    "party": lambda c, s: _party(c),
    "pattern": lambda c, s: _pattern(c, s["pattern"]),
    "in_range": _in_range,
    "greater_than_or_equal_to": lambda c, s: f"{c} < {quoted(s['min_value'])}",
    "greater_than": lambda c, s: f"{c} <= {quoted(s['min_value'])}",
    "less_than_or_equal_to": lambda c, s: f"{c} > {quoted(s['max_value'])}",
    "less_than": lambda c, s: f"{c} >= {quoted(s['max_value'])}",
    "str_length": _str_length,
}
TABLE_RULES = {
    "known_when": _known_when,
    "ordered": lambda s: " or ".join(
        f'coalesce("{low}" > "{high}", false)' for low, high in zip(s["columns"], s["columns"][1:], strict=False)
    ),
    "known_or_missing": lambda s: (
        f'("{s["value"]}" is null) <> coalesce(not ('
        + _in(f'"{s["status"]}"', missing_statuses())
        + f"""), false) and not coalesce("{s["value"]}" is null and "{s["status"]}" = 'D', false)"""
    ),
}


def violation(check: Check, column: str | None = None) -> str:
    """The DuckDB predicate that is true where `check` is broken; nulls of a column rule are not broken.

    Args:
        check: a check of a contract.
        column: the quoted column it belongs to; None for a rule over the whole row.

    Raises:
        ModelBroken: the rule has no SQL form, so it would be silently skipped.
    """
    rules = TABLE_RULES if column is None else COLUMN_RULES
    if check.name not in rules:
        raise ModelBroken(
            f"the contract rule {check.name!r} has no SQL form",
            todo="use a rule of sscmon.rules, or add its predicate there",
        )
    if column is None:
        return rules[check.name](check.statistics)
    return f"coalesce({rules[check.name](column, check.statistics)}, false)"
