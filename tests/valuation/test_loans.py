import math
from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sscmon.valuation.errors import InvalidLoanTerms
from sscmon.valuation.loans import (
    LoanTerms,
    Payment,
    Repayment,
    Schedule,
    grant_element_closed_form_pct,
    grant_element_pct,
    grant_element_range,
    grant_equivalent,
    plausible_terms,
    present_value,
    schedule_principal,
    years_to_first_principal,
)
from sscmon.valuation.money import Money

PETROCARIBE = LoanTerms(interest_rate_pct=1, maturity_years=25, first_principal_years=3)
discounts = st.floats(0.5, 20)


@st.composite
def loan_terms(draw, repayments=tuple(Repayment)):
    per_year = draw(st.sampled_from([1, 2, 4, 12]))
    first, extra = draw(st.integers(1, 10 * per_year)), draw(st.integers(0, 40 * per_year))
    repayment = draw(st.sampled_from(repayments))
    last = first if repayment is Repayment.BULLET else first + extra
    return LoanTerms(draw(st.floats(0, 30)), last / per_year, first / per_year, per_year, repayment)


def terms_of(case):
    return LoanTerms(100 * case["rate"], case["maturity"], case["first"], case["per_year"], Repayment(case["type"]))


@pytest.mark.parametrize("case_id", ["G1", "G3"])
def test_oracle_regular_terms(case_id, oracles, printed):
    case = oracles[case_id]
    element = grant_element_pct(terms_of(case), 100 * case["discount"])
    assert printed(element, case["expect"]) == case["expect"]


def test_oracle_g1_by_the_closed_form(oracles, printed):
    case = oracles["G1"]
    element = grant_element_closed_form_pct(terms_of(case), 100 * case["discount"])
    assert printed(element, case["expect"]) == case["expect"]


def test_oracle_g2_stepped_schedule(oracles, printed):
    case = oracles["G2"]
    amounts = [amount for count, amount in case["instalments"] for _ in range(count)]
    principal = [(case["first"] + k / case["per_year"], amount) for k, amount in enumerate(amounts)]
    schedule = schedule_principal(case["face"], principal, 100 * case["rate"], case["per_year"])
    assert printed(grant_element_pct(schedule, 100 * case["discount"]), case["expect"]) == case["expect"]


@pytest.mark.parametrize("case_id", ["G4", "G5", "G6", "G7"])
def test_oracle_ida_schedules(case_id, oracles, printed):
    case = oracles[case_id]
    per_year = case["per_year"]
    principal = [
        (year - 1 + k / per_year, share / per_year)
        for first, last, share in case["bands"]
        for year in range(first, last + 1)
        for k in range(1, per_year + 1)
    ]
    element = grant_element_pct(schedule_principal(1, principal, 100 * case["rate"], per_year), 100 * case["discount"])
    assert printed(element, case["expect"]) == case["expect"]
    assert round(element) == case["published"]


@pytest.mark.parametrize("case_id", ["G8", "G9"])
def test_oracle_petrocaribe(case_id, oracles, printed):
    case = oracles[case_id]
    for discount, expected in case["expect"].items():
        assert printed(grant_element_pct(terms_of(case), 100 * discount), expected) == expected
        assert printed(grant_element_closed_form_pct(terms_of(case), 100 * discount), expected) == expected


def test_oracle_g11_one_loan_many_conventions(oracles, printed):
    case = oracles["G11"]
    discount = 100 * case["discount"]
    loans = [terms_of({**case, **convention}) for convention in case["cases"]]
    for loan, convention in zip(loans, case["cases"], strict=True):
        assert printed(grant_element_pct(loan, discount), convention["expect"]) == convention["expect"]
    found = grant_element_range(loans[0], loans, discount)
    assert [printed(x, "0.00") for x in (found.percent.low, found.percent.central, found.percent.high)] == [
        "36.81",
        "37.45",
        "38.33",
    ]
    assert (found.low_terms, found.central_terms, found.high_terms) == (loans[1], loans[0], loans[2])


@given(loan_terms(repayments=(Repayment.EPP,)), discounts)
def test_g10_closed_form_equals_schedule(terms, discount):
    closed = grant_element_closed_form_pct(terms, discount)
    assert closed == pytest.approx(grant_element_pct(terms, discount), rel=0, abs=1e-9)


@given(loan_terms(), discounts)
def test_g10_no_gift_at_the_discount_rate(terms, discount):
    a = terms.payments_per_year
    at_par = 100 * a * ((1 + discount / 100) ** (1 / a) - 1)
    same = LoanTerms(at_par, terms.maturity_years, terms.first_principal_years, a, terms.repayment)
    assert grant_element_pct(same, discount) == pytest.approx(0, abs=1e-9)


