"""Contracts as SQL and as pandera find the same: by hand for every rule, and on random contracts and frames."""

import datetime as dt
import json
import math
import random
from dataclasses import replace
from decimal import Decimal

import duckdb
import pandas as pd
import pyarrow
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sscmon import codelists, columns, rules
from sscmon.contracts import all_contracts, maybe, table
from sscmon.errors import ContractBroken, ModelBroken
from sscmon.frames import frame_findings
from sscmon.rules import Check
from sscmon.sources import discover
from sscmon.text import Text
from sscmon.validation import cast, findings

DATABASE = duckdb.connect()
ARROW = {
    "text": pyarrow.string(),
    "integer": pyarrow.int64(),
    "number": pyarrow.float64(),
    "exact": pyarrow.decimal128(38, 10),
    "money": pyarrow.decimal128(24, 4),
    "flag": pyarrow.bool_(),
    "date": pyarrow.date32(),
}
PANDAS = {
    "text": "str",
    "integer": "Int64",
    "number": "float64",
    "exact": "object",
    "money": "object",
    "flag": "boolean",
    "date": "datetime64[us]",
}
SCALE = {"exact": Decimal("0.0000000001"), "money": Decimal("0.0001")}
DECLARE = {
    "text": lambda name, checks: columns.text(name, "en", "es", "pt", checks=checks),
    "integer": lambda name, checks: columns.integer(name, "en", "es", "pt", unit="1", checks=checks),
    "number": lambda name, checks: columns.number(name, "en", "es", "pt", unit="1", checks=checks),
    "exact": lambda name, checks: columns.exact(name, "en", "es", "pt", unit="1", checks=checks),
    "money": lambda name, checks: columns.money(name, "en", "es", "pt", unit="1", checks=checks),
    "flag": lambda name, checks: columns.flag(name, "en", "es", "pt"),
    "date": lambda name, checks: columns.date(name, "en", "es", "pt"),
}


def contract_of(declared, *, key=(), checks=()):
    """A contract of the given columns; without a key no rows count as doubled."""
    label = Text("a", "b", "c")
    return table("test.row", label, grain="one row", key=list(key), columns=declared, checks=list(checks))


def kinds(contract):
    return {name: column.metadata["type"] for name, column in contract.columns.items()}


def frame_of(contract, rows):
    """A frame as pandera takes it: None for a missing value, decimals at the scale of their type."""
    data = {}
    for position, (name, kind) in enumerate(kinds(contract).items()):
        values = [row[position] for row in rows]
        if kind in SCALE:
            values = [None if value is None else Decimal(value).quantize(SCALE[kind]) for value in values]
        data[name] = pd.Series(values, dtype=PANDAS[kind])
    return pd.DataFrame(data)


def found_by_sql(contract, frame):
    """{(row, column, rule)} by the SQL of the same contract; a not-a-number in a frame is a missing value."""
    schema = pyarrow.schema([(name, ARROW[kind]) for name, kind in kinds(contract).items()])
    rows = pyarrow.Table.from_pandas(frame, schema=schema, preserve_index=False)
    rows = rows.append_column("row_number", pyarrow.array(range(len(frame)), pyarrow.int64()))
    DATABASE.register("given", rows)
    count, broken = findings(DATABASE, contract, "given", foreign_keys=False, limit=10_000)
    assert count == len(broken)
    return {(row["row_number"], reason["column"], reason["rule"]) for row in broken for reason in row["reasons"]}


