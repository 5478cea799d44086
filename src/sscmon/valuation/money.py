"""Amounts that carry their unit and price basis, and refuse to mix.

Three kinds of value: a `Quantity` in a physical unit (`bbl`, `person_month`), a `Money` in a currency on a
price basis, and a `Rate`, which is money per unit of something (a unit price, a market exchange rate, a PPP).
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import reduce
from operator import add
from typing import Any, Self, TypeVar, overload

from sscmon.valuation.errors import IllegalPair, InvalidQuantity, UndefinedRatio, UnitMismatch

INTL = "INTL"
"""Unit of international dollars, the currency of purchasing power parity."""

NOMINAL = "nominal"
"""Price basis of the prices of each amount's own year."""

_CURRENCY = re.compile(r"[A-Z]{3}|INTL")
_PHYSICAL = re.compile(r"[a-z][a-z0-9 /_-]*")
_BASIS = re.compile(r"nominal|constant_[0-9]{4}")

T = TypeVar("T")


def constant(year: int) -> str:
    """Name the price basis of constant prices of `year`: `constant(2022)` is `constant_2022`."""
    return f"constant_{year:04d}"


def is_currency(unit: str) -> bool:
    """Tell a currency from a physical unit: three capitals as in ISO 4217 (also XSU, XDR) or `INTL`."""
    return _CURRENCY.fullmatch(unit) is not None


@dataclass(frozen=True, slots=True)
class Quantity:
    """`amount` of a physical `unit` (lower case: `bbl`, `bbl/day`, `person_month`).

    Addition, subtraction and comparison need the same unit and raise `UnitMismatch` otherwise; a quantity may
    be multiplied or divided by a number; dividing by a quantity of the same unit gives a number. Raises
    `InvalidQuantity` for an amount that is not finite or a malformed unit.
    """

    amount: float
    unit: str

    def __post_init__(self) -> None:
        if not math.isfinite(self.amount):
            raise InvalidQuantity(f"{self.amount} {self.unit}: not finite; leave an unknown amount out")
        self._check_unit()

    def _check_unit(self) -> None:
        if not _PHYSICAL.fullmatch(self.unit):
            raise InvalidQuantity(f"{self.unit!r} is no physical unit; use lower case, or Money if a currency")

    @property
    def measure(self) -> str:
        """What must be equal for two amounts to combine: the unit and, for money, the price basis."""
        return self.unit

    def _require_same(self, other: Quantity) -> None:
        if self.measure != other.measure:
            raise UnitMismatch(f"{self.measure} with {other.measure}: convert one with an explicit rate first")

    def __add__(self, other: Self) -> Self:
        if not isinstance(other, Quantity):
            return NotImplemented
        self._require_same(other)
        return replace(self, amount=self.amount + other.amount)

    def __sub__(self, other: Self) -> Self:
        if not isinstance(other, Quantity):
            return NotImplemented
        self._require_same(other)
        return replace(self, amount=self.amount - other.amount)

    def __neg__(self) -> Self:
        return replace(self, amount=-self.amount)

    def __mul__(self, factor: float) -> Self:
        if not isinstance(factor, (int, float)):
            return NotImplemented
        return replace(self, amount=self.amount * factor)

    __rmul__ = __mul__

    @overload
    def __truediv__(self, other: float) -> Self: ...
    @overload
    def __truediv__(self, other: Quantity) -> float: ...
    def __truediv__(self, other: float | Quantity) -> Self | float:
        if isinstance(other, Quantity):
            self._require_same(other)
            if other.amount == 0:
                raise UndefinedRatio(f"division by 0 {other.measure}")
            return self.amount / other.amount
        if not isinstance(other, (int, float)):
            return NotImplemented
        if other == 0:
            raise UndefinedRatio(f"{self.amount} {self.measure} divided by 0")
        return replace(self, amount=self.amount / other)

    def __lt__(self, other: Self) -> bool:
        if not isinstance(other, Quantity):
            return NotImplemented
        self._require_same(other)
        return self.amount < other.amount

    def __le__(self, other: Self) -> bool:
        if not isinstance(other, Quantity):
            return NotImplemented
        self._require_same(other)
        return self.amount <= other.amount