@given(st.floats(1e-3, 1e12), st.floats(0, 50))
def test_g10_a_grant_is_all_gift(face, discount):
    assert grant_element_pct(Schedule(face), discount) == 100


@given(loan_terms(), discounts, st.floats(0.01, 10))
def test_g10_dearer_loans_give_less(terms, discount, more):
    dearer = LoanTerms(
        terms.interest_rate_pct + more,
        terms.maturity_years,
        terms.first_principal_years,
        terms.payments_per_year,
        terms.repayment,
    )
    assert grant_element_pct(dearer, discount) < grant_element_pct(terms, discount)


@given(loan_terms(), discounts, st.floats(0.01, 10))
def test_g10_higher_discount_rates_show_more_gift(terms, discount, more):
    assert grant_element_pct(terms, discount + more) > grant_element_pct(terms, discount)


@given(loan_terms(), discounts, st.floats(1e-3, 1e9))
def test_face_value_does_not_matter(terms, discount, face):
    assert grant_element_pct(terms.schedule(face), discount) == pytest.approx(
        grant_element_pct(terms, discount), rel=1e-9, abs=1e-9
    )


@given(loan_terms(), st.floats(1e-3, 1e9))
def test_schedules_repay_the_face_and_end_at_maturity(terms, face):
    payments = terms.schedule(face).payments
    assert math.fsum(p.principal for p in payments) == pytest.approx(face)
    assert payments[-1].years == terms.maturity_years
    assert [p.years for p in payments if p.principal][0] == pytest.approx(terms.first_principal_years)
    assert all(p.years > 0 for p in payments)


@given(loan_terms(repayments=(Repayment.ANNUITY,)))
def test_annuities_pay_the_same_each_time(terms):
    services = [p.service for p in terms.schedule().payments if p.principal]
    assert services == pytest.approx([services[0]] * len(services), rel=1e-6)


@given(loan_terms(repayments=(Repayment.EPP,)), discounts)
def test_regular_and_free_schedules_agree(terms, discount):
    principal = [(p.years, p.principal) for p in terms.schedule().payments if p.principal]
    free = schedule_principal(1, principal, terms.interest_rate_pct, terms.payments_per_year)
    assert grant_element_pct(free, discount) == pytest.approx(grant_element_pct(terms, discount), abs=1e-9)


def test_dac_annuity_formula():
    """The general annuity formula of the DAC annex, in its own symbols, on the inputs of its example."""
    m, g, a, i, r = 10, 2.5, 2, 0.10, 0.025
    interval = g - 1 / a
    duration = m - interval
    n = a * duration
    d = (1 + i) ** (1 / a) - 1
    c1, c2 = (1 + i) ** interval, (1 + i) ** duration
    zg = r * (1 - 1 / c1) / (a * d)
    zx = (r / a) * (1 / ((1 + r / a) ** n - 1) + 1) * (1 / c1) * ((1 - 1 / c2) / d)
    loan = LoanTerms(100 * r, m, g, a, Repayment.ANNUITY)
    assert grant_element_pct(loan, 100 * i) == pytest.approx(100 * (1 - zg - zx), abs=1e-9)


def test_dac_lump_sum_formula():
    """Principal and simple interest together at maturity: 100 (1 - (1 + R G) / (1 + I)^M)."""
    loan = Schedule(1000, (Payment(10, principal=1000, interest=1000 * 0.025 * 10),))
    assert grant_element_pct(loan, 10) == pytest.approx(100 * (1 - 1.25 / 1.1**10))


def test_fees_reduce_the_gift():
    upfront = LoanTerms(1, 25, 3, upfront_fee_pct=2)
    assert grant_element_pct(upfront, 5) == pytest.approx(grant_element_pct(PETROCARIBE, 5) - 2)
    as_interest, as_fee = LoanTerms(1.5, 25, 3), LoanTerms(1, 25, 3, annual_fee_pct=0.5)
    assert grant_element_pct(as_fee, 5) == pytest.approx(grant_element_pct(as_interest, 5))


def test_bullet_present_value():
    bullet = LoanTerms(3, 5, 5, repayment=Repayment.BULLET).schedule(200)
    expected = sum(6 / 1.05**t for t in range(1, 6)) + 200 / 1.05**5
    assert present_value(bullet, 5) == pytest.approx(expected)


def test_principal_forgiven_is_gift():
    loan = LoanTerms(0, 2, 1).schedule(100)
    half_forgiven = Schedule(100, loan.payments[:1])
    assert grant_element_pct(half_forgiven, 0) == pytest.approx(50)