EVERYTHING = contract_of(
    [
        DECLARE["text"]("name", [rules.pattern(r"[a-zñ]\d{2}"), Check.str_length(1, 4)]),
        maybe(DECLARE["text"]("kind", [rules.codelist("kind")])),
        maybe(DECLARE["text"]("side", [Check.isin(["left", "it's right"])])),
        maybe(DECLARE["integer"]("low", [Check.in_range(0, 12)])),
        maybe(DECLARE["integer"]("high", [Check.ge(0)])),
        maybe(DECLARE["number"]("rate", [Check.gt(0)])),
        maybe(DECLARE["exact"]("share", [Check.le(1)])),
        maybe(DECLARE["money"]("amount", [Check.lt(1000)])),
        maybe(DECLARE["number"]("value", [])),
        DECLARE["text"]("status", []),
        maybe(DECLARE["date"]("first_day", [])),
        maybe(DECLARE["date"]("last_day", [])),
        maybe(DECLARE["text"]("giver", [rules.party()])),
        maybe(DECLARE["text"]("reason", [])),
    ],
    key=["name", "low"],
    checks=[
        rules.ordered("low", "high"),
        rules.known_or_missing("value", "status"),
        rules.ordered("first_day", "last_day"),
        rules.known_when("reason", "giver"),
        rules.known_when("reason", "status", "D"),
    ],
)
DAY = pd.Timestamp("2024-02-29")
GOOD = ("a01", "SVC_SURG", "left", 0, 12, 0.5, "1", "999.9999", 2.0, "A", DAY, DAY, None, None)
FINDINGS_BY_HAND = [
    ({}, set()),
    ({"name": None}, {("name", "not_null")}),
    ({"name": ""}, {("name", "pattern"), ("name", "str_length")}),
    ({"name": "ñ01"}, set()),
    ({"name": "ñ0١"}, {("name", "pattern")}),
    ({"name": "a01\n"}, {("name", "pattern")}),
    ({"name": "a0123"}, {("name", "pattern"), ("name", "str_length")}),
    ({"kind": "svc_surg"}, {("kind", "codelist")}),
    ({"kind": ""}, {("kind", "codelist")}),
    ({"kind": None, "side": None, "low": None, "high": None, "rate": None, "share": None, "amount": None}, set()),
    ({"side": "it's right"}, set()),
    ({"side": "right"}, {("side", "isin")}),
    ({"low": 12}, set()),
    ({"low": 13, "high": 14}, {("low", "in_range")}),
    ({"low": -1}, {("low", "in_range")}),
    ({"high": -1}, {("high", "greater_than_or_equal_to"), ("", "ordered")}),
    ({"low": 5, "high": 4}, {("", "ordered")}),
    ({"rate": -0.0}, {("rate", "greater_than")}),
    ({"rate": math.inf}, {("rate", "finite")}),
    ({"rate": -math.inf}, {("rate", "finite"), ("rate", "greater_than")}),
    ({"rate": math.nan}, set()),
    ({"share": "1.0000000001"}, {("share", "less_than_or_equal_to")}),
    ({"amount": "1000"}, {("amount", "less_than")}),
    ({"value": None}, {("", "known_or_missing")}),
    ({"value": None, "status": "M"}, set()),
    ({"value": None, "status": "D", "reason": "why"}, set()),
    ({"value": 1.0, "status": "D", "reason": "why"}, set()),
    ({"status": "D"}, {("", "known_when")}),
    ({"giver": "CUB"}, {("", "known_when")}),
    ({"giver": "CUB+G_ALBA+ORG_MY_UNION", "reason": "why"}, set()),
    ({"giver": "CUB+XYZ", "reason": "why"}, {("giver", "party")}),
    ({"giver": "", "reason": "why"}, {("giver", "party")}),
    ({"giver": "ORG_a", "reason": "why"}, {("giver", "party")}),
    ({"value": 0.0, "status": "M"}, {("", "known_or_missing")}),
    ({"value": 0.0, "status": None}, {("status", "not_null")}),
    ({"last_day": pd.Timestamp("2024-02-28")}, {("", "ordered")}),
    ({"last_day": None}, set()),
]


@pytest.mark.parametrize(("change", "expected"), FINDINGS_BY_HAND, ids=lambda case: str(case)[:40])
def test_each_rule_by_hand(change, expected):
    row = tuple({**dict(zip(EVERYTHING.columns, GOOD, strict=True)), **change}.values())
    frame = frame_of(EVERYTHING, [row])
    expected = {(0, column, rule) for column, rule in expected}
    assert found_by_sql(EVERYTHING, frame) == expected
    assert frame_findings(EVERYTHING, frame) == expected


def test_every_row_of_a_doubled_key_is_named_and_a_missing_part_is_a_value():
    other = ("b01", *GOOD[1:])
    without_low = (*GOOD[:3], None, *GOOD[4:])
    frame = frame_of(EVERYTHING, [GOOD, other, GOOD, without_low, without_low])
    expected = {(row, "", "unique") for row in (0, 2, 3, 4)}
    assert found_by_sql(EVERYTHING, frame) == expected
    assert frame_findings(EVERYTHING, frame) == expected


def test_the_hand_made_contract_uses_every_rule():
    used = {check.name for column in EVERYTHING.columns.values() for check in column.checks}
    used |= {check.name for check in EVERYTHING.checks}
    assert used == set(rules.COLUMN_RULES) | set(rules.TABLE_RULES)
    shown = {rule for _, expected in FINDINGS_BY_HAND for _, rule in expected}
    assert used | {"not_null"} == shown


def test_an_empty_frame_breaks_nothing():
    frame = frame_of(EVERYTHING, [])
    assert found_by_sql(EVERYTHING, frame) == frame_findings(EVERYTHING, frame) == set()


