"""Contracts applied to tables in DuckDB: values read from text, and every row that breaks a rule."""

import json
from dataclasses import dataclass

import duckdb

from sscmon import messages
from sscmon.columns.base import TYPES, Column
from sscmon.contracts import Contract
from sscmon.rules import Check, quoted, violation

NUMBER = r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?"
TEN_DECIMALS = r"[+-]?(\d+(\.\d{0,10}0*)?|\.\d{1,10}0*)([eE]\+?\d{1,2})?"
SUMMABLE = "DECIMAL(28,10)"
SHORT, SHORT_DECIMAL = r"[+-]?\d{1,14}(\.\d{0,4})?", "DECIMAL(18,4)"  # read about a hundred times as fast as a wide one
PLAIN = {
    "integer": r"[+-]?\d{1,18}",
    "number": NUMBER,
    "exact": TEN_DECIMALS,
    "money": NUMBER,
    "date": r"\d{4}-\d{2}-\d{2}",
    "flag": r"(?i)true|false",
}


@dataclass(frozen=True)
class Rule:
    """One rule of a contract in SQL.

    `broken` is true where the rule is broken; `column` is empty for a rule over the whole row;
    `valid` says what would be valid, for the reader of a quarantine.
    """

    column: str
    name: str
    broken: str
    valid: str = ""


def sql_type(column: Column) -> str:
    """DuckDB type of a contract's column."""
    return TYPES[column.metadata["type"]].duckdb


def cast(column: Column, source: str, source_type: str) -> str:
    """Expression that reads `source` as the column's type, null where it cannot be read.

    Text is read strictly: no rounding of decimals to integers, no `nan`, no thousands separators. An exact number
    has at most ten decimals, none is rounded away, and at most 18 digits before them, so that sums cannot overflow.
    """
    kind, target = column.metadata["type"], sql_type(column)
    if source_type != "VARCHAR":
        return f"try_cast({source} as {target})"
    if kind == "text":
        return f"nullif({source}, '')"
    plain = f"regexp_full_match(trim({source}), {quoted(PLAIN[kind])})"
    if kind not in ("exact", "money"):
        return f"case when {plain} then try_cast(trim({source}) as {target}) end"
    read_as = SUMMABLE if kind == "exact" else target
    return (
        f"case when regexp_full_match({source}, {quoted(SHORT)}) "
        f"then cast(try_cast({source} as {SHORT_DECIMAL}) as {target}) "
        f"when {plain} then cast(try_cast(trim({source}) as {read_as}) as {target}) end"
    )


def rules(contract: Contract) -> list[Rule]:
    """All rules of a contract that one row can break: not those of types, of the key and of foreign keys.

    Raises:
        ModelBroken: a check has no SQL form.
    """
    result = []
    for name, column in contract.columns.items():
        if not column.nullable:
            result.append(Rule(name, "not_null", f'"{name}" is null'))
        for check in column.checks:
            result.append(Rule(name, check.name, violation(check, f'"{name}"'), _valid(check)))
    for check in contract.checks:
        result.append(Rule("", check.name, violation(check), _valid(check)))
    return result


def key_rules(connection: duckdb.DuckDBPyConnection, contract: Contract, relation: str) -> list[Rule]:
    """The rule that no two rows of `relation` have one key; none where their hashes differ, which is asked first.

    A key of which nothing is known is missing, not doubled. Sorting hashes of eight bytes is several times as fast as
    grouping by the key; what they find is then looked at exactly, and the doubled keys are left in `doubled_key`.
    """
    names = [f'"{name}"' for name in contract.unique or ()]
    if not names:
        return []
    key, known = ", ".join(names), " or ".join(f"{name} is not null" for name in names)
    hashes = connection.execute(f"select hash({key}) as h from {relation} where {known}").fetchnumpy()["h"]
    hashes.sort()
    twice = hashes[1:][hashes[1:] == hashes[:-1]]
    if not len(twice):
        return []
    listed = quoted(" ".join(map(str, twice.tolist())))
    connection.execute(
        f"create or replace temp table doubled_hash as select unnest(string_split({listed}, ' '))::ubigint as h"
    )
    doubled = ", ".join(f"{name} as k{place}" for place, name in enumerate(names))
    connection.execute(
        f"create or replace temp table doubled_key as select {doubled} from {relation} "
        f"where ({known}) and hash({key}) in (from doubled_hash) group by {key} having count(*) > 1"
    )
    same = " and ".join(f"k{place} is not distinct from {name}" for place, name in enumerate(names))
    return [Rule("", "unique", f"exists (select 1 from doubled_key where {same})", ", ".join(contract.unique))]


