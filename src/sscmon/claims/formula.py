"""Formulas of claim tests: arithmetic on amounts that carry their units and refuse to mix.

A formula is Python arithmetic on named inputs and the functions below, nothing else. Money divided by a quantity is a
unit price, a quantity times a unit price is money; adding different currencies, price bases or units raises.
"""

import ast
import math
import operator
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

from sscmon.errors import ModelBroken
from sscmon.valuation.errors import UnitMismatch, ValuationError
from sscmon.valuation.money import Money, Quantity, Rate, effort_pct, total

MAX_CORNERS = 8
DAYS_A_YEAR = 365


@dataclass(frozen=True)
class Series:
    """Amounts by year, in one unit."""

    years: tuple[int, ...]
    amounts: tuple[Money, ...]


@dataclass(frozen=True)
class Input:
    """One named input of a test.

    Attributes:
        value: number, `Quantity`, `Money`, `Rate` or `Series`.
        key: the row it comes from, `table:key`; empty for a printed number.
        is_printed: it is a rounded figure of a document, not a statistic to the unit.
    """

    value: Any
    key: str
    is_printed: bool = True


def evaluate(formula: str, inputs: Mapping[str, Any]) -> Any:
    """The value of a formula.

    Raises:
        ValuationError: units do not fit.
        ModelBroken: the formula uses a name or a construct it may not use.
    """
    return _value(ast.parse(formula, mode="eval").body, inputs, formula)


def evaluate_rounded(formula: str, inputs: Mapping[str, Input]) -> tuple[Any, Any, Any]:
    """Low, central and high value when every printed input may be off by its rounding.

    All corners are tried for up to eight printed inputs, else the two with all inputs at one end.
    """
    plain = {name: item.value for name, item in inputs.items()}
    printed = [name for name, item in inputs.items() if item.is_printed and not isinstance(item.value, Series)]
    ends = [(-1, 1)] * len(printed) if len(printed) <= MAX_CORNERS else []
    corners = list(product(*ends)) if ends else [(sign,) * len(printed) for sign in (-1, 1)]
    values = [
        evaluate(formula, plain | {n: shifted(plain[n], s) for n, s in zip(printed, c, strict=True)}) for c in corners
    ]
    ordered = sorted(values, key=magnitude)
    return ordered[0], evaluate(formula, plain), ordered[-1]


def magnitude(value: Any) -> float:
    """The number of any value."""
    if isinstance(value, Quantity):
        return value.amount
    return value.value if isinstance(value, Rate) else float(value)


def rounding(number: float) -> float:
    """How far a printed number may be off: half of its last digit.

    Whole numbers below 1000 are taken to the unit; of larger ones the last digit that is not zero counts, at most
    half a percent of the number.
    """
    size = abs(number)
    if size == 0 or not math.isfinite(size):
        return 0.0
    digits = f"{size:.10f}".rstrip("0")
    decimals = len(digits.partition(".")[2])
    if decimals:
        return 0.5 * 10**-decimals
    if size < 1000:
        return 0.5
    zeros = len(str(round(size))) - len(str(round(size)).rstrip("0"))
    return min(0.5 * 10**zeros, 0.005 * size)


def shifted(value: Any, sign: int) -> Any:
    """A value moved to one end of its rounding."""
    moved = magnitude(value) + sign * rounding(magnitude(value))
    if isinstance(value, Money):
        return Money(moved, value.unit, value.basis)
    if isinstance(value, Quantity):
        return Quantity(moved, value.unit)
    return Rate(moved, value.unit, value.per, value.basis) if isinstance(value, Rate) else moved


def _share_of_sum(part: Money, whole: Series) -> float:
    return effort_pct(part, total(whole.amounts))


def _mean_of_shares(part: Money, whole: Series) -> float:
    yearly = part / len(whole.amounts)
    return sum(effort_pct(yearly, amount) for amount in whole.amounts) / len(whole.amounts)


def _a_year(rate: Quantity) -> Quantity:
    unit, slash, period = rate.unit.partition("/")
    if not slash or period != "day":
        raise UnitMismatch(f"{rate.unit} is not a quantity a day")
    return Quantity(rate.amount * DAYS_A_YEAR, unit)


FUNCTIONS: Mapping[str, Callable] = {
    "sum": lambda series: total(series.amounts),
    "share_of_sum": _share_of_sum,
    "mean_of_shares": _mean_of_shares,
    "a_year": _a_year,
    "in_unit": lambda quantity, unit: Quantity(quantity.amount, unit),
    "number_of": magnitude,
    "min": lambda *values: min(values),
    "max": lambda *values: max(values),
}
OPERATORS: Mapping[type, Callable] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: lambda a, b: _times(a, b),
    ast.Div: lambda a, b: _over(a, b),
}


def _times(a: Any, b: Any) -> Any:
    if isinstance(b, Rate) and isinstance(a, Quantity):
        return b.price(a)
    return a * b


def _over(a: Any, b: Any) -> Any:
    if isinstance(a, Money) and isinstance(b, Quantity) and not isinstance(b, Money):
        return a.per(b)
    return a / b


def _value(node: ast.expr, inputs: Mapping[str, Any], formula: str) -> Any:
    match node:
        case ast.Constant(value=value) if isinstance(value, (int, float, str)):
            return value
        case ast.Name(id=name) if name in inputs:
            return inputs[name]
        case ast.BinOp(left=left, op=op, right=right) if type(op) in OPERATORS:
            values = (_value(left, inputs, formula), _value(right, inputs, formula))
            try:
                return OPERATORS[type(op)](*values)
            except TypeError as error:
                raise UnitMismatch(f"{formula}: {_kinds(values)} do not combine") from error
        case ast.Call(func=ast.Name(id=name), args=args, keywords=[]) if name in FUNCTIONS:
            return FUNCTIONS[name](*(_value(arg, inputs, formula) for arg in args))
    raise ModelBroken(
        f"the formula {formula!r} uses what a formula may not use: {ast.unparse(node)}",
        todo=f"use + - * /, the inputs, and {', '.join(FUNCTIONS)}",
    )


def _kinds(values: Sequence[Any]) -> str:
    return " and ".join(type(value).__name__ for value in values)


__all__ = ["Input", "Series", "ValuationError", "evaluate", "evaluate_rounded", "magnitude", "rounding"]