def test_not_a_number_in_a_built_table_is_found():
    contract = contract_of([maybe(DECLARE["number"]("rate", []))])
    with duckdb.connect() as connection:
        connection.execute("create table given as select 'nan'::double as rate union all select null")
        count, broken = findings(connection, contract, "given")
    assert count == 1
    assert [(reason["column"], reason["rule"]) for reason in broken[0]["reasons"]] == [("rate", "finite")]


# Random contracts and frames.

WORDS = st.sampled_from(["", "a", "A", " ", "CUB", "SVC_SURG", "D", "M", "O", "null", "it's", "ñandú", "٢٠", "x" * 300])
TEXTS = WORDS | st.text(st.characters(exclude_categories=["Cs"]), max_size=6)
NUMBERS = st.sampled_from([0.0, -0.0, 1.0, 5.0, -1.0, 0.1, math.inf, -math.inf, math.nan, 1e308, 5e-324]) | st.floats()
DAYS = st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1)).map(pd.Timestamp) | st.just(DAY)
EXACTS = st.decimals(-(10**12), 10**12, places=10) | st.sampled_from([Decimal(0), Decimal(5), Decimal("-0.0")])
MONEYS = st.decimals(-(10**12), 10**12, places=4) | st.sampled_from([Decimal(0), Decimal(5), Decimal("-0.0")])
INTEGERS = st.integers(-3, 8) | st.integers(-(2**63), 2**63 - 1)
VALUES = {
    "text": TEXTS,
    "integer": INTEGERS,
    "number": NUMBERS,
    "exact": EXACTS,
    "money": MONEYS,
    "flag": st.booleans(),
    "date": DAYS,
}
BOUND = st.integers(-2, 6) | st.sampled_from([0.1, 0.5, -1.5])
COMPARISONS = (
    st.builds(lambda b: Check.ge(b), BOUND)
    | st.builds(lambda b: Check.gt(b), BOUND)
    | st.builds(lambda b: Check.le(b), BOUND)
    | st.builds(lambda b: Check.lt(b), BOUND)
    | st.builds(
        lambda low, width, left, right: Check.in_range(low, low + width, include_min=left, include_max=right),
        st.integers(-2, 3),
        st.integers(1, 4),
        st.booleans(),
        st.booleans(),
    )
)
PATTERNS = st.sampled_from([r"[A-Z]{3}", r"\d+", r"\w*", r".?", r"[^a]+", r"a|CUB", r"\S+\s?"]).map(rules.pattern)
LENGTHS = st.builds(
    lambda low, width: Check.str_length(low, None if width is None else low + width),
    st.integers(0, 3),
    st.none() | st.integers(0, 2),
)
CHECKS = {
    "text": PATTERNS
    | LENGTHS
    | st.lists(TEXTS.filter(lambda text: "\0" not in text), min_size=1, max_size=4).map(Check.isin)
    | st.sampled_from(["kind", "country", "obs_status"]).map(rules.codelist)
    | st.just(rules.party()),
    "integer": COMPARISONS | st.lists(st.integers(-2, 6), min_size=1).map(Check.isin),
    "number": COMPARISONS,
    "exact": COMPARISONS,
    "money": COMPARISONS,
    "flag": st.nothing(),
    "date": st.nothing(),
}


@st.composite
def contracts_and_frames(draw):
    chosen = draw(st.lists(st.sampled_from(sorted(VALUES)), min_size=1, max_size=5))
    declared = []
    for number, kind in enumerate(chosen):
        checks = draw(st.lists(CHECKS[kind], max_size=2)) if kind not in ("flag", "date") else []
        column = DECLARE[kind](f"c{number}", checks)
        declared.append(maybe(column) if draw(st.booleans()) else column)
    names = [column.name for column in declared]
    comparable = {"integer", "number", "exact", "money"}
    checks = []
    for low, high in zip(range(len(chosen)), range(1, len(chosen)), strict=False):
        pair = {chosen[low], chosen[high]}
        if pair <= {"date"} or pair <= {"integer", "number"} or (len(pair) == 1 and pair <= comparable):
            checks.append(rules.ordered(names[low], names[high]))
    if "text" in chosen and len(chosen) > 1:
        status = names[chosen.index("text")]
        checks.append(rules.known_or_missing(next(name for name in names if name != status), status))
    key = draw(st.lists(st.sampled_from(names), unique=True, max_size=2))
    contract = contract_of(declared, key=key, checks=checks)
    row = st.tuples(*(st.none() | VALUES[kind] for kind in chosen))
    return contract, frame_of(contract, draw(st.lists(row, max_size=6)))