def foreign_key_rules(connection: duckdb.DuckDBPyConnection, contract: Contract, relation: str) -> list[Rule]:
    """The foreign keys of a contract as rules, but for those that every row of `relation` keeps.

    The tables they refer to must be visible; what does not exist there is left in tables `orphan_<column>`.
    """
    result = []
    for column, target in contract.metadata["foreign_keys"].items():
        table, _, referenced = target.rpartition(".")
        schema, _, name = table.partition(".")
        connection.execute(
            f'create or replace temp table "orphan_{column}" as '
            f'select k from (select distinct "{column}" as k from {relation} where "{column}" is not null) '
            f'anti join (select "{referenced}" as k from {schema}."{name}") using (k)'
        )
        if connection.execute(f'select count(*) from "orphan_{column}"').fetchone()[0]:
            broken = f'coalesce("{column}" in (select k from "orphan_{column}"), false)'
            result.append(Rule(column, "references", broken, target))
    return result


def _valid(check: Check) -> str:
    statistics = check.statistics
    if check.name == "isin":
        return ", ".join(str(value) for value in statistics["allowed_values"])
    if check.name in ("codelist", "pattern"):
        return str(next(iter(statistics.values())))
    if check.name == "ordered":
        return " <= ".join(statistics["columns"])
    if check.name == "known_when":
        return statistics["column"]
    if check.name == "in_range":
        return f"{statistics['min_value']} .. {statistics['max_value']}"
    return ", ".join(str(value) for value in statistics.values() if value is not None)


def as_read(name: str) -> str:
    """The column that keeps a value as it was read, beside the typed one."""
    return f'"read__{name}"'


def typed_sql(columns: dict[str, Column], types: dict[str, str]) -> str:
    """Select list that reads each `read__` column as its contract's type."""
    return ", ".join(cast(column, as_read(name), types[name]) + f' as "{name}"' for name, column in columns.items())


def reading_rules(contract: Contract, columns: dict[str, Column]) -> list[Rule]:
    """What may be wrong with one row read from text: types first, then the rules of the contract on `columns`.

    A value of the wrong type is told once, not as missing too.
    """
    types = [
        Rule(
            name,
            "type",
            f"{as_read(name)} is not null and cast({as_read(name)} as varchar) <> '' and \"{name}\" is null",
            messages.TYPES[kind].en,
        )
        for name, column in columns.items()
        if (kind := column.metadata["type"]) != "text"
    ]
    badly_typed = {rule.column: rule.broken for rule in types}
    asked = []
    for rule in rules(contract):
        if rule.column and rule.column not in columns:
            continue
        if rule.name == "not_null" and rule.column in badly_typed:
            asked.append(Rule(rule.column, rule.name, f"{rule.broken} and not ({badly_typed[rule.column]})"))
        else:
            asked.append(rule)
    return types + asked


def reasons_sql(found: list[Rule], value: str = '"{column}"') -> str:
    """Expression that lists, for one row, every rule it breaks as {column, rule, value, valid}.

    Args:
        found: rules to test.
        value: template of the expression that holds a column's value as it was read.
    """
    cases = []
    for rule in found:
        shown = f"left(cast({value.format(column=rule.column)} as varchar), 200)" if rule.column else "null"
        cases.append(
            f"case when {rule.broken} then {{'column': {quoted(rule.column)}, 'rule': {quoted(rule.name)}, "
            f"'value': {shown}, 'valid': {quoted(rule.valid)}}} end"
        )
    return f"list_filter([{', '.join(cases)}], lambda reason: reason is not null)"


def any_broken(found: list[Rule]) -> str:
    """Predicate that is true where a row breaks one of the rules; it costs less than the list of them."""
    return " or ".join(f"({rule.broken})" for rule in found) or "false"


def findings(
    connection: duckdb.DuckDBPyConnection,
    contract: Contract,
    relation: str,
    *,
    foreign_keys: bool = True,
    limit: int = 20,
) -> tuple[int, list[dict]]:
    """Rows of `relation` that break the contract: how many, and the first of them with their `reasons`.

    The relation must have the contract's columns in its types. Nothing is changed.
    """
    checked = [*rules(contract), *key_rules(connection, contract, relation)]
    checked += foreign_key_rules(connection, contract, relation) if foreign_keys else []
    connection.execute(
        f"create temp table broken_row as select *, {reasons_sql(checked)} as broken_rules from {relation} "
        f"where {any_broken(checked)}"
    )
    count = connection.execute("select count(*) from broken_row").fetchone()[0]
    rows = connection.execute("select to_json(broken_row) from broken_row order by all limit ?", [limit]).fetchall()
    connection.execute("drop table broken_row")
    found = [json.loads(row[0]) for row in rows]
    return count, [{**row, "reasons": row.pop("broken_rules")} for row in found]
