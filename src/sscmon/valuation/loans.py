"""Grant element of loans: repayment schedules, closed form, and the range over plausible terms.

Rates are percent a year, times are years from the commitment, and payments are in the unit of the face value.
Discounting follows the DAC: d = (1 + D)^(1/a) - 1 a period, which is (1 + D)^-t at t years.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import product

from sscmon.valuation.errors import InvalidLoanTerms
from sscmon.valuation.money import Money
from sscmon.valuation.ranges import Range

_TOLERANCE = 1e-9


class Repayment(StrEnum):
    """How principal is repaid; any other profile is a schedule of its own (`schedule_principal`)."""

    EPP = "EPP"
    """Equal principal payments."""
    ANNUITY = "ANNUITY"
    """Equal payments of principal and interest together."""
    BULLET = "BULLET"
    """All principal at maturity, interest on the way."""


@dataclass(frozen=True, slots=True)
class Payment:
    """What the borrower pays `years` after the commitment, in the unit of the loan's face value."""

    years: float
    principal: float = 0.0
    interest: float = 0.0
    fee: float = 0.0

    @property
    def service(self) -> float:
        """Principal, interest and fee together."""
        return self.principal + self.interest + self.fee


@dataclass(frozen=True, slots=True)
class Schedule:
    """The service of a loan of `face`; without payments it is a grant.

    Principal may fall short of the face (the rest is forgiven) but not exceed it. Raises `InvalidLoanTerms`.
    """

    face: float
    payments: tuple[Payment, ...] = ()

    def __post_init__(self) -> None:
        figures = (self.face, *(x for p in self.payments for x in (p.years, p.service)))
        if not all(map(math.isfinite, figures)) or self.face <= 0:
            raise InvalidLoanTerms("face must be positive, and every time and payment a finite number")
        if any(p.years < 0 for p in self.payments):
            raise InvalidLoanTerms("a payment precedes the commitment")
        repaid = math.fsum(p.principal for p in self.payments)
        if repaid > self.face * (1 + _TOLERANCE):
            raise InvalidLoanTerms(f"principal of {repaid} exceeds the face value of {self.face}")


@dataclass(frozen=True, slots=True)
class LoanTerms:
    """The regular terms of a loan.

    `first_principal_years` is the time from commitment to the first repayment of principal: the DAC's grace
    period G. An everyday "two years of grace" can mean 2.0, 2.5 or 3.0 of it, so there is no field for grace.
    Interest falls due at every payment date from the start, counted back from maturity (a first period may be
    short). `upfront_fee_pct` of the face is paid at commitment, `annual_fee_pct` a year on the outstanding
    balance with the interest. Raises `InvalidLoanTerms` for impossible values, repayments that do not end at
    maturity, or a bullet loan whose first principal payment is not its last.
    """

    interest_rate_pct: float
    maturity_years: float
    first_principal_years: float
    payments_per_year: int = 1
    repayment: Repayment = Repayment.EPP
    upfront_fee_pct: float = 0.0
    annual_fee_pct: float = 0.0

    def __post_init__(self) -> None:
        if self.repayment not in tuple(Repayment):
            raise InvalidLoanTerms(f"repayment {self.repayment!r}: give a schedule if it is none of {[*Repayment]}")
        rates = (self.interest_rate_pct, self.upfront_fee_pct, self.annual_fee_pct)
        if not all(math.isfinite(rate) and rate >= 0 for rate in rates):
            raise InvalidLoanTerms(f"interest and fees must be numbers of at least 0: {rates}")
        if self.payments_per_year < 1 or self.payments_per_year != int(self.payments_per_year):
            raise InvalidLoanTerms(f"{self.payments_per_year} payments a year: must be a whole number from 1")
        if not 0 < self.first_principal_years <= self.maturity_years < math.inf:
            raise InvalidLoanTerms(
                f"first principal after {self.first_principal_years}, maturity {self.maturity_years} years: "
                "needs 0 < first principal <= maturity"
            )
        if not _is_whole((self.maturity_years - self.first_principal_years) * self.payments_per_year):
            raise InvalidLoanTerms("repayments do not end at maturity; give a free schedule instead")
        if self.repayment == Repayment.BULLET and self.instalments != 1:
            raise InvalidLoanTerms("a bullet loan repays at maturity: its first_principal_years must equal it")

    @property
    def instalments(self) -> int:
        """Number of repayments of principal."""
        return round((self.maturity_years - self.first_principal_years) * self.payments_per_year) + 1

    def describe(self) -> str:
        """State the terms in one line, for the assumptions beside a published range."""
        return (
            f"{self.interest_rate_pct:g}% a year, {self.maturity_years:g} years, {self.repayment}, "
            f"{self.payments_per_year} a year, first principal after {self.first_principal_years:g} years, "
            f"fees {self.upfront_fee_pct:g}% upfront and {self.annual_fee_pct:g}% a year"
        )

    def schedule(self, face: float = 1.0) -> Schedule:
        """Lay out the payments of a loan of `face`."""
        growth = 1 + self.interest_rate_pct / 100 / self.payments_per_year
        weights = [growth**k if self.repayment == Repayment.ANNUITY else 1.0 for k in range(self.instalments)]
        unit = face / math.fsum(weights)
        step = 1 / self.payments_per_year
        count = math.ceil(self.maturity_years / step - _TOLERANCE)
        dates = [self.maturity_years - (count - 1 - k) * step for k in range(count)]
        principal = [0.0] * (count - self.instalments) + [unit * weight for weight in weights]
        return _accrue(
            face,
            list(zip(dates, principal, strict=True)),
            self.interest_rate_pct,
            self.upfront_fee_pct,
            self.annual_fee_pct,
        )