@dataclass(frozen=True, slots=True)
class Money(Quantity):
    """`amount` of the currency `unit` at the prices of `basis`.

    `unit` is an ISO 4217 code or `INTL`, `basis` is `nominal` or `constant_<year>`. The algebra of
    `Quantity`, where the price basis too must agree. Raises `InvalidQuantity` and `UnitMismatch`.
    """

    basis: str = NOMINAL

    def _check_unit(self) -> None:
        if not is_currency(self.unit):
            raise InvalidQuantity(f"{self.unit!r} is not a currency; use an ISO 4217 code or {INTL}")
        _check_basis(self.basis)

    @property
    def measure(self) -> str:
        """Currency and price basis, as in `USD constant_2022`."""
        return f"{self.unit} {self.basis}"

    def per(self, quantity: Quantity) -> Rate:
        """Divide by a quantity or by money of another currency: the implied unit price or exchange rate.

        Raises `UndefinedRatio` for a zero quantity, `UnitMismatch` for money on another price basis.
        """
        if isinstance(quantity, Money) and quantity.basis != self.basis:
            raise UnitMismatch(f"{self.measure} per {quantity.measure}: price bases differ")
        if quantity.amount == 0:
            raise UndefinedRatio(f"{self.measure} per 0 {quantity.measure}")
        return Rate(self.amount / quantity.amount, self.unit, quantity.unit, self.basis)


@dataclass(frozen=True, slots=True)
class Rate:
    """`value` units of the currency `unit` for one unit of `per`, at the prices of `basis`.

    `Rate(65, "USD", per="bbl")` is a price, `Rate(15, "BRL", per="USD")` a market rate, `Rate(9, "BRL",
    per=INTL)` a PPP. Constant-price money converts only with a rate declared on the same basis (the base
    year's rate). Raises `InvalidQuantity` for a value that is not finite, a negative price, or an exchange
    rate that is not positive.
    """

    value: float
    unit: str
    per: str
    basis: str = NOMINAL

    def __post_init__(self) -> None:
        _check_basis(self.basis)
        if not is_currency(self.unit) or self.unit == self.per:
            raise InvalidQuantity(f"{self.unit} per {self.per}: a rate is a currency per something else")
        if not is_currency(self.per) and not _PHYSICAL.fullmatch(self.per):
            raise InvalidQuantity(f"{self.per!r} is neither a currency nor a physical unit")
        if not (math.isfinite(self.value) and self.value >= 0) or (is_currency(self.per) and self.value == 0):
            raise InvalidQuantity(f"{self.value} {self.measure}: a price is at least 0, an exchange rate above 0")

    @property
    def measure(self) -> str:
        """Units and price basis, as in `BRL per USD nominal`."""
        return f"{self.unit} per {self.per} {self.basis}"

    @property
    def units(self) -> frozenset[str]:
        """The two units that the rate links."""
        return frozenset((self.unit, self.per))

    def convert(self, quantity: Quantity) -> Quantity:
        """Multiply an amount of `per`, or divide an amount of `unit`; the result has the other unit.

        Raises `UnitMismatch` if the amount is in neither unit or on another basis, `UndefinedRatio` when
        dividing by a price of zero.
        """
        if quantity.measure == self._side(self.per, 0.0).measure:
            return self._side(self.unit, quantity.amount * self.value)
        if quantity.measure == self._side(self.unit, 0.0).measure:
            if self.value == 0:
                raise UndefinedRatio(f"{quantity.measure} divided by a price of 0 {self.measure}")
            return self._side(self.per, quantity.amount / self.value)
        raise UnitMismatch(f"{quantity.measure} cannot be converted by a rate in {self.measure}")

    def price(self, quantity: Quantity) -> Money:
        """Value a quantity counted in `per`. Raises `UnitMismatch` if it is counted in anything else."""
        if quantity.unit != self.per:
            raise UnitMismatch(f"{quantity.measure} has no price in {self.measure}")
        return _as_money(self.convert(quantity))

    def _side(self, unit: str, amount: float) -> Quantity:
        return Money(amount, unit, self.basis) if is_currency(unit) else Quantity(amount, unit)

    def _require_same(self, other: Rate) -> None:
        if self.measure != other.measure:
            raise UnitMismatch(f"{self.measure} with {other.measure}: not comparable")

    def __lt__(self, other: Rate) -> bool:
        if not isinstance(other, Rate):
            return NotImplemented
        self._require_same(other)
        return self.value < other.value

    def __le__(self, other: Rate) -> bool:
        if not isinstance(other, Rate):
            return NotImplemented
        self._require_same(other)
        return self.value <= other.value