@settings(max_examples=150)
@given(contracts_and_frames())
def test_sql_and_pandera_find_the_same(case):
    contract, frame = case
    assert found_by_sql(contract, frame) == frame_findings(contract, frame)


def random_value(column, number):
    """A value of a real column: often one its rules allow, else missing, empty or absurd."""
    kind, codes = column.metadata["type"], column.metadata["codelist"]
    if number.random() < 0.15:
        return None
    if kind == "text":
        listed = [check.statistics["allowed_values"] for check in column.checks if check.name == "isin"]
        some = [*listed[0]] if listed else ["x1", "2020-05", "MEX-0001", "USD"]
        known = sorted(codelists.codes(codes)) if codes else some
        return number.choice(known if number.random() < 0.7 else ["", "¿?", "null", "x" * 500, "٢٠٢٠"])
    return {
        "integer": lambda: number.choice([0, 1, 1995, 2020, -1, 10**15]),
        "number": lambda: number.choice([0.0, -0.0, 0.5, 99.0, 1e300, math.inf, math.nan]),
        "exact": lambda: Decimal(number.choice(["0", "-0", "1.5", "100", "123456789.0123456789"])),
        "money": lambda: Decimal(number.choice(["0", "-1", "2.5", "99999.9999"])),
        "flag": lambda: number.random() < 0.5,
        "date": lambda: pd.Timestamp(number.choice(["1999-12-31", "2020-02-29"])),
    }[kind]()


REAL = {**all_contracts(), **{c.name: c for source in discover().values() for c in source.contracts}}


@pytest.mark.parametrize("name", sorted(REAL))
def test_sql_and_pandera_find_the_same_in_every_real_contract(name):
    contract, number = REAL[name], random.Random(name)
    rows = [{name: random_value(column, number) for name, column in contract.columns.items()} for _ in range(12)]
    doubled = next(row for row in rows if any(row[name] is not None for name in contract.metadata["key"]))
    frame = frame_of(contract, [tuple(row.values()) for row in (*rows, doubled)])
    found = found_by_sql(contract, frame)
    assert found == frame_findings(contract, frame)
    assert (12, "", "unique") in found


# What cannot be compiled is refused, never skipped.


@pytest.mark.parametrize("check", [Check("str_matches", {"pattern": "^a"}), Check("ordered", {"columns": ()})])
def test_an_unknown_rule_of_a_column_is_refused(check):
    contract = contract_of([DECLARE["text"]("name", [check])])
    with pytest.raises(ModelBroken, match="no SQL form"), duckdb.connect() as connection:
        connection.execute("create table given as select 'b' as name")
        findings(connection, contract, "given")


def test_an_unknown_rule_of_a_table_is_refused():
    contract = contract_of([DECLARE["text"]("name", [])], checks=[Check("no_a", {})])
    with pytest.raises(ModelBroken, match="no SQL form"):
        rules.violation(contract.checks[0])


def test_a_list_of_no_codes_allows_nothing():
    contract = contract_of([maybe(DECLARE["text"]("name", [Check.isin([])]))])
    frame = frame_of(contract, [("a",), (None,)])
    assert found_by_sql(contract, frame) == frame_findings(contract, frame) == {(0, "name", "isin")}


def test_bounds_may_be_days():
    day = replace(columns.date("day", "en", "es", "pt"), checks=(Check.ge(DAY),))
    contract = contract_of([maybe(day)])
    frame = frame_of(contract, [(DAY,), (pd.Timestamp("2024-02-28"),), (None,)])
    expected = {(1, "day", "greater_than_or_equal_to")}
    assert found_by_sql(contract, frame) == frame_findings(contract, frame) == expected


@pytest.mark.parametrize(
    "frame",
    [
        pd.DataFrame({"other": pd.Series(["a"], dtype="str")}),
        pd.DataFrame({"name": pd.Series([1], dtype="int64")}),
        pd.DataFrame({"name": pd.Series(["a"], dtype="str"), "more": [1]}),
    ],
    ids=["missing", "type", "more"],
)
def test_a_frame_of_another_shape_is_one_error_not_findings(frame):
    with pytest.raises(ContractBroken, match="not shaped like test.row"):
        frame_findings(contract_of([DECLARE["text"]("name", [])]), frame)


# Foreign keys.


def references(rows):
    contract = table(
        "test.child",
        Text("a", "b", "c"),
        grain="one row",
        key=[],
        columns=[maybe(DECLARE["text"]("parent_id", []))],
        foreign_keys={"parent_id": "test.parent.parent_id"},
    )
    with duckdb.connect() as connection:
        connection.execute("create schema test")
        connection.execute(f"create table test.parent as select unnest({rows}::varchar[]) as parent_id")
        connection.execute("create table given as select unnest(['a', 'b', null]) as parent_id")
        _, broken = findings(connection, contract, "given")
    reasons = [(row["parent_id"], reason) for row in broken for reason in row["reasons"]]
    assert {reason["valid"] for _, reason in reasons} <= {"test.parent.parent_id"}
    return [(parent, reason["rule"]) for parent, reason in reasons]


