"""The table `core.claim_check`: every claim by every test and reading, with its verdict, reason and working.

A claim of which nobody wrote a test is not computable. A contradiction found by rule counts as one more test of each
claim it touches: the claim itself, or the figure in the claim's own document with the claim's own value. A mere change
of unit contradicts no claim.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping

import duckdb
import pyarrow as pa

from sscmon import codelists
from sscmon.claims import words
from sscmon.claims.formula import Input, evaluate, evaluate_rounded, magnitude
from sscmon.claims.inputs import DEPENDENCIES as INPUT_TABLES
from sscmon.claims.inputs import Case, Inputs, NotOnRecord
from sscmon.claims.verdict import Computed, Verdict, judge
from sscmon.text import Text
from sscmon.valuation.errors import ValuationError
from sscmon.valuation.money import Money, Quantity, Rate
from sscmon.valuation.tables import read, write

DEPENDENCIES = ("core.claim", "core.claim_test", "core.contradiction", *INPUT_TABLES)
CLAIMS = """
select *, cast(claimed_value as double) as claimed from core.claim order by claim_id
"""
FACTS = """
select 'core.flow:' || flow_id as key, document_id, provider_id, cast(amount_original as double) as amount
from core.flow
where document_id in (select document_id from core.claim)
union all
select 'core.quantity:' || quantity_id, document_id, provider_id, cast(quantity_value as double)
from core.quantity
where document_id in (select document_id from core.claim)
"""
CONTRADICTIONS = "select * from core.contradiction where contradiction_rule <> 'UNIT' order by contradiction_id"
PROVENANCE = ("source_id", "source_row_key", "snapshot_id")


def check_claims(connection: duckdb.DuckDBPyConnection) -> pa.Table:
    """The table `core.claim_check`."""
    claims = read(connection, CLAIMS)
    tests: dict[str, list[dict]] = defaultdict(list)
    for test in read(connection, "select * from core.claim_test order by claim_id, test_id"):
        tests[test["claim_id"]].append(test)
    found = _by_claim(connection, claims)
    pairs = frozenset(
        (row["valuation_method"], row["numerator_unit"], row["denominator"]) for row in codelists.rows("effort_pair")
    )
    inputs = Inputs(connection, {row["claim_id"]: _as_input(row) for row in claims}, pairs)
    rows = []
    for claim in claims:
        own = [row for test in tests[claim["claim_id"]] for row in _by_test(claim, test, inputs)]
        own += [_by_rule(claim, contradiction) for contradiction in found[claim["claim_id"]]]
        rows += own or [_row(claim, "none", Verdict.NOT_COMPUTABLE, words.not_computed(words.NO_TEST))]
    return write("core.claim_check", rows)


def _by_test(claim: dict, test: dict, inputs: Inputs) -> Iterator[dict]:
    assumption = Text(*(test[f"assumption_{language}"] or "" for language in ("en", "es", "pt")))
    if test["test_inputs"] is None:
        yield _row(claim, test["test_id"], Verdict.NOT_COMPUTABLE, words.not_computed(assumption))
        return
    try:
        cases = list(inputs.cases(test["test_inputs"], test["source_id"]))
    except NotOnRecord as error:
        yield _row(claim, test["test_id"], Verdict.NOT_COMPUTABLE, words.not_computed(words.MISSING)) | {
            "working": error.what
        }
        return
    for case in cases:
        name = "|".join(part for part in (test["test_id"], case.method, case.denominator) if part != "_Z")
        more = {
            "valuation_method": case.method,
            "denominator": case.denominator,
            "is_parts_test": test["is_parts_test"],
        }
        try:
            computed, working = _effort(case) if case.effort else _computed(claim, test, case)
        except ValuationError as error:
            yield (
                _row(claim, name, Verdict.NOT_COMPUTABLE, words.not_computed(words.UNITS))
                | more
                | {"working": str(error).splitlines()[0]}
            )
            continue
        tolerance = None if test["tolerance"] is None else float(test["tolerance"])
        verdict = judge(claim["value_op"], claim["claimed"], computed, tolerance)
        reading = words.reading(case.method, case.denominator)
        why = words.reason(
            claim["value_op"], claim["claimed"], claim["claim_unit"], computed, verdict, assumption, reading
        )
        keys = ";".join(dict.fromkeys(item.key for item in case.inputs.values() if item.key))
        yield (
            _row(claim, name, verdict, why)
            | more
            | {
                "computed_low": computed.low,
                "computed_value": computed.value,
                "computed_high": computed.high,
                "working": working,
                "evidence_keys": keys or None,
            }
        )


def _computed(claim: dict, test: dict, case: Case) -> tuple[Computed, str]:
    unit = _unit(claim["claim_unit"])
    plain = {name: item.value for name, item in case.inputs.items()}
    value = slack = None
    working = []
    if test["test_formula"]:
        low, central, high = (_in_unit(v, unit) for v in evaluate_rounded(test["test_formula"], case.inputs))
        value, slack = central, max(central - low, high - central)
        working.append(f"{test['test_formula']} = {words.show(central)}")
    bounds = {}
    for bound in ("low", "high"):
        if formula := test[f"test_formula_{bound}"]:
            bounds[bound] = _in_unit(evaluate(formula, plain), unit)
            working.append(f"{bound}: {formula} = {words.show(bounds[bound])}")
    given = ", ".join(f"{name} = {_show(item)}" for name, item in case.inputs.items())
    return Computed(value, bounds.get("low"), bounds.get("high"), slack or 0.0), f"{'; '.join(working)}; {given}"


def _effort(case: Case) -> tuple[Computed, str]:
    """Range over the years on record; the central value is their mean."""
    years = case.effort.years
    computed = Computed(
        sum(central for _, _, central, _ in years) / len(years),
        min(low for _, low, _, _ in years),
        max(high for _, _, _, high in years),
    )
    listed = "; ".join(f"{year}: {low:.2f} - {central:.2f} - {high:.2f}" for year, low, central, high in years)
    return computed, f"low - central - high, percent: {listed}"


def _by_rule(claim: dict, found: dict) -> dict:
    rule = found["contradiction_rule"]
    why = words.contradicted(rule, found["left_text"], found["right_text"])
    return _row(claim, f"RULE|{rule}|{found['contradiction_id']}", Verdict.CONTRADICTED, why) | {
        "working": f"{found['left_text']} / {found['right_text']}",
        "evidence_keys": f"{found['left_key']};{found['right_key']}",
    }


def _by_claim(connection: duckdb.DuckDBPyConnection, claims: list[dict]) -> Mapping[str, list[dict]]:
    """Contradictions found by rule, by the claims they touch."""
    by_key: dict[str, list[dict]] = defaultdict(list)
    for row in read(connection, CONTRADICTIONS):
        by_key[row["left_key"]].append(row)
        by_key[row["right_key"]].append(row)
    facts: dict[tuple, list[str]] = defaultdict(list)
    for row in read(connection, FACTS):
        facts[row["document_id"], row["amount"]].append((row["key"], row["provider_id"]))
    touched: dict[str, list[dict]] = defaultdict(list)
    for claim in claims:
        keys = [f"core.claim:{claim['claim_id']}"]
        if claim["claimed"] is not None:
            amount = claim["claimed"] * 10 ** int(_unit(claim["claim_unit"])["unit_mult"])
            near = facts[claim["document_id"], round(amount, 4)]
            keys += [key for key, provider in near if claim["claim_subject"] in provider.split("+")]
        unique = {row["contradiction_id"]: row for key in keys for row in by_key[key]}
        touched[claim["claim_id"]] = list(unique.values())
    return touched


def _in_unit(value: float | Quantity | Money | Rate, unit: Mapping[str, str]) -> float:
    """A computed value as a number in the claim's unit. Raises `ValuationError` if it is in another."""
    number = magnitude(value)
    if isinstance(value, (Money, Rate)) and not unit["currency"]:
        raise ValuationError(f"{value.measure} is not in {unit['code']}")
    if isinstance(value, (Money, Rate)):
        if value.unit != unit["currency"]:
            raise ValuationError(f"{value.measure} is not in {unit['code']}")
        return number / 10 ** int(unit["unit_mult"])
    if isinstance(value, Quantity) and value.unit not in (unit["unit"], unit["code"]):
        raise ValuationError(f"{value.measure} is not in {unit['code']}")
    return number


def _as_input(claim: dict) -> Input:
    return Input(claim["claimed"], f"core.claim:{claim['claim_id']}")


def _unit(code: str) -> Mapping[str, str]:
    return next(row for row in codelists.rows("claim_unit") if row["code"] == code)


def _show(item: Input) -> str:
    value = item.value
    where = f" [{item.key}]" if item.key else " [printed]"
    if isinstance(value, (float, int)):
        return f"{words.show(value)}{where}"
    if isinstance(value, (Quantity, Rate)):
        return f"{words.show(magnitude(value))} {value.measure}{where}"
    whole = sum(amount.amount for amount in value.amounts)
    return f"{words.show(whole)} {value.amounts[0].measure} over {value.years[0]}-{value.years[-1]}{where}"


def _row(claim: dict, name: str, verdict: Verdict, why: Text) -> dict:
    return {column: claim[column] for column in ("claim_id", "claim_unit", *PROVENANCE)} | {
        "claim_method": name,
        "valuation_method": "_Z",
        "denominator": "_Z",
        "is_parts_test": False,
        "verdict": str(verdict),
        "reason_en": why.en,
        "reason_es": why.es,
        "reason_pt": why.pt,
    }