def schedule_principal(
    face: float,
    principal: Iterable[tuple[float, float]],
    interest_rate_pct: float,
    payments_per_year: int = 1,
    upfront_fee_pct: float = 0.0,
    annual_fee_pct: float = 0.0,
) -> Schedule:
    """Lay out a loan whose repayments of principal are given as (years from commitment, amount).

    Interest and the annual fee on the outstanding balance fall due `payments_per_year` times a year from the
    commitment and at every repayment. Raises `InvalidLoanTerms` if the repayments do not add up to the face
    (build a `Schedule` for those).
    """
    instalments = sorted(principal)
    if not instalments or not math.isclose(math.fsum(p for _, p in instalments), face, rel_tol=_TOLERANCE):
        raise InvalidLoanTerms(f"repayments of principal must add up to the face value of {face}")
    periods = math.floor(instalments[-1][0] * payments_per_year + _TOLERANCE)
    grid = [(k / payments_per_year, 0.0) for k in range(1, periods + 1)]
    return _accrue(face, sorted(grid + instalments), interest_rate_pct, upfront_fee_pct, annual_fee_pct)


def years_to_first_principal(commitment_date: date, first_principal_date: date) -> float:
    """Count the years from commitment to first repayment as months of 30 days, so that half-years are exact.

    Raises `InvalidLoanTerms` if the repayment is not after the commitment. Source: ISDA 2006 Definitions,
    4.16(g), 30E/360.
    """
    if first_principal_date <= commitment_date:
        raise InvalidLoanTerms(f"first principal on {first_principal_date} is not after {commitment_date}")
    years = first_principal_date.year - commitment_date.year
    months = first_principal_date.month - commitment_date.month
    days = min(first_principal_date.day, 30) - min(commitment_date.day, 30)
    return (360 * years + 30 * months + days) / 360


def present_value(schedule: Schedule, discount_rate_pct: float) -> float:
    """Discount the service to the commitment, in the unit of the face: sum of service / (1 + D)^years.

    Raises `InvalidLoanTerms` for a discount rate of -100% or less. Source: OECD DAC, grant element formula
    and examples.
    """
    if not discount_rate_pct > -100:
        raise InvalidLoanTerms(f"discount rate of {discount_rate_pct}%: must exceed -100%")
    growth = 1 + discount_rate_pct / 100
    return math.fsum(payment.service / growth**payment.years for payment in schedule.payments)


def grant_element_pct(loan: LoanTerms | Schedule, discount_rate_pct: float) -> float:
    """Give the grant element in percent of face: 100 x (1 - present value of service / face) (indicator A5).

    100 for a grant, 0 for a loan at the discount rate, negative for a dearer loan. Source: OECD DAC,
    technical annex on the calculation of the grant element, formulas and examples.
    """
    schedule = loan.schedule() if isinstance(loan, LoanTerms) else loan
    return 100 * (1 - present_value(schedule, discount_rate_pct) / schedule.face)


