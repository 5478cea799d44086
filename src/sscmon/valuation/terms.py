"""Loan terms on record: what a source leaves open becomes a range over plausible terms, never a guess of one.

A term a source does not state is taken from the terms on record: those of the same provider, else of all. Terms
of which nothing is stated have no grant element. Central: equal principal payments a year, the first one year
after the grace ends, the middle of a stated range of interest, and for a term not stated the value of the best
graded record. Annuities, half-yearly payments and the other readings of grace are in the range.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from sscmon.valuation.errors import InvalidLoanTerms
from sscmon.valuation.loans import GrantElementRange, LoanTerms, grant_element_range, plausible_terms

FIELDS = {
    "interest": ("interest_rate_low_pct", "interest_rate_high_pct"),
    "maturity": ("maturity_years",),
    "grace": ("grace_years",),
}
GRACE_DELAY_YEARS = 1.0


@dataclass(frozen=True)
class Terms:
    """One row of `core.loan_terms` among all rows on record.

    Attributes:
        row: the row; `pool`: all rows of loans.
        is_interest_free: the loan is known to bear no interest, whatever the row says.
    """

    row: dict
    pool: Sequence[dict]
    is_interest_free: bool = False

    @cached_property
    def assumed(self) -> tuple[str, ...]:
        """Names of the terms that are not stated."""
        return tuple(name for name in FIELDS if not self._stated(self.row, name))

    @cached_property
    def is_computable(self) -> bool:
        """Whether anything is stated, and the rest is on record elsewhere."""
        return len(self.assumed) < len(FIELDS) and all(self._candidates(name) for name in FIELDS)

    def element(self, discount_rate_pct: float) -> GrantElementRange:
        """The grant element over the plausible terms.

        Years are taken as whole months; payments are as few a year as end at maturity, and the first is at maturity
        where the grace would go beyond it. Raises `InvalidLoanTerms` for a loan of no duration.
        """
        rate, maturity, grace = (self._central(name) for name in FIELDS)
        maturity = in_months(maturity)
        first = min(in_months(grace + GRACE_DELAY_YEARS), maturity)
        central = LoanTerms(rate, maturity, first, payments_per_year(maturity - first))
        try:
            others = plausible_terms(*(self._candidates(name) for name in FIELDS))
        except InvalidLoanTerms:
            others = ()
        return _range(central, tuple(others), discount_rate_pct)

    def _stated(self, row: dict, name: str) -> tuple[float, ...]:
        if name == "interest" and self.is_interest_free and row is self.row:
            return (0.0,)
        return tuple(dict.fromkeys(row[field] for field in FIELDS[name] if row[field] is not None))

    def _records(self, name: str) -> list[dict]:
        known = [row for row in self.pool if self._stated(row, name)]
        own = [row for row in known if row["provider_id"] == self.row["provider_id"]]
        return sorted(own or known, key=lambda row: (row["confidence"], row["terms_id"]))

    def _candidates(self, name: str) -> tuple[float, ...]:
        stated = self._stated(self.row, name)
        return stated or tuple(dict.fromkeys(x for row in self._records(name) for x in self._stated(row, name)))

    def _central(self, name: str) -> float:
        values = self._stated(self.row, name) or self._stated(self._records(name)[0], name)
        return sum(values) / len(values)


@cache
def _range(central: LoanTerms, others: tuple[LoanTerms, ...], discount_rate_pct: float) -> GrantElementRange:
    return grant_element_range(central, others, discount_rate_pct)


def in_months(years: float) -> float:
    """Years as a whole number of months."""
    return round(years * 12) / 12


def payments_per_year(span_years: float) -> int:
    """The fewest payments a year, of 1, 2, 4 and 12, that divide a span of whole months."""
    months = round(span_years * 12)
    return next(count for count in (1, 2, 4, 12) if months * count % 12 == 0)


def holds_at(row: dict, price_usd: float | None) -> bool:
    """Whether a row's condition on the price holds; one that cannot be tested, without a price, is kept."""
    if price_usd is None:
        return True
    above, upto = row["price_above_usd"], row["price_upto_usd"]
    return (above is None or price_usd > above) and (upto is None or price_usd <= upto)
