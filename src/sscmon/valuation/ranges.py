"""A value as low, central and high: bounds of method choice, never a standard error."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from sscmon.valuation.errors import InvalidRange


class Ordered(Protocol):
    """Anything that can be a bound: a number, `Quantity`, `Money` or `Rate`."""

    def __lt__(self, other: Any, /) -> bool: ...
    def __le__(self, other: Any, /) -> bool: ...


T = TypeVar("T", bound=Ordered)
U = TypeVar("U", bound=Ordered)


@dataclass(frozen=True, slots=True)
class Range(Generic[T]):
    """Three values of one unit with low <= central <= high.

    Adding adds the bounds; subtracting crosses them (interval arithmetic, so `x - x` keeps its width);
    multiplying by a negative number swaps them. Raises `InvalidRange` for unordered bounds and the bounds'
    own `UnitMismatch`. Source: Moore, *Interval Analysis*, 1966, chapter 2.
    """

    low: T
    central: T
    high: T

    def __post_init__(self) -> None:
        if not (self.low <= self.central and self.central <= self.high):
            raise InvalidRange(f"not low <= central <= high: {self.low}, {self.central}, {self.high}")

    @classmethod
    def exact(cls, value: T) -> Range[T]:
        """Make the range of a value without spread."""
        return cls(value, value, value)

    def map(self, function: Callable[[T], U]) -> Range[U]:
        """Apply an increasing function to the three values; a decreasing one raises `InvalidRange`."""
        return Range(function(self.low), function(self.central), function(self.high))

    def __add__(self: Range[Any], other: Range[Any]) -> Range[Any]:
        if not isinstance(other, Range):
            return NotImplemented
        return Range(self.low + other.low, self.central + other.central, self.high + other.high)

    def __sub__(self: Range[Any], other: Range[Any]) -> Range[Any]:
        if not isinstance(other, Range):
            return NotImplemented
        return Range(self.low - other.high, self.central - other.central, self.high - other.low)

    def __mul__(self: Range[Any], factor: float) -> Range[Any]:
        if not isinstance(factor, (int, float)):
            return NotImplemented
        low, central, high = self.low * factor, self.central * factor, self.high * factor
        return Range(low, central, high) if factor >= 0 else Range(high, central, low)

    __rmul__ = __mul__
