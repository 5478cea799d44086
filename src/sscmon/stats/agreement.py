"""Agreement of raters: Krippendorff's alpha, and the interval that resampling gives it.

A unit is what several raters rated: the list of its values, in any order, without the missing ones.
"""

import random
from collections import Counter
from collections.abc import Callable, Sequence
from statistics import quantiles

Unit = Sequence[float]
Distance = Callable[[float, float], float]

SEED = 1731
RESAMPLES = 1000


def nominal(counts: Counter) -> Distance:
    """0 for equal values, 1 for others."""
    return lambda a, b: float(a != b)


def ordinal(counts: Counter) -> Distance:
    """Squared number of values that lie between two ranks, the ends counting half (`counts`: how often each occurs)."""
    ranked = sorted(counts)
    below, total = {}, 0
    for value in ranked:
        below[value] = total + counts[value] / 2
        total += counts[value]
    return lambda a, b: (below[a] - below[b]) ** 2


def interval(counts: Counter) -> Distance:
    """Squared difference."""
    return lambda a, b: (a - b) ** 2


def ratio(counts: Counter) -> Distance:
    """Squared difference over the sum; two zeros are equal."""
    return lambda a, b: ((a - b) / (a + b)) ** 2 if a + b else 0.0


Metric = Callable[[Counter], Distance]


def alpha(units: Sequence[Unit], metric: Metric = ordinal) -> float | None:
    """Krippendorff's alpha, 1 - observed / expected disagreement: 1 is agreement, 0 is chance.

    Units with fewer than two values drop out. None without a pair, or where all values are equal. Source: K.
    Krippendorff, *Content Analysis*, 2004, chapter 11.
    """
    paired = _paired(units)
    expected = _expected(paired, metric)
    return None if not expected else 1 - _observed(paired, metric) / expected


def alpha_interval(
    units: Sequence[Unit], metric: Metric = ordinal, resamples: int = RESAMPLES, seed: int = SEED
) -> tuple[float, float] | None:
    """The middle 95 percent of alpha over resampled units, the expected disagreement held at that of the sample.

    The same units in any order give the same interval, for the seed is fixed. None where alpha is. Source: B. Efron
    and R. Tibshirani, *An Introduction to the Bootstrap*, 1993, chapter 13 (percentile interval).
    """
    paired = _paired(units)
    expected = _expected(paired, metric)
    if not expected:
        return None
    distance = metric(_counts(paired))
    judged = sorted((_disagreement(unit, distance), len(unit)) for unit in paired)
    draw = random.Random(seed).choices
    found = []
    for _ in range(resamples):
        sample = draw(judged, k=len(judged))
        found.append(1 - sum(d for d, _ in sample) / sum(n for _, n in sample) / expected)
    edges = quantiles(found, n=40, method="inclusive")
    return edges[0], edges[-1]


def pairable(units: Sequence[Unit]) -> int:
    """Number of units with at least two values."""
    return len(_paired(units))


def _paired(units: Sequence[Unit]) -> list[tuple[float, ...]]:
    return sorted(tuple(sorted(unit)) for unit in units if len(unit) > 1)


def _counts(units: Sequence[Unit]) -> Counter:
    return Counter(value for unit in units for value in unit)


def _disagreement(unit: Unit, distance: Distance) -> float:
    """Sum of the distances of all ordered pairs of a unit's values, over the number of partners each has."""
    counts = Counter(unit)
    pairs = sum(counts[a] * counts[b] * distance(a, b) for a in counts for b in counts)
    return pairs / (len(unit) - 1)


def _observed(units: Sequence[Unit], metric: Metric) -> float:
    distance = metric(_counts(units))
    return sum(_disagreement(unit, distance) for unit in units) / sum(len(unit) for unit in units)


def _expected(units: Sequence[Unit], metric: Metric) -> float:
    """Mean distance of all ordered pairs of values of different raters, whatever their unit."""
    counts = _counts(units)
    total = sum(counts.values())
    if total < 2:
        return 0.0
    distance = metric(counts)
    pairs = sum(counts[a] * counts[b] * distance(a, b) for a in counts for b in counts)
    return pairs / (total * (total - 1))
