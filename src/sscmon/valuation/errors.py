"""Errors of the valuation library; each message says what was wrong and what to do next."""

from sscmon.errors import SscmonError


class ValuationError(SscmonError, ValueError):
    """Base of every error raised under `sscmon.valuation`."""


class InvalidQuantity(ValuationError):
    """An amount is not a finite number, or its unit or price basis is malformed."""


class UnitMismatch(ValuationError):
    """Two amounts of different unit or price basis were combined, or a rate does not fit an amount."""


class IllegalPair(ValuationError):
    """A contribution was set over an income in another currency, valuation or price basis."""


class UndefinedRatio(ValuationError):
    """A ratio has a denominator that is zero or negative."""


class InvalidRange(ValuationError):
    """Bounds are not ordered low <= central <= high, or the central method is missing."""


class InvalidLoanTerms(ValuationError):
    """Loan terms or a repayment schedule are impossible or incomplete."""


class NoRule(ValuationError):
    """No rule of the given tests or price tiers covers the case."""
