"""The rules a contract may use: each as a pandera check, and as the DuckDB predicate that is true where it is broken.

A rule that has no predicate here cannot be used: `violation` raises, it never skips.
"""

import datetime as dt
import math
import re
from typing import Any

import pandas as pd
import pandera.pandas as pa

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


def codelist(name: str) -> pa.Check:
    """The value is a code of the list `name`; the list is read when the check runs, not at import."""
    return pa.Check(lambda series: series.isin(codelists.codes(name)), name="codelist", statistics={"codelist": name})


def finite() -> pa.Check:
    """The number is neither infinite nor not-a-number."""
    return pa.Check(lambda series: series.abs() != math.inf, name="finite", statistics={})


def pattern(expression: str) -> pa.Check:
    """The whole text matches the regular expression (as far as Python and RE2 agree: ASCII digits and letters)."""
    return pa.Check(
        lambda series: series.map(lambda value: re.fullmatch(expression, value, re.ASCII) is not None),
        name="pattern",
        statistics={"pattern": expression},
    )


def ordered(*columns: str) -> pa.Check:
    """Of any two neighbours in `columns` that are both known, the first is not above the second."""

    def holds(frame: pd.DataFrame) -> pd.Series:
        result = pd.Series(True, index=frame.index)
        for low, high in zip(columns, columns[1:], strict=False):
            known = frame[low].notna() & frame[high].notna()
            result[known] &= frame[low][known] <= frame[high][known]
        return result

    return pa.Check(holds, name="ordered", statistics={"columns": columns}, ignore_na=False)


def known_or_missing(value: str, status: str) -> pa.Check:
    """`value` is null where `status` says it is missing, and only there or where the definition differs (D)."""

    def holds(frame: pd.DataFrame) -> pd.Series:
        unknown, missing = frame[value].isna(), frame[status].isin(missing_statuses())
        return (unknown == missing) | (unknown & (frame[status] == "D"))

    return pa.Check(holds, name="known_or_missing", statistics={"value": value, "status": status}, ignore_na=False)


def party() -> pa.Check:
    """Each part of `A+B` is a country, a group or an organisation of the lists, or an own organisation (`ORG_...`)."""

    def is_party(value: str) -> bool:
        return all(part in known_parties() or re.fullmatch(OWN_PARTY, part, re.ASCII) for part in value.split("+"))

    return pa.Check(lambda series: series.map(is_party), name="party", statistics={})


def known_when(column: str, other: str, code: str | None = None) -> pa.Check:
    """`column` is known where `other` is (`code`, or anything at all without it)."""

    def holds(frame: pd.DataFrame) -> pd.Series:
        asked = frame[other].notna() if code is None else (frame[other] == code).fillna(False).astype(bool)
        return ~(asked & frame[column].isna())

    statistics = {"column": column, "other": other, "code": code}
    return pa.Check(holds, name="known_when", statistics=statistics, ignore_na=False)


def known_parties() -> frozenset[str]:
    """Codes of the countries, groups and organisations of the code lists."""
    return frozenset().union(*(codelists.codes(name) for name in PARTY_LISTS))


def missing_statuses() -> frozenset[str]:
    """Codes of `obs_status` that mean there is no value."""
    return frozenset(row["code"] for row in codelists.rows("obs_status") if row["is_missing"] == "true")


def _in(column: str, values) -> str:
    listed = ", ".join(quoted(value) for value in sorted(values))
    return f"{column} not in ({listed})" if listed else f"{column} is not null"


def _party(column: str) -> str:
    unknown = f"{_in('part', known_parties())} and not regexp_full_match(part, {quoted(OWN_PARTY)})"
    return f"len(list_filter(string_split({column}, '+'), lambda part: {unknown})) > 0"


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
    if s["exact_value"] is not None:
        parts.append(f"length({column}) <> {s['exact_value']}")
    return "(" + " or ".join(parts) + ")"


COLUMN_RULES = {
    "isin": lambda c, s: _in(c, s["allowed_values"]),
    "codelist": lambda c, s: _in(c, codelists.codes(s["codelist"])),
    "finite": lambda c, s: f"not isfinite({c})",
    "party": lambda c, s: _party(c),
    "pattern": lambda c, s: f"not regexp_full_match({c}, {quoted(s['pattern'])})",
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


def violation(check: pa.Check, column: str | None = None) -> str:
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
    if check.raise_warning or check.groupby or (column is not None and not check.ignore_na):
        raise ModelBroken(
            f"the contract rule {check.name!r} has an option (raise_warning, groupby, ignore_na) with no SQL form",
            todo="leave the option out",
        )
    if column is None:
        return rules[check.name](check.statistics)
    return f"coalesce({rules[check.name](column, check.statistics)}, false)"
