"""Two-sided figures: exchange balance, realisation of promises, and parts against their total."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from sscmon.valuation.errors import UndefinedRatio
from sscmon.valuation.money import Money, Quantity, total
from sscmon.valuation.ranges import Range

_ROUNDING = 1e-9

Q = TypeVar("Q", bound=Quantity)


@dataclass(frozen=True, slots=True)
class ExchangeBalance:
    """Both gross legs of an exchange between A and B, each at its own stated valuation; `None` = not valued.

    Net and turnover need both legs: an unvalued leg makes them unknown, not equal to the other leg. Raises
    `UnitMismatch` on reading them if the legs differ in currency or basis. Source: sscmon catalogue A8; seeds
    002, 003.
    """

    a_to_b: Range[Money] | None
    b_to_a: Range[Money] | None

    @property
    def net(self) -> Range[Money] | None:
        """Value given by A less value given by B; bounds cross."""
        return None if self.a_to_b is None or self.b_to_a is None else self.a_to_b - self.b_to_a

    @property
    def turnover(self) -> Range[Money] | None:
        """Value of both legs together."""
        return None if self.a_to_b is None or self.b_to_a is None else self.a_to_b + self.b_to_a


def realisation_ratio(realised: Money | None, promised: Money | None) -> float | None:
    """Give the share of a promise that was kept: paid in / subscribed, disbursed / committed (A9).

    `None` if a stage is unknown. Raises `UnitMismatch` for different currencies or bases, `UndefinedRatio` if
    nothing was promised. Source: sscmon catalogue A9.
    """
    if realised is None or promised is None:
        return None
    if promised.amount <= 0:
        raise UndefinedRatio(f"promise of {promised.amount} {promised.measure}: must be positive")
    return realised / promised


def mass_balance_gap(parts: Sequence[Q | None], whole: Q | None) -> Q | None:
    """Give what the parts have more (or, negative, less) than the published whole, in its unit (D7).

    `None` if the whole or any part is unknown. Raises `InvalidQuantity` for no parts, `UnitMismatch` for
    mixed units. Source: sscmon catalogue D7.
    """
    known = [part for part in parts if part is not None]
    if whole is None or len(known) < len(parts):
        return None
    return total(known) - whole


def is_balanced(parts: Sequence[Q | None], whole: Q | None, tolerance: float) -> bool | None:
    """Tell whether parts make the whole to within `tolerance` in its unit; `None` if any is unknown."""
    gap = mass_balance_gap(parts, whole)
    if gap is None or whole is None:
        return None
    return abs(gap.amount) <= tolerance + _ROUNDING * abs(whole.amount)
