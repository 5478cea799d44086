"""When a loan counts as concessional, and what deferred payment of a bill gives away."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Generic, TypeVar

from sscmon import codelists
from sscmon.valuation.errors import NoRule
from sscmon.valuation.loans import LoanTerms, Schedule, grant_element_pct, grant_equivalent
from sscmon.valuation.money import Money, Rate

_ROUNDING_PCT = 1e-9

T = TypeVar("T")


class Borrower(StrEnum):
    """Who borrows; a least developed country is LDC whatever its income group."""

    LDC = "LDC"
    LIC = "LIC"
    LMIC = "LMIC"
    UMIC = "UMIC"
    MULTILATERAL_GLOBAL = "MULTILATERAL_GLOBAL"
    """Global institutions and multilateral development banks."""
    MULTILATERAL_OTHER = "MULTILATERAL_OTHER"
    """Other organisations, including sub-regional ones."""


@dataclass(frozen=True, slots=True)
class ConcessionalityTest:
    """A loan passes if its grant element at `discount_rate_pct` a year reaches `threshold_pct` of face."""

    name: str
    discount_rate_pct: float
    threshold_pct: float


@cache
def concessionality_tests() -> dict[str, ConcessionalityTest]:
    """Give all tests by name; rates, thresholds and their sources are the code list `concessionality_test`."""
    rows = codelists.rows("concessionality_test")
    return {
        r["code"]: ConcessionalityTest(r["code"], float(r["discount_rate_pct"]), float(r["threshold_pct"]))
        for r in rows
    }


def imf_test() -> ConcessionalityTest:
    """Look up the IMF's test, used by TOSSD and SDG 17.3.1 for every borrower."""
    return concessionality_tests()["TOSSD_IMF"]


def dac_test(borrower: Borrower, year: int) -> ConcessionalityTest:
    """Look up the DAC's test for the year of a loan: one for all before 2018, by borrower since."""
    if year < 2018:
        return concessionality_tests()["DAC_BEFORE_2018"]
    return concessionality_tests()[_dac_names()[borrower]]


@cache
def _dac_names() -> dict[Borrower, str]:
    return {Borrower(r["borrower"]): r["code"] for r in codelists.rows("concessionality_test") if r["borrower"]}


def is_concessional(loan: LoanTerms | Schedule, test: ConcessionalityTest) -> bool:
    """Tell whether the grant element at the test's discount rate is at least the test's threshold."""
    return grant_element_pct(loan, test.discount_rate_pct) >= test.threshold_pct - _ROUNDING_PCT


@dataclass(frozen=True, slots=True)
class Tier(Generic[T]):
    """`value` applies from `price` upwards: at that price too, or only above it if `above` is true.

    Published price scales (financed shares, loan terms) are data of the agreement: one list of tiers a scale,
    and one list for each version where sources contradict each other.
    """

    price: Rate
    value: T
    above: bool = False

    def is_reached(self, price: Rate) -> bool:
        """Tell whether `price` is in this tier or beyond. Raises `UnitMismatch` for other units."""
        return self.price < price if self.above else self.price <= price


def select_tier(price: Rate, tiers: Iterable[Tier[T]]) -> T:
    """Give the value of the highest tier that the price reaches.

    Raises `NoRule` if it reaches none (add a tier from price 0), `UnitMismatch` for a price in other units.
    """
    reached = [tier for tier in tiers if tier.is_reached(price)]
    if not reached:
        raise NoRule(f"no tier for a price of {price.value} {price.measure}")
    return max(reached, key=lambda tier: (tier.price.value, tier.above)).value


def deferred_payment_concession(
    bill: Money | None, financed_share: float | None, element_pct: float | None
) -> Money | None:
    """Give the gift in a partly financed bill: bill x financed share x grant element (A7).

    The share is between 0 and 1, the grant element in percent; the result has the bill's currency and basis;
    `None` if any factor is unknown. Raises `NoRule` for a share outside 0 to 1. Source: sscmon catalogue A7,
    on the published terms of PetroCaribe.
    """
    if bill is None or financed_share is None or element_pct is None:
        return None
    if not 0 <= financed_share <= 1:
        raise NoRule(f"financed share of {financed_share}: give a share between 0 and 1, not a percentage")
    return grant_equivalent(bill * financed_share, element_pct)
