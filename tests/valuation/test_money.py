import math
from itertools import permutations, product

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sscmon.valuation.errors import IllegalPair, InvalidQuantity, UndefinedRatio, UnitMismatch
from sscmon.valuation.money import (
    INTL,
    NOMINAL,
    Money,
    Quantity,
    Rate,
    at_market_rate,
    at_ppp,
    constant,
    effort_pct,
    total,
)

amounts = st.floats(-1e12, 1e12)
positive = st.floats(1e-3, 1e9)
money_measures = st.tuples(st.sampled_from(["USD", "CUP", "XSU", INTL]), st.sampled_from([NOMINAL, constant(2022)]))
physical_units = st.sampled_from(["bbl", "bbl/day", "person_month", "m3"])
values = st.one_of(
    st.builds(lambda amount, measure: Money(amount, *measure), amounts, money_measures),
    st.builds(Quantity, amounts, physical_units),
)


@given(values, values)
def test_only_equal_measures_combine(a, b):
    operations = (lambda: a + b, lambda: a - b, lambda: a < b, lambda: a >= b, lambda: a / b)
    if a.measure != b.measure:
        for operation in operations:
            with pytest.raises(UnitMismatch):
                operation()
    else:
        assert (a + b).measure == (a - b).measure == a.measure
        assert a + b == b + a
        assert a - b == -(b - a)


@given(values, st.floats(-1e6, 1e6))
def test_a_number_scales_and_keeps_the_measure(a, factor):
    assert a * factor == factor * a
    assert (a * factor).measure == a.measure
    assert type(a * factor) is type(a)


@given(amounts, positive, physical_units)
def test_price_and_quantity_give_back_the_money(amount, quantity, unit):
    price = Money(abs(amount), "USD").per(Quantity(quantity, unit))
    assert price.price(Quantity(quantity, unit)).amount == pytest.approx(abs(amount))


@given(amounts, positive, st.sampled_from([NOMINAL, constant(2015)]))
def test_conversion_there_and_back(amount, value, basis):
    lcu = Money(amount, "BRL", basis)
    market, ppp = Rate(value, "BRL", "USD", basis), Rate(value, "BRL", INTL, basis)
    assert at_market_rate(lcu, market).measure == f"USD {basis}"
    assert at_ppp(lcu, ppp).measure == f"{INTL} {basis}"
    assert at_market_rate(at_market_rate(lcu, market), market).amount == pytest.approx(amount)
    assert at_ppp(at_ppp(lcu, ppp), ppp).amount == pytest.approx(amount)


def test_conversions_take_only_their_own_kind_of_rate():
    market, ppp, price = Rate(15, "BRL", "USD"), Rate(9, "BRL", INTL), Rate(65, "USD", "bbl")
    for convert, rate in [(at_market_rate, ppp), (at_market_rate, price), (at_ppp, market), (at_ppp, price)]:
        with pytest.raises(UnitMismatch):
            convert(Money(1, rate.unit), rate)
    with pytest.raises(UnitMismatch):
        at_market_rate(Money(1, "ARS"), market)
    with pytest.raises(UnitMismatch):
        at_market_rate(Money(1, "BRL", constant(2022)), market)
    with pytest.raises(UnitMismatch):
        price.price(Quantity(1, "m3"))
    with pytest.raises(UnitMismatch):
        price.price(Quantity(1, "bbl")) + Quantity(1, "bbl")
    assert price.convert(Money(130, "USD")) == Quantity(2, "bbl")


def test_implied_exchange_rate():
    assert Money(30, "BRL").per(Money(2, "USD")) == Rate(15, "BRL", "USD")
    with pytest.raises(UnitMismatch):
        Money(30, "BRL").per(Money(2, "USD", constant(2022)))


@pytest.mark.parametrize(
    "make",
    [
        lambda: Money(math.nan, "USD"),
        lambda: Money(math.inf, "USD"),
        lambda: Money(1, "usd"),
        lambda: Money(1, "bbl"),
        lambda: Money(1, "USD", "2022"),
        lambda: Quantity(1, "USD"),
        lambda: Quantity(1, ""),
        lambda: Rate(1, "bbl", "USD"),
        lambda: Rate(1, "USD", "USD"),
        lambda: Rate(1, "USD", "Barrel"),
        lambda: Rate(-1, "USD", "bbl"),
        lambda: Rate(0, "BRL", "USD"),
        lambda: Rate(math.nan, "USD", "bbl"),
        lambda: total([]),
    ],
)
def test_malformed_values_are_refused(make):
    with pytest.raises(InvalidQuantity):
        make()


