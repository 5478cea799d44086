import pytest
from hypothesis import given
from hypothesis import strategies as st

from sscmon.valuation.errors import InvalidQuantity, UndefinedRatio, UnitMismatch
from sscmon.valuation.exchange import ExchangeBalance, is_balanced, mass_balance_gap, realisation_ratio
from sscmon.valuation.money import INTL, Money, Quantity
from sscmon.valuation.ranges import Range


def usd(*amounts):
    return [Money(amount, "USD") for amount in amounts]


def test_oracle_a8_sucre_ecuador(oracles, printed):
    case = oracles["A8"]
    received, paid = usd(case["received"], case["paid"])
    balance = ExchangeBalance(Range.exact(received), Range.exact(paid))
    assert printed(balance.turnover.central.amount, case["sum"]) == case["sum"]
    assert printed(balance.net.central.amount, case["net"]) == case["net"]
    published = Money(case["published"], "USD")
    assert is_balanced([received, paid], published, case["tolerance"])
    assert not is_balanced([received, paid], published, case["tolerance"] / 2)


def test_unvalued_leg_leaves_net_unknown_and_shows_the_other_gross():
    oil = Range(*usd(90, 100, 110))
    balance = ExchangeBalance(oil, None)
    assert balance.a_to_b is oil
    assert balance.net is None and balance.turnover is None
    assert ExchangeBalance(None, oil).net is None


def test_net_bounds_cross():
    balance = ExchangeBalance(Range(*usd(90, 100, 110)), Range(*usd(20, 60, 130)))
    assert balance.net == Range(*usd(-40, 40, 90))
    assert balance.turnover == Range(*usd(110, 160, 240))


def test_legs_in_different_units_do_not_net():
    balance = ExchangeBalance(Range.exact(Money(1, "USD")), Range.exact(Money(1, INTL)))
    with pytest.raises(UnitMismatch):
        _ = balance.net


def test_oracle_a9_bank_of_the_south(oracles, printed):
    case = oracles["A9"]
    authorised, subscribed, reserve, headline = usd(
        case["authorised"], case["subscribed"], case["reserve"], case["headline"]
    )
    for stage, promise, expected in (
        (subscribed, authorised, case["subscribed_share"]),
        (reserve, subscribed, case["reserve_share"]),
    ):
        assert printed(realisation_ratio(stage, promise), expected) == expected
    parts = usd(*case["reserve_parts"])
    assert is_balanced(parts, reserve, tolerance=0)
    assert not is_balanced(parts, headline, tolerance=0.1)
    assert mass_balance_gap(parts, headline).amount == pytest.approx(-40.5)


def test_missing_stage_leaves_realisation_unknown():
    paid, promised = usd(1, 2)
    assert realisation_ratio(None, promised) is None
    assert realisation_ratio(paid, None) is None


def test_realisation_needs_one_unit_and_a_promise():
    with pytest.raises(UnitMismatch):
        realisation_ratio(Money(1, "USD"), Money(2, "USD", "constant_2022"))
    with pytest.raises(UndefinedRatio):
        realisation_ratio(*usd(1, 0))


def test_oracle_d7_petrocaribe_quota(oracles):
    case = oracles["D7"]
    parts = [Quantity(part, case["unit"]) for part in case["parts"]]
    whole = Quantity(case["total"], case["unit"])
    assert mass_balance_gap(parts, whole) == Quantity(0, case["unit"])
    assert is_balanced(parts, whole, tolerance=0)


def test_unknown_part_leaves_the_balance_unknown():
    one = Quantity(1, "bbl")
    assert mass_balance_gap([one, None], one) is None
    assert is_balanced([one], None, 0) is None
    with pytest.raises(InvalidQuantity):
        mass_balance_gap([], one)
    with pytest.raises(UnitMismatch):
        mass_balance_gap([one, Quantity(1, "tonne")], one)


@given(st.lists(st.floats(-1e9, 1e9), min_size=1, max_size=30), st.randoms())
def test_parts_balance_in_any_order(amounts, random):
    parts = usd(*amounts)
    whole = Money(sum(amounts), "USD")
    random.shuffle(parts)
    assert is_balanced(parts, whole, tolerance=1e-4)