def test_a_foreign_key_must_exist_and_a_missing_one_is_free():
    assert references("['a']") == [("b", "references")]
    assert references("['a', 'b', 'c']") == []
    assert references("[]") == [("a", "references"), ("b", "references")]


def test_a_missing_value_among_the_parents_hides_no_orphan():
    assert references("['a', null]") == [("b", "references")]


# Types read from text.

READ = {
    "integer": {
        "12": 12, "-3": -3, "+7": 7, " 5 ": 5, "007": 7, "12.7": None, "12.0": None, "1e3": None, "0x10": None,
        "1,234": None, "nan": None, "inf": None, "": None, "  ": None, "٢٠": None, "１２": None, "5\t": None,
        "999999999999999999": 999999999999999999, "9999999999999999999": None, "1_000": None, "true": None,
    },
    "number": {
        "12.7": 12.7, "-.5": -0.5, "5.": 5.0, "1e3": 1000.0, "1E-2": 0.01, " 5 ": 5.0, "nan": None, "NaN": None,
        "inf": None, "-inf": None, "Infinity": None, "1,234": None, "1.234,5": None, "0x10": None, "1e": None,
        "--1": None, "12%": None, "$12": None, "1 000": None, "1e999": math.inf, ".": None, "+": None,
    },
    "exact": {
        "12.7": Decimal("12.7"), "0.1234567890": Decimal("0.123456789"), "0.12345678901": None,
        "0.123456789000": Decimal("0.123456789"), "-.5": Decimal("-0.5"), "5.": Decimal(5), "1e3": Decimal(1000),
        "1.5E+06": Decimal(1500000), "1e-3": None, "999999999999999999": Decimal("999999999999999999"),
        "1000000000000000000": None, "9e27": None, "1,234": None, "nan": None, "0x10": None, "-0": Decimal(0),
    },
    "money": {"12.7": Decimal("12.7"), "0.12345": Decimal("0.1235"), "1,234": None, "inf": None, "1e30": None},
    "date": {
        "2024-02-29": dt.date(2024, 2, 29), "2024-02-30": None, "2023-02-29": None, "2024-2-9": None,
        "29/02/2024": None, "20240229": None, "2024-02-29T00:00": None, "2024": None, "infinity": None, "today": None,
        " 2024-02-29 ": dt.date(2024, 2, 29),
    },
    "flag": {
        "true": True, "False": False, "TRUE": True, " true ": True, "1": None, "0": None, "y": None, "t": None,
        "yes": None, "falſe": None, "": None,
    },
    "text": {"": None, " ": " ", "null": "null", "x\ny": "x\ny", "ñ": "ñ"},
}  # fmt: skip


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, cases in READ.items() for text in cases])
def test_text_is_read_strictly(kind, text):
    expression = cast(DECLARE[kind]("c", []), "written", "VARCHAR")
    found = DATABASE.execute(f"select {expression} from (select ?::varchar as written)", [text]).fetchone()[0]
    assert found == READ[kind][text]
    assert type(found) is type(READ[kind][text])


@settings(max_examples=150)
@given(st.decimals(-(10**17), 10**17, places=10))
def test_an_exact_number_is_read_to_its_last_digit(number):
    expression = cast(DECLARE["exact"]("c", []), "written", "VARCHAR")
    found = DATABASE.execute(f"select {expression} from (select ? as written)", [f"{number:f}"]).fetchone()[0]
    assert found == number


def test_the_reasons_are_told_with_value_and_what_is_valid():
    frame = frame_of(EVERYTHING, [(*GOOD[:2], "x" * 300, 13, *GOOD[4:])])
    arrow = pyarrow.Table.from_pandas(
        frame, pyarrow.schema([(name, ARROW[kind]) for name, kind in kinds(EVERYTHING).items()]), preserve_index=False
    )
    with duckdb.connect() as connection:
        connection.register("given", arrow)
        _, broken = findings(connection, EVERYTHING, "given")
    reasons = {reason["column"]: (reason["value"], reason["valid"]) for reason in broken[0]["reasons"]}
    assert reasons == {
        "side": ("x" * 200, "left, it's right"),
        "low": ("13", "0 .. 12"),
        "": (None, "low <= high"),
    }
    json.dumps(broken)