def test_first_period_may_be_short():
    loan = LoanTerms(4, maturity_years=2.25, first_principal_years=1.25)
    assert [(p.years, round(p.interest, 4)) for p in loan.schedule(100).payments] == [
        (0.25, 1.0),
        (1.25, 4.0),
        (2.25, 2.0),
    ]
    with pytest.raises(InvalidLoanTerms):
        grant_element_closed_form_pct(loan, 5)


@pytest.mark.parametrize(
    "commitment, first, years",
    [
        (date(2001, 1, 1), date(2003, 7, 1), 2.5),
        (date(2005, 6, 29), date(2008, 6, 29), 3.0),
        (date(2010, 8, 31), date(2011, 2, 28), 178 / 360),
        (date(2012, 1, 31), date(2012, 7, 31), 0.5),
    ],
)
def test_years_to_first_principal(commitment, first, years):
    assert years_to_first_principal(commitment, first) == years


def test_first_principal_must_follow_the_commitment():
    with pytest.raises(InvalidLoanTerms):
        years_to_first_principal(date(2005, 1, 1), date(2005, 1, 1))


def test_plausible_terms_of_two_years_of_grace():
    loans = plausible_terms([1], [25], [2])
    assert PETROCARIBE in loans
    assert {loan.first_principal_years for loan in loans} == {2.0, 2.5, 3.0}
    found = grant_element_range(PETROCARIBE, loans, 5)
    assert found.percent.low <= 36.81 and found.percent.high >= 38.33
    assert found.central_terms is PETROCARIBE
    assert found.low_terms in loans and found.high_terms in loans


@given(st.lists(loan_terms(), max_size=6), loan_terms(), discounts)
def test_range_holds_every_candidate(alternatives, central, discount):
    found = grant_element_range(central, alternatives, discount)
    for terms in (central, *alternatives):
        assert found.percent.low <= grant_element_pct(terms, discount) <= found.percent.high
    assert grant_element_pct(found.high_terms, discount) == found.percent.high


def test_missing_rate_is_a_range_over_candidates():
    found = grant_element_range(LoanTerms(1.5, 20, 5), plausible_terms([1, 2], [15, 20], [5]), 5)
    assert found.low_terms.interest_rate_pct == 2
    assert found.high_terms.interest_rate_pct == 1
    assert "2% a year, 15 years" in found.low_terms.describe()


def test_grant_equivalent_keeps_currency_and_basis():
    assert grant_equivalent(Money(200, "EUR", "constant_2022"), 25) == Money(50, "EUR", "constant_2022")


@pytest.mark.parametrize(
    "make",
    [
        lambda: LoanTerms(-1, 10, 1),
        lambda: LoanTerms(math.nan, 10, 1),
        lambda: LoanTerms(1, 10, 0),
        lambda: LoanTerms(1, 10, 11),
        lambda: LoanTerms(1, math.inf, 1),
        lambda: LoanTerms(1, 10, 2.5),
        lambda: LoanTerms(1, 10, 1, 0),
        lambda: LoanTerms(1, 10, 1, 1.5),
        lambda: LoanTerms(1, 10, 1, repayment="SCHEDULE"),
        lambda: LoanTerms(1, 10, 1, repayment=Repayment.BULLET),
        lambda: LoanTerms(1, 10, 1, upfront_fee_pct=-1),
        lambda: Schedule(0),
        lambda: Schedule(100, (Payment(1, principal=101),)),
        lambda: Schedule(100, (Payment(-1, principal=100),)),
        lambda: Schedule(100, (Payment(1, interest=math.nan),)),
        lambda: schedule_principal(100, [(1, 60), (2, 30)], 1),
        lambda: schedule_principal(100, [], 1),
        lambda: present_value(Schedule(100), -100),
        lambda: plausible_terms([1], [2], [5]),
        lambda: grant_element_closed_form_pct(LoanTerms(1, 10, 1, repayment=Repayment.ANNUITY), 5),
        lambda: grant_element_closed_form_pct(LoanTerms(1, 10, 1, upfront_fee_pct=1), 5),
        lambda: grant_element_closed_form_pct(LoanTerms(1, 10, 1), 0),
    ],
)
def test_impossible_loans_are_refused(make):
    with pytest.raises(InvalidLoanTerms):
        make()


@given(loan_terms())
def test_undiscounted_grant_element_is_minus_the_interest(terms):
    assume(terms.interest_rate_pct > 0)
    interest = math.fsum(p.interest for p in terms.schedule().payments)
    assert grant_element_pct(terms, 0) == pytest.approx(-100 * interest, rel=1e-9, abs=1e-9)
