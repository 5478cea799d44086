"""Effort is a ratio of one unit on one price basis: of the pairs of the code list effort_pair, and no other."""

from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from models import fixture
from models.fixture import ROOT, Case

from sscmon import codelists, engine, steps
from sscmon.paths import Paths
from sscmon.sqlfile import SqlFile
from sscmon.valuation.errors import IllegalPair, UndefinedRatio
from sscmon.valuation.money import INTL, Money, Quantity, constant, effort_pct

FILES = {path.stem: SqlFile(path) for path in (ROOT / "sql" / "indicator").glob("*.sql")}
NUMERATOR = {
    "cooperation_to_gni": "USD",
    "cooperation_to_gni_lcu": "LCU",
    "distance_to_target": "USD",
    "effort_rank": "USD",
    "in_kind_effort": "as given",
    "oda_to_gni": "USD",
}
IN_KIND = {"usd_official": (10, "USD"), "lcu_nominal": (20, "LCU"), "usd_nominal": (30, "USD at a stated rate")}
LEGAL = {(row["valuation_method"], row["numerator_unit"], row["denominator"]) for row in codelists.rows("effort_pair")}
SERIES = sorted(codelists.codes("macro_series"))
METHODS = sorted(codelists.codes("valuation_method") - {"_Z", "_T"})
CURRENCY = {"USD": "USD", "LCU": "BRL", "INTL": INTL}

UNITS = ("USD", "BRL", "EUR", "XSU", INTL)
BASES = ("nominal", constant(2022), constant(2015))
MEASURES = tuple(product(UNITS, BASES))


# ------------------------------------------------------------------------------------------ the ratio in Python


@pytest.mark.parametrize(("top", "bottom"), [(a, b) for a in MEASURES for b in MEASURES if a != b])
def test_another_currency_or_price_basis_is_illegal(top, bottom):
    with pytest.raises(IllegalPair):
        effort_pct(Money(1, *top), Money(100, *bottom))


@pytest.mark.parametrize("measure", MEASURES)
def test_the_same_measure_is_legal(measure):
    assert effort_pct(Money(30_000, *measure), Money(6_000_000, *measure)) == 0.5
    assert effort_pct(Money(0, *measure), Money(6_000_000, *measure)) == 0


@pytest.mark.parametrize(
    ("top", "bottom"),
    [
        (Quantity(1, "person-month"), Money(100, "USD")),
        (Money(1, "USD"), Quantity(100, "person")),
        (Quantity(1, "person"), Quantity(100, "person")),
    ],
)
def test_a_quantity_is_no_effort(top, bottom):
    with pytest.raises(IllegalPair):
        effort_pct(top, bottom)


@pytest.mark.parametrize("income", [0, -1])
def test_an_income_that_is_not_positive_gives_no_ratio(income):
    with pytest.raises(UndefinedRatio):
        effort_pct(Money(1, "USD"), Money(income, "USD"))


@pytest.mark.parametrize(("numerator", "denominator"), list(product(CURRENCY, codelists.codes("denominator") - {"_Z"})))
def test_units_are_legal_where_the_code_list_allows_them(numerator, denominator):
    unit = next(row["unit"] for row in codelists.rows("denominator") if row["code"] == denominator)
    contribution, income = Money(1, CURRENCY[numerator]), Money(200, CURRENCY[unit])
    if any((top, bottom) == (numerator, denominator) for _, top, bottom in LEGAL):
        assert effort_pct(contribution, income) == 0.5
    else:
        with pytest.raises(IllegalPair):
            effort_pct(contribution, income)


@given(st.sampled_from(MEASURES), st.sampled_from(MEASURES), st.floats(0, 1e12), st.floats(1e-3, 1e15))
def test_a_ratio_or_an_error_never_a_mixture(top, bottom, amount, income):
    if top == bottom:
        assert effort_pct(Money(amount, *top), Money(income, *bottom)) == pytest.approx(100 * amount / income)
    else:
        with pytest.raises(IllegalPair):
            effort_pct(Money(amount, *top), Money(income, *bottom))


# ------------------------------------------------------------------------------------------ the pairs in SQL


@pytest.mark.parametrize("name", sorted(FILES))
def test_every_indicator_with_a_denominator_says_its_unit(name):
    with engine.connect(Paths(ROOT)) as connection:
        fixture.give(connection, Case("", {}, [], [], ""), set(FILES[name].tables))
        gives_denominator = "denominator" in fixture.described(connection, FILES[name].query)
    assert gives_denominator == (name in NUMERATOR)


