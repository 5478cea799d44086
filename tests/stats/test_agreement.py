"""Krippendorff's alpha against the worked example of the catalogue, and what must hold of any ratings."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from sscmon.stats.agreement import alpha, alpha_interval, interval, nominal, ordinal, pairable, ratio

ORACLES = Path(__file__).parents[1] / "oracles.yaml"
METRICS = {"nominal": nominal, "ordinal": ordinal, "interval": interval, "ratio": ratio}
UNITS = st.lists(st.lists(st.integers(0, 4), max_size=5), max_size=12)


def example() -> tuple[list[list[float]], dict[str, str]]:
    """Units of the worked example: one list of known values for each of its fifteen columns."""
    case = yaml.safe_load(ORACLES.read_text(encoding="utf-8"))["K1"]
    columns = zip(*(row.split() for row in case["coders"]), strict=True)
    return [[float(value) for value in column if value != "*"] for column in columns], case["alpha"]


@pytest.mark.parametrize("name", METRICS)
def test_the_worked_example(name):
    units, expected = example()
    assert f"{alpha(units, METRICS[name]):.6f}" == expected[name]


def test_perfect_and_systematic_disagreement():
    assert alpha([[1, 1], [4, 4]]) == 1
    assert alpha([[1, 2], [2, 1]], nominal) == pytest.approx(1 - 1 / (8 / 12))


def test_nothing_to_compare():
    assert alpha([]) is None
    assert alpha([[3], [4]]) is None, "no unit has two values"
    assert alpha([[3, 3], [3, 3]]) is None, "without any variation agreement cannot be told from chance"
    assert alpha_interval([[3, 3]]) is None
    assert pairable([[3], [3, 4], []]) == 1


def test_the_interval_is_the_same_every_time_and_holds_alpha():
    units, _ = example()
    low, high = alpha_interval(units)
    assert (low, high) == alpha_interval(units[::-1])
    assert low < alpha(units) < high <= 1
    assert alpha_interval([[1, 1], [4, 4], [2, 2]]) == (1, 1), "agreement everywhere leaves no spread"


def test_the_interval_narrows_with_more_units():
    units, _ = example()
    narrow, wide = alpha_interval(units * 20), alpha_interval(units)
    assert narrow[1] - narrow[0] < wide[1] - wide[0]


@given(UNITS, st.randoms())
def test_order_and_lone_ratings_do_not_matter(units, shuffler):
    mixed = [shuffler.sample(unit, len(unit)) for unit in units]
    shuffler.shuffle(mixed)
    assert alpha(mixed) == alpha(units)
    assert alpha([*units, [4]]) == alpha(units)


@given(UNITS)
def test_only_the_order_of_levels_counts(units):
    stretched = [[value**3 + 7 * value for value in unit] for unit in units]
    assert alpha(stretched) == pytest.approx(alpha(units)) if alpha(units) is not None else alpha(stretched) is None


@given(UNITS)
def test_alpha_is_at_most_one(units):
    found = alpha(units)
    assert found is None or found <= 1 + 1e-12