def total(amounts: Iterable[T]) -> T:
    """Sum quantities, money or ranges of one measure.

    Raises `InvalidQuantity` for an empty sum (unknown is not zero) and `UnitMismatch` for mixed measures.
    """
    items: list[Any] = list(amounts)
    if not items:
        raise InvalidQuantity("the sum of no amounts is unknown, not zero")
    result: T = reduce(add, items)
    return result


def at_market_rate(money: Money, rate: Rate) -> Money:
    """Convert between two national currencies at a market rate such as LCU per USD, either way.

    Raises `UnitMismatch` if the rate is a PPP or a price, or does not fit the money's currency and basis.
    """
    if INTL in rate.units or not is_currency(rate.per):
        raise UnitMismatch(f"{rate.measure} is not a market exchange rate")
    return _as_money(rate.convert(money))


def at_ppp(money: Money, rate: Rate) -> Money:
    """Convert between a national currency and international dollars at a PPP (LCU per INTL), either way.

    Raises `UnitMismatch` if the rate is a market rate or a price, or does not fit the money's currency and
    basis. Source: World Bank, International Comparison Program (PPP as national currency per international
    dollar).
    """
    if INTL not in rate.units or not is_currency(rate.per):
        raise UnitMismatch(f"{rate.measure} is not a purchasing power parity")
    return _as_money(rate.convert(money))


def effort_pct(contribution: Money, income: Money) -> float:
    """Give cooperation as a percentage of national income: 100 x contribution / income (B1, B2).

    Legal are USD over USD, a national currency over the same, and international dollars over the same, always
    on one price basis; everything else raises `IllegalPair`. A cost at PPP over income at market rates would
    inflate effort by exchange rate / PPP; at the provider's own cost the ratio is the same in all three legal
    units. For a claim over several years pass totals: the ratio of sums is not the mean of yearly ratios.
    Raises `UndefinedRatio` if income is not positive. Source: sscmon catalogue B1, B2; OECD DAC1 for ODA over
    GNI.
    """
    if not isinstance(contribution, Money) or not isinstance(income, Money):
        raise IllegalPair(f"{contribution.measure} over {income.measure}: value it in money first")
    if contribution.measure != income.measure:
        raise IllegalPair(
            f"{contribution.measure} over {income.measure}: use the income in {contribution.measure}, "
            f"or value the contribution in {income.measure}"
        )
    if income.amount <= 0:
        raise UndefinedRatio(f"income of {income.amount} {income.measure}: must be positive")
    return 100 * contribution.amount / income.amount


def _check_basis(basis: str) -> None:
    if not _BASIS.fullmatch(basis):
        raise InvalidQuantity(f"{basis!r} is not a price basis; use {NOMINAL!r} or constant(year)")


def _as_money(quantity: Quantity) -> Money:
    if not isinstance(quantity, Money):
        raise UnitMismatch(f"{quantity.measure} is not money")
    return quantity
