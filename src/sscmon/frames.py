"""Contracts as pandera schemas, for whoever holds rows in a pandas frame."""

import math
import re

import pandas as pd
import pandera.errors
import pandera.pandas as pa
from pandera.engines import pandas_engine

from sscmon import codelists
from sscmon.contracts import Contract
from sscmon.errors import ContractBroken
from sscmon.rules import OWN_PARTY, Check, known_parties, missing_statuses
from sscmon.validation import rules

TYPES = {
    "text": "str",
    "integer": "Int64",
    "number": "float64",
    "exact": pandas_engine.Decimal(38, 10),
    "money": pandas_engine.Decimal(24, 4),
    "flag": "boolean",
    "date": "datetime64[us]",
}


def schema_of(contract: Contract) -> pa.DataFrameSchema:
    """A contract as a pandera schema: its columns in their order, types, key and rules; not its foreign keys."""
    columns = {
        name: pa.Column(
            TYPES[column.metadata["type"]],
            [_check(check) for check in column.checks],
            nullable=column.nullable,
            description=column.description,
        )
        for name, column in contract.columns.items()
    }
    return pa.DataFrameSchema(
        columns,
        checks=[_check(check) for check in contract.checks],
        unique=list(contract.unique),
        name=contract.name,
        title=contract.title,
        description=contract.description,
        strict=True,
        ordered=True,
    )


def _check(check: Check) -> pa.Check:
    """A rule on a series or, where it speaks of a whole row, on a frame; one without a twin here is pandera's own."""
    name, given = check.name, check.statistics
    if name in ON_SERIES:
        return pa.Check(lambda series: ON_SERIES[name](series, **given), name=name, statistics=given)
    if name in ON_FRAMES:
        return pa.Check(lambda frame: ON_FRAMES[name](frame, **given), name=name, statistics=given, ignore_na=False)
    return getattr(pa.Check, name)(**given)


def _pattern(series: pd.Series, pattern: str) -> pd.Series:
    return series.map(lambda value: re.fullmatch(pattern, value, re.ASCII) is not None)


def _is_party(value: str) -> bool:
    return all(part in known_parties() or re.fullmatch(OWN_PARTY, part, re.ASCII) for part in value.split("+"))


def _ordered(frame: pd.DataFrame, columns: tuple[str, ...]) -> pd.Series:
    result = pd.Series(True, index=frame.index)
    for low, high in zip(columns, columns[1:], strict=False):
        known = frame[low].notna() & frame[high].notna()
        result[known] &= frame[low][known] <= frame[high][known]
    return result


def _known_or_missing(frame: pd.DataFrame, value: str, status: str) -> pd.Series:
    unknown, missing = frame[value].isna(), frame[status].isin(missing_statuses())
    return (unknown == missing) | (unknown & (frame[status] == "D"))


def _known_when(frame: pd.DataFrame, column: str, other: str, code: str | None) -> pd.Series:
    asked = frame[other].notna() if code is None else (frame[other] == code).fillna(False).astype(bool)
    return ~(asked & frame[column].isna())


ON_SERIES = {
    "codelist": lambda series, codelist: series.isin(codelists.codes(codelist)),
    "finite": lambda series: series.abs() != math.inf,
    "pattern": _pattern,
    "party": lambda series: series.map(_is_party),
}
ON_FRAMES = {"ordered": _ordered, "known_or_missing": _known_or_missing, "known_when": _known_when}


def frame_findings(contract: Contract, frame: pd.DataFrame) -> set[tuple[int, str, str]]:
    """(row index, column, rule) of every rule that `frame` breaks, by pandera itself; foreign keys apart.

    Raises:
        ContractBroken: the frame lacks columns, has others or has them in other types, so that no row can be judged.
    """
    try:
        schema_of(contract).validate(frame, lazy=True)
    except pandera.errors.SchemaErrors as error:
        cases = error.failure_cases
        names = {"unique", *(rule.name for rule in rules(contract))}
        known = cases["index"].notna() & cases["check"].map(_rule_name).isin(names)
        if not known.all():
            found = {f"{case.column}: {case.check} {case.failure_case}" for case in cases[~known].itertuples()}
            raise ContractBroken(
                f"the frame is not shaped like {contract.name}: {'; '.join(sorted(found))}",
                todo="give it the contract's columns, in its order and types",
            ) from error
        return {_finding(contract, case) for case in cases.itertuples()}
    return set()


def _finding(contract: Contract, case) -> tuple[int, str, str]:
    name = _rule_name(case.check)
    table_rules = {check.name for check in contract.checks} | {"unique"}
    column = "" if name in table_rules and case.schema_context == "DataFrameSchema" else str(case.column)
    return (int(case.index), column, name)


def _rule_name(check: str) -> str:
    """The house's name of a check as pandera reports it."""
    return {"not_nullable": "not_null", "multiple_fields_uniqueness": "unique"}.get(check, check.split("(")[0])