def grant_element_closed_form_pct(terms: LoanTerms, discount_rate_pct: float) -> float:
    """Give the grant element of equal principal payments by the DAC's simplified formula.

    In percent of face: 100 (1 - (r/a)/d) (1 - ((1+d)^-aINT - (1+d)^-aM) / (d (aM - aINT))) with INT = G -
    1/a. Holds without fees, at a positive discount rate, with commitment on the payment calendar; raises
    `InvalidLoanTerms` otherwise. Source: OECD DAC, technical annex on the calculation of the grant element,
    equal principal payments, simplified.
    """
    a = terms.payments_per_year
    if terms.repayment != Repayment.EPP or terms.upfront_fee_pct or terms.annual_fee_pct:
        raise InvalidLoanTerms("the closed form is for EPP without fees; use grant_element_pct")
    if discount_rate_pct <= 0 or not _is_whole(a * terms.maturity_years):
        raise InvalidLoanTerms("the closed form needs a positive discount rate and whole periods")
    log_growth = math.log1p(discount_rate_pct / 100) / a
    d = math.expm1(log_growth)
    n = terms.instalments
    interval = round(a * terms.maturity_years) - n
    profile = math.exp(-interval * log_growth) * -math.expm1(-n * log_growth) / (d * n)
    return 100 * (1 - terms.interest_rate_pct / 100 / a / d) * (1 - profile)


def grant_equivalent(disbursement: Money, element_pct: float) -> Money:
    """Give the gift in a disbursement, in its own currency and basis: disbursement x grant element.

    Source: OECD DAC, 2018 grant-equivalent system; sscmon catalogue A6.
    """
    return disbursement * (element_pct / 100)


@dataclass(frozen=True, slots=True)
class GraceConvention:
    """One reading of "years of grace": payments a year, and years from its end to the first principal."""

    payments_per_year: int
    delay_years: float


GRACE_CONVENTIONS = (
    GraceConvention(1, 0.0),
    GraceConvention(1, 1.0),
    GraceConvention(2, 0.0),
    GraceConvention(2, 0.5),
)
"""Principal starts when grace ends, or one period later; annual or half-yearly payments."""


def plausible_terms(
    interest_rates_pct: Iterable[float],
    maturities_years: Iterable[float],
    graces_years: Iterable[float],
    repayments: Sequence[Repayment] = (Repayment.EPP, Repayment.ANNUITY),
    conventions: Sequence[GraceConvention] = GRACE_CONVENTIONS,
) -> tuple[LoanTerms, ...]:
    """List every distinct possible loan among the candidate values and conventions.

    Impossible combinations drop out. A known term is a list of one. Raises `InvalidLoanTerms` if nothing
    remains.
    """
    candidates: dict[LoanTerms, None] = {}
    for rate, maturity, grace, repayment, convention in product(
        interest_rates_pct, maturities_years, graces_years, repayments, conventions
    ):
        first = grace + convention.delay_years
        try:
            candidates[LoanTerms(rate, maturity, first, convention.payments_per_year, repayment)] = None
        except InvalidLoanTerms:
            continue
    if not candidates:
        raise InvalidLoanTerms("no combination of the candidate terms makes a possible loan")
    return tuple(candidates)


@dataclass(frozen=True, slots=True)
class GrantElementRange:
    """A grant element in percent of face with the terms that give its low, central and high value."""

    percent: Range[float]
    low_terms: LoanTerms
    central_terms: LoanTerms
    high_terms: LoanTerms


def grant_element_range(
    central: LoanTerms, alternatives: Iterable[LoanTerms], discount_rate_pct: float
) -> GrantElementRange:
    """Bound the grant element over `central` and the other terms that the source leaves open (status E).

    Nothing is assumed here: the caller chooses the central terms and lists the others (`plausible_terms`).
    """
    by_terms = {terms: grant_element_pct(terms, discount_rate_pct) for terms in (central, *alternatives)}
    low, high = min(by_terms, key=by_terms.__getitem__), max(by_terms, key=by_terms.__getitem__)
    return GrantElementRange(Range(by_terms[low], by_terms[central], by_terms[high]), low, central, high)


def _accrue(
    face: float,
    principal: Sequence[tuple[float, float]],
    interest_rate_pct: float,
    upfront_fee_pct: float,
    annual_fee_pct: float,
) -> Schedule:
    payments = [Payment(0.0, fee=face * upfront_fee_pct / 100)] if upfront_fee_pct else []
    balance, previous = face, 0.0
    for years, repaid in principal:
        accrued = balance * (years - previous) / 100
        payments.append(Payment(years, repaid, accrued * interest_rate_pct, accrued * annual_fee_pct))
        balance, previous = balance - repaid, years
    return Schedule(face, tuple(payments))


def _is_whole(number: float) -> bool:
    return abs(number - round(number)) <= _TOLERANCE
