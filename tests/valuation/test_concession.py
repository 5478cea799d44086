import pytest

from sscmon.valuation.concession import (
    Borrower,
    Tier,
    concessionality_tests,
    dac_test,
    deferred_payment_concession,
    imf_test,
    is_concessional,
    select_tier,
)
from sscmon.valuation.errors import NoRule, UnitMismatch
from sscmon.valuation.loans import LoanTerms, Schedule, grant_element_pct
from sscmon.valuation.money import Money, Rate

ABOVE_40 = LoanTerms(interest_rate_pct=1, maturity_years=25, first_principal_years=3)
UP_TO_40 = LoanTerms(interest_rate_pct=2, maturity_years=17, first_principal_years=3)


def rule_named(name):
    return concessionality_tests().get(name) or dac_test(Borrower(name), 2018)


def dollars(value):
    return Rate(value, "USD", per="bbl")


def test_oracle_a6_table_of_tests(oracles):
    for name, expected in oracles["A6"]["tests"].items():
        found = rule_named(name)
        assert [found.discount_rate_pct, found.threshold_pct] == expected
    assert all(dac_test(borrower, 2017).name == "DAC_BEFORE_2018" for borrower in Borrower)


@pytest.mark.parametrize("loan, key", [(ABOVE_40, "petrocaribe_above_40"), (UP_TO_40, "petrocaribe_up_to_40")])
def test_oracle_a6_sides_of_the_thresholds(loan, key, oracles):
    for name, expected in oracles["A6"][key].items():
        assert is_concessional(loan, rule_named(name)) is expected, name


def test_threshold_itself_passes():
    exactly_35 = Schedule(100, LoanTerms(0, 1, 1).schedule(65 * 1.05).payments)
    assert grant_element_pct(exactly_35, 5) == pytest.approx(35)
    assert is_concessional(exactly_35, imf_test())
    assert is_concessional(Schedule(1), imf_test())


def test_oracle_a7_gift_in_the_oil_bill(oracles, printed):
    case = oracles["A7"]
    for discount, expected in case["expect"].items():
        element = grant_element_pct(ABOVE_40, 100 * discount)
        gift = deferred_payment_concession(Money(case["bill"], "USD"), case["financed_share"], element)
        assert printed(gift.amount, expected) == expected
        assert gift.measure == "USD nominal"


@pytest.mark.parametrize("factors", [(None, 0.5, 20), (Money(1, "USD"), None, 20), (Money(1, "USD"), 0.5, None)])
def test_unknown_factors_leave_the_gift_unknown(factors):
    assert deferred_payment_concession(*factors) is None


@pytest.mark.parametrize("share", [-0.1, 1.1, 50])
def test_share_must_be_a_share(share):
    with pytest.raises(NoRule):
        deferred_payment_concession(Money(100, "USD"), share, 20)


def test_price_tiers_are_data():
    terms = [Tier(dollars(0), UP_TO_40), Tier(dollars(40), ABOVE_40, above=True)]
    assert select_tier(dollars(40), terms) is UP_TO_40
    assert select_tier(dollars(40.01), terms) is ABOVE_40
    assert select_tier(dollars(40.01), reversed(terms)) is ABOVE_40


def test_contradicting_sources_are_two_lists():
    base = [Tier(dollars(0), 0.3), Tier(dollars(100), 0.5)]
    one, other = [*base, Tier(dollars(150), 0.7, above=True)], [*base, Tier(dollars(200), 0.7, above=True)]
    assert [select_tier(dollars(p), one) for p in (99, 100, 150, 151, 201)] == [0.3, 0.5, 0.5, 0.7, 0.7]
    assert [select_tier(dollars(p), other) for p in (99, 100, 150, 151, 201)] == [0.3, 0.5, 0.5, 0.5, 0.7]


def test_price_below_every_tier_has_no_rule():
    with pytest.raises(NoRule):
        select_tier(dollars(10), [Tier(dollars(15), 0.05)])


def test_price_in_another_unit_is_refused():
    with pytest.raises(UnitMismatch):
        select_tier(Rate(300, "USD", per="tonne"), [Tier(dollars(15), 0.05)])
