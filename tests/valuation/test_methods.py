import pytest
from hypothesis import given
from hypothesis import strategies as st

from sscmon.valuation.errors import InvalidRange, UnitMismatch
from sscmon.valuation.methods import (
    Method,
    value_cash,
    value_cost_mer,
    value_cost_ppp,
    value_declared,
    value_export_concession,
    value_grant_equivalent,
    value_international_replacement,
    value_none,
    value_range,
    value_recipient_replacement,
    value_un_rate,
)
from sscmon.valuation.money import INTL, Money, Quantity, Rate
from sscmon.valuation.ranges import Range

MONTHS = Quantity(10, "person_month")
MARKET, PPP = Rate(15, "BRL", "USD"), Rate(9, "BRL", INTL)


def prices(*values, currency="USD", per="person_month"):
    return Range(*(Rate(value, currency, per) for value in values))


def usd(*values):
    return Range(*(Money(value, "USD") for value in values))


def test_oracle_a3_market_rate_and_ppp(oracles, printed):
    case = oracles["A3"]
    unit_cost = Range.exact(Rate(case["cost_lcu"] / MONTHS.amount, "BRL", "person_month"))
    mer = value_cost_mer(MONTHS, unit_cost, Rate(case["xr"], "BRL", "USD")).central
    ppp = value_cost_ppp(MONTHS, unit_cost, Rate(case["ppp"], "BRL", INTL)).central
    assert (mer.unit, printed(mer.amount, case["mer"])) == ("USD", case["mer"])
    assert (ppp.unit, printed(ppp.amount, case["intl"])) == (INTL, case["intl"])
    assert printed(ppp.amount / mer.amount, case["xr_over_ppp"]) == case["xr_over_ppp"]
    with pytest.raises(UnitMismatch):
        mer + ppp


def test_each_method_multiplies_low_central_and_high():
    assert value_cost_mer(MONTHS, prices(15, 30, 45, currency="BRL"), MARKET) == usd(10, 20, 30)
    assert value_cost_ppp(MONTHS, prices(9, 18, 27, currency="BRL"), PPP).high == Money(30, INTL)
    assert value_un_rate(Quantity(3, "person_day"), prices(1, 2, 3, per="person_day")) == usd(3, 6, 9)
    assert value_recipient_replacement(MONTHS, prices(15, 15, 30, currency="BRL"), MARKET) == usd(10, 10, 20)
    assert value_recipient_replacement(MONTHS, prices(1, 2, 3)) == usd(10, 20, 30)
    assert value_international_replacement(Quantity(2, "operation"), prices(1, 2, 3, per="operation")) == usd(2, 4, 6)
    assert value_grant_equivalent(Money(200, "USD"), Range(10.0, 25.0, 50.0)) == usd(20, 50, 100)
    assert value_grant_equivalent(Money(-200, "USD"), Range(10.0, 25.0, 50.0)) == usd(-100, -50, -20)
    assert value_declared(Money(100, "USD"), 0.5, 1.5) == usd(50, 100, 150)
    assert value_declared(Money(-100, "USD"), 0.5, 1.5) == usd(-150, -100, -50)
    assert value_cash(Money(7, "USD")) == usd(7, 7, 7)
    assert value_none(MONTHS) is None


def test_export_counts_only_what_is_below_the_international_price():
    assert value_export_concession(Money(30, "USD"), usd(20, 40, 60)) == usd(-10, 10, 30)


def test_quantities_meet_only_prices_of_their_unit():
    with pytest.raises(UnitMismatch):
        value_un_rate(MONTHS, prices(1, 2, 3, per="person_day"))
    with pytest.raises(UnitMismatch):
        value_cost_mer(MONTHS, prices(1, 2, 3, currency="ARS"), MARKET)
    with pytest.raises(UnitMismatch):
        value_cost_mer(MONTHS, prices(1, 2, 3, currency="BRL"), PPP)
    with pytest.raises(UnitMismatch):
        value_cost_ppp(MONTHS, prices(1, 2, 3, currency="BRL"), MARKET)


@pytest.mark.parametrize("factors", [(1.1, 2), (0.5, 0.9), (-1, 2)])
def test_declared_values_need_widening_factors(factors):
    with pytest.raises(InvalidRange):
        value_declared(Money(1, "USD"), *factors)


def test_value_range_names_the_methods_of_its_bounds():
    found = value_range(
        {
            Method.INTL: usd(60, 80, 100),
            Method.COST_MER: usd(10, 20, 30),
            Method.UNRATE: usd(40, 50, 60),
            Method.NONE: value_none(MONTHS),
        }
    )
    assert found.value == usd(10, 20, 100)
    assert (found.low_method, found.central_method, found.high_method) == (
        Method.COST_MER,
        Method.COST_MER,
        Method.INTL,
    )


def test_nothing_admissible_is_group_c():
    assert value_range({Method.NONE: None}) is None
    assert value_range({}) is None


def test_central_method_must_have_given_a_value():
    with pytest.raises(InvalidRange, match="VM_INTL"):
        value_range({Method.INTL: usd(1, 2, 3)})
    assert value_range({Method.INTL: usd(1, 2, 3)}, central=Method.INTL).value == usd(1, 2, 3)


def test_value_range_refuses_ppp_beside_market_dollars():
    in_ppp = Range.exact(Money(3333, INTL))
    with pytest.raises(UnitMismatch):
        value_range({Method.COST_MER: usd(1, 2, 3), Method.COST_PPP: in_ppp})


def test_unknown_method_code_is_refused():
    with pytest.raises(ValueError, match="VM_MER"):
        value_range({"VM_MER": usd(1, 2, 3)})


def test_codes_are_those_of_the_code_list():
    assert {str(method) for method in Method} == {
        f"VM_{code}" for code in "CASH COST_MER COST_PPP UNRATE RECIP INTL EXPORT GE DECL NONE".split()
    }
    assert {m for m in Method if m.is_effort} == {Method.CASH, Method.COST_MER, Method.COST_PPP, Method.GE}


bounds = st.lists(st.floats(0, 1e9), min_size=3, max_size=3).map(sorted).map(lambda b: usd(*b))


@given(st.dictionaries(st.sampled_from([m for m in Method if m is not Method.NONE]), bounds, min_size=1))
def test_value_range_contains_every_valuation(valuations):
    central = next(iter(valuations))
    found = value_range(valuations, central=central)
    assert all(found.value.low <= v.low and v.high <= found.value.high for v in valuations.values())
    assert valuations[found.low_method].low == found.value.low
    assert valuations[found.high_method].high == found.value.high
    assert found.value.central == valuations[central].central


@given(st.floats(0, 1e6), st.floats(0, 1e6), st.lists(st.floats(0, 1e4), min_size=3, max_size=3).map(sorted))
def test_values_of_parts_add_to_the_value_of_the_whole(a, b, unit_prices):
    price = prices(*unit_prices)
    parts = [value_un_rate(Quantity(x, "person_month"), price) for x in (a, b)]
    whole, joined = value_un_rate(Quantity(a + b, "person_month"), price), parts[0] + parts[1]
    for side in ("low", "central", "high"):
        assert getattr(joined, side).amount == pytest.approx(getattr(whole, side).amount)
