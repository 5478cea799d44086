import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sscmon.valuation.errors import InvalidRange, UnitMismatch
from sscmon.valuation.money import Money, total
from sscmon.valuation.ranges import Range

bounds = st.lists(st.floats(-1e12, 1e12), min_size=3, max_size=3).map(sorted)
ranges = bounds.map(lambda b: Range(*(Money(x, "USD") for x in b)))


@given(st.lists(ranges, min_size=1, max_size=8))
def test_bounds_add(parts):
    whole = total(parts)
    for side in ("low", "central", "high"):
        assert getattr(whole, side) == total(getattr(part, side) for part in parts)


@given(ranges, ranges)
def test_subtraction_crosses_the_bounds(a, b):
    assert (a - b).low == a.low - b.high
    assert (a - b).central == a.central - b.central
    assert (a - b).high == a.high - b.low


@given(ranges, st.floats(-1e3, 1e3))
def test_scaling_keeps_the_order(a, factor):
    scaled = factor * a
    assert {scaled.low, scaled.high} == {a.low * factor, a.high * factor}
    assert scaled.central == a.central * factor


@pytest.mark.parametrize("low, central, high", [(2, 1, 3), (1, 3, 2), (3, 2, 1), (math.nan, 1, 2), (1, math.nan, 2)])
def test_unordered_bounds_are_refused(low, central, high):
    with pytest.raises(InvalidRange):
        Range(low, central, high)


def test_bounds_of_different_units_are_refused():
    with pytest.raises(UnitMismatch):
        Range(Money(1, "USD"), Money(2, "USD"), Money(3, "INTL"))
    with pytest.raises(UnitMismatch):
        Range.exact(Money(1, "USD")) + Range.exact(Money(1, "BRL"))


def test_decreasing_function_is_refused():
    with pytest.raises(InvalidRange):
        Range(1.0, 2.0, 3.0).map(lambda x: -x)


@pytest.mark.parametrize(
    "operation",
    [lambda r: r + 1, lambda r: r - 1, lambda r: r * r],
)
def test_ranges_add_only_to_ranges(operation):
    with pytest.raises(TypeError):
        operation(Range(1.0, 2.0, 3.0))