def observations(given_rows: dict[str, list[dict]]) -> set[tuple]:
    """(indicator, method, unit of the numerator, denominator) of every value that the indicators' SQL makes.

    The unit of a value in kind is known by its amount: each measure is given another one, over an income of 1000.
    """
    made = {"indicator.cooperation_to_gni"}
    in_kind = {100 * amount / 1000: unit for amount, unit in IN_KIND.values()}
    found = set()
    with engine.connect(Paths(ROOT)) as connection:
        tables = {table for name in NUMERATOR for table in FILES[name].tables} - made
        case = Case("", {table: rows for table, rows in given_rows.items() if table in tables}, [], [], "")
        fixture.give(connection, case, tables)
        for name in sorted(NUMERATOR):
            query = engine.shaped(fixture.contract_of(f"indicator.{name}"), steps._filled(connection, FILES[name]))
            connection.execute(f"create or replace table indicator.{name} as {query}")
            pairs = connection.execute(
                f"select distinct valuation_method, denominator, value from indicator.{name} where value is not null"
            ).fetchall()
            for method, denominator, value in pairs:
                unit = in_kind[round(value, 9)] if name == "in_kind_effort" else NUMERATOR[name]
                found.add((name, method, unit, denominator))
    return found


def rows(methods, series, has_amount=True) -> dict[str, list[dict]]:
    """Given tables: a flow by every method, an amount in every measure, every series, and ODA over GNI."""
    usual = {"provider_id": "BRA", "inclusion_set": "STRICT_SSC", "year": "2010", "n_obs": "1", "obs_status": "A"}
    amount = "10" if has_amount else "null"
    dimensions = {"partner_id": "_T", "modality": "_T", "kind": "_T"}
    values = dict.fromkeys(("value", "value_low", "value_high"), amount)
    cell = {"cell_partner_id": "_T", "cell_modality": "_T", "cell_kind": "_T", "amount": amount, "amount_low": amount}
    in_kind = {**usual, "cell_partner_id": "_T", "cell_kind": "HR_MED", "kind_detail": "_Z"}
    return {
        "indicator.gross_flow": [
            {**usual, **dimensions, **values, "valuation_method": method, "price_basis": basis}
            for method in methods
            for basis in ("nominal", "constant_2022")
        ],
        "core.flow_cell": [
            {**usual, **cell, "measure": measure} for measure in ("usd_nominal", "usd_constant_2022", "lcu_nominal")
        ],
        "core.in_kind_cell": [
            {**in_kind, "valuation_method": method, "value_measure": measure, "amount": str(given_amount)}
            for method in methods
            for measure, (given_amount, _) in IN_KIND.items()
            if has_amount
        ],
        "reference.macro": [{"iso3": "BRA", "year": "2010", "series": name, "series_value": "1000"} for name in series],
        "reference.country": [{"iso3": "BRA"}],
        "reference.oda": [
            {"provider_id": "NOR", "year": "2010", "measure_code": code, "measure_value": "7"}
            for code in sorted(codelists.codes("dac_measure"))
        ],
    }


def test_of_all_methods_and_series_only_legal_pairs_come_out():
    """Every legal pair over dollars that has a series comes out too, so that the test is not of nothing."""
    found = observations(rows(METHODS, SERIES))
    assert {pair[1:] for pair in found} <= LEGAL
    with_series = {row["code"] for row in codelists.rows("denominator") if row["macro_series"]}
    dollars = {(method, denominator) for method, unit, denominator in LEGAL if unit == "USD"}
    expected = {(method, denominator) for method, denominator in dollars if denominator in with_series}
    assert {(m, d) for name, m, _, d in found if name == "cooperation_to_gni"} == expected
    in_kind = {(m, d) for name, m, unit, d in found if name == "in_kind_effort" and unit == "USD"}
    assert in_kind == expected
    assert {(m, d) for name, m, _, d in found if name == "cooperation_to_gni_lcu"} == {("VM_CASH", "GNI_LCU")}
    assert {(m, d) for name, m, _, d in found if name == "oda_to_gni"} == {("VM_CASH", "GNI_USD"), ("VM_GE", "GNI_USD")}


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sets(st.sampled_from(METHODS), min_size=1), st.sets(st.sampled_from(SERIES)), st.booleans())
def test_of_any_methods_and_series_only_legal_pairs_come_out(methods, series, has_amount):
    found = observations(rows(sorted(methods), sorted(series), has_amount))
    assert {pair[1:] for pair in found} <= LEGAL
