"""The valuation methods: from a physical quantity or a payment to a range of money.

Many valuations of one quantity are normal and all are kept; `value_range` bounds them without choosing among
them. Unit prices come as `Range[Rate]`; each function raises `UnitMismatch` where quantity, price and rate do
not fit. Biases are those of the sscmon data model, section 2.4.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from sscmon.valuation.errors import InvalidRange
from sscmon.valuation.loans import grant_equivalent
from sscmon.valuation.money import Money, Quantity, Rate, at_market_rate, at_ppp
from sscmon.valuation.ranges import Ordered, Range

T = TypeVar("T", bound=Ordered)


class Method(StrEnum):
    """Code of a valuation method (code list `valuation_method`)."""

    CASH = "VM_CASH"
    COST_MER = "VM_COST_MER"
    COST_PPP = "VM_COST_PPP"
    UNRATE = "VM_UNRATE"
    RECIP = "VM_RECIP"
    INTL = "VM_INTL"
    EXPORT = "VM_EXPORT"
    GE = "VM_GE"
    DECL = "VM_DECL"
    NONE = "VM_NONE"

    @property
    def is_effort(self) -> bool:
        """Whether the value is what the provider gave up.

        Over income, a value by any other method is "opportunity value, not effort".
        """
        return self in (Method.CASH, Method.COST_MER, Method.COST_PPP, Method.GE)


def value_cash(paid: Money) -> Range[Money]:
    """VM_CASH: the amount paid. Bias: none."""
    return Range.exact(paid)


def value_cost_mer(quantity: Quantity, unit_cost: Range[Rate], market_rate: Rate) -> Range[Money]:
    """VM_COST_MER: quantity x provider's unit cost in its currency, at the market rate (cost_LCU / XR).

    Bias: understates the volume of providers with low wages.
    """
    return _price(quantity, unit_cost).map(lambda cost: at_market_rate(cost, market_rate))


def value_cost_ppp(quantity: Quantity, unit_cost: Range[Rate], ppp: Rate) -> Range[Money]:
    """VM_COST_PPP: quantity x provider's unit cost in its currency, at PPP (cost_LCU / PPP).

    In international dollars. Bias: a comparable volume, but never to be set over income at market rates.
    """
    return _price(quantity, unit_cost).map(lambda cost: at_ppp(cost, ppp))


def value_un_rate(quantity: Quantity, expert_rate: Range[Rate]) -> Range[Money]:
    """VM_UNRATE: person-days (or months) x a standard United Nations expert rate. Bias: overstates."""
    return _price(quantity, expert_rate)


def value_recipient_replacement(
    quantity: Quantity, local_wage: Range[Rate], market_rate: Rate | None = None
) -> Range[Money]:
    """VM_RECIP: quantity x what the partner would pay at home, at the market rate if one is given.

    Bias: the partner's benefit; depends on what scarce professions are paid there.
    """
    value = _price(quantity, local_wage)
    return value if market_rate is None else value.map(lambda wage: at_market_rate(wage, market_rate))


def value_international_replacement(quantity: Quantity, international_price: Range[Rate]) -> Range[Money]:
    """VM_INTL: person-months x international wage, or operations x market fee.

    Bias: the highest; can exceed the provider's budget. Source: H. Morales, *Ayuda Oficial al Desarrollo de
    Cuba en el mundo*, 2017 ("average international market rates").
    """
    return _price(quantity, international_price)


def value_export_concession(contract: Money, international_value: Range[Money]) -> Range[Money]:
    """VM_EXPORT: value by VM_INTL - contract price charged.

    Bias: the contract itself is trade, not a gift, so only the concession counts; it is negative if the
    contract is dearer than the international price.
    """
    return international_value - Range.exact(contract)


def value_grant_equivalent(disbursement: Money, element_pct: Range[float]) -> Range[Money]:
    """VM_GE: disbursement x grant element. Bias: depends on the discount rate. Source: OECD DAC, 2018 system.

    Negative disbursements (corrections) swap the bounds.
    """
    return _ordered([grant_equivalent(disbursement, pct) for pct in _bounds(element_pct)])


def value_declared(declared: Money, low_factor: float, high_factor: float) -> Range[Money]:
    """VM_DECL: the reporter's figure, widened to declared x [low_factor, high_factor].

    Bias: unknown, as the method is. Raises `InvalidRange` unless 0 <= low_factor <= 1 <= high_factor.
    """
    if not 0 <= low_factor <= 1 <= high_factor:
        raise InvalidRange(f"factors {low_factor} and {high_factor}: need 0 <= low <= 1 <= high")
    return _ordered([declared * low_factor, declared, declared * high_factor])


def value_none(quantity: Quantity) -> None:
    """VM_NONE: not monetised (group C), published in its own unit. Bias: none, that is the point."""


@dataclass(frozen=True, slots=True)
class MethodRange:
    """Money as low, central and high, and the method that gave each."""

    value: Range[Money]
    low_method: Method
    central_method: Method
    high_method: Method


def value_range(
    valuations: Mapping[Method, Range[Money] | None], central: Method = Method.COST_MER
) -> MethodRange | None:
    """Bound a contribution by its admissible valuations (A3).

    The lowest low, the central value of the `central` method and the highest high. `None` if no method gave
    money (group C: excluded from sums, counted in the monetised share). Raises `InvalidRange` if the central
    method gave none, `UnitMismatch` if valuations differ in currency or basis: international dollars have no
    place in a range of US dollars. Of equal methods the first in the code list is named. Source: sscmon
    catalogue A3; requirements, section 5.3.
    """
    given = {Method(code): value for code, value in valuations.items() if value is not None}
    admissible = {method: given[method] for method in Method if method in given}
    if not admissible:
        return None
    if central not in admissible:
        raise InvalidRange(f"no value by {central}; choose the central method among {', '.join(admissible)}")
    low = min(admissible, key=lambda method: admissible[method].low)
    high = max(admissible, key=lambda method: admissible[method].high)
    value = Range(admissible[low].low, admissible[central].central, admissible[high].high)
    return MethodRange(value, low, central, high)


def _price(quantity: Quantity, unit_price: Range[Rate]) -> Range[Money]:
    return _ordered([rate.price(quantity) for rate in _bounds(unit_price)])


def _bounds(value: Range[T]) -> tuple[T, T, T]:
    return value.low, value.central, value.high


def _ordered(values: list[Money]) -> Range[Money]:
    return Range(*values) if values[0] <= values[-1] else Range(*reversed(values))