@pytest.mark.parametrize(
    "divide",
    [
        lambda: Money(1, "USD") / Money(0, "USD"),
        lambda: Money(1, "USD") / 0,
        lambda: Money(1, "USD").per(Quantity(0, "bbl")),
        lambda: Rate(0, "USD", "bbl").convert(Money(1, "USD")),
        lambda: effort_pct(Money(1, "USD"), Money(0, "USD")),
        lambda: effort_pct(Money(1, "USD"), Money(-5, "USD")),
    ],
)
def test_undefined_ratios_are_refused(divide):
    with pytest.raises(UndefinedRatio):
        divide()


@pytest.mark.parametrize(
    "operation",
    [
        lambda: Money(1, "USD") + 1,
        lambda: 1 - Money(1, "USD"),
        lambda: Money(1, "USD") - 1,
        lambda: sum([Money(1, "USD")]),
        lambda: Money(1, "USD") * Money(1, "USD"),
        lambda: Money(1, "USD") / "2",
        lambda: Money(1, "USD") < 1,
        lambda: Money(1, "USD") <= 1,
        lambda: Rate(1, "USD", "bbl") < 1,
        lambda: Rate(1, "USD", "bbl") <= 1,
    ],
)
def test_bare_numbers_do_not_mix_with_amounts(operation):
    with pytest.raises(TypeError):
        operation()


def test_oracle_e1_effort(oracles, printed):
    case = oracles["E1"]
    cost, income = Money(case["cost_lcu"], "BRL"), Money(case["gni_lcu"], "BRL")
    market, ppp = Rate(case["xr"], "BRL", "USD"), Rate(case["ppp"], "BRL", INTL)
    assert printed(effort_pct(cost, income), case["lcu"]) == case["lcu"]
    mer = effort_pct(at_market_rate(cost, market), at_market_rate(income, market))
    assert printed(mer, case["mer"]) == case["mer"]
    assert printed(effort_pct(at_ppp(cost, ppp), at_ppp(income, ppp)), case["ppp_ppp"]) == case["ppp_ppp"]

    mixed = at_ppp(cost, ppp), at_market_rate(income, market)
    assert printed(100 * mixed[0].amount / mixed[1].amount, case["illegal_ppp_mer"]) == case["illegal_ppp_mer"]
    with pytest.raises(IllegalPair):
        effort_pct(*mixed)


def test_every_mixed_pair_is_illegal():
    measures = [Money(1, *m) for m in product(["USD", "CUP", "BRL", INTL], [NOMINAL, constant(2015), constant(2022)])]
    for contribution, income in permutations([*measures, Quantity(1, "person_month")], 2):
        with pytest.raises(IllegalPair):
            effort_pct(contribution, income)
    for money in measures:
        assert effort_pct(money, money) == 100


@given(st.floats(0, 1e12), st.floats(1, 1e15), positive, positive)
def test_effort_at_own_cost_does_not_depend_on_the_rate(cost, income, xr, ppp):
    cost, income = Money(cost, "CUP"), Money(income, "CUP")
    market_rate, parity = Rate(xr, "CUP", "USD"), Rate(ppp, "CUP", INTL)
    effort = effort_pct(cost, income)
    by_market = effort_pct(at_market_rate(cost, market_rate), at_market_rate(income, market_rate))
    by_ppp = effort_pct(at_ppp(cost, parity), at_ppp(income, parity))
    assert by_market == pytest.approx(effort, rel=1e-12)
    assert by_ppp == pytest.approx(effort, rel=1e-12)


@given(st.lists(st.tuples(st.floats(0, 1e6), st.floats(1, 1e9)), min_size=1, max_size=20))
def test_effort_of_totals_lies_between_the_yearly_efforts(years):
    assume(any(value for value, _ in years))
    pairs = [(Money(value, "USD"), Money(income, "USD")) for value, income in years]
    yearly = [effort_pct(*pair) for pair in pairs]
    overall = effort_pct(total(value for value, _ in pairs), total(income for _, income in pairs))
    assert min(yearly) * (1 - 1e-9) <= overall <= max(yearly) * (1 + 1e-9)


def test_oracle_b6_cuba(oracles, printed):
    case = oracles["B6"]
    gdp = Money(case["gdp_sum_1999_2015_bn"], "USD")
    for value, expected in zip(case["value_bn"], case["expect_pct"], strict=True):
        effort = effort_pct(Money(value, "USD"), gdp)
        assert printed(effort, expected) == expected
        assert round(effort, 1) != case["published_pct"]
    assert printed(effort_pct(Money(71, "USD"), gdp), case["full_digits"]) == case["full_digits"]
    for base, key in ((case["gdp_2012_bn"], "three_pct_2012_bn"), (gdp.amount, "three_pct_sum_bn")):
        assert printed((Money(base, "USD") * 0.03).amount, case[key]) == case[key]
