"""Unit prices for a year: prices on record, and documented rules where the year, the place or a bound is missing.

Rules (code list `price_fill`): the price of the year; else, if no price is dated, the undated one; else that of the
nearest year, at most five away, carried by the GDP deflator of its currency, with bounds that span the nearest prices
before and after, carried likewise, and the one before as printed, for prices that did not follow (all as printed where
there is no deflator). Prices of several places give their median, bounded by the lowest and the highest.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

MAX_GAP_YEARS = 5
MONTHS_A_YEAR = 12


@dataclass(frozen=True)
class Price:
    """One price on record, for one unit of what is valued.

    Attributes:
        id: identifier of the record. currency: ISO 4217. year: None where the record has no date.
        confidence: grade of its source.
    """

    id: str
    value: float
    currency: str
    place: str
    year: int | None
    confidence: str


@dataclass(frozen=True)
class UnitPrice:
    """A unit price as low, central and high in one currency, the prices it rests on and the rules that filled it."""

    low: float
    central: float
    high: float
    currency: str
    ids: frozenset[str]
    fills: frozenset[str]


Deflator = Mapping[tuple[str, int], float]
"""GDP deflator by currency and year."""


def price_of_year(prices: Sequence[Price], year: int, deflator: Deflator) -> UnitPrice | None:
    """The price of one series (same item, place and currency) in a year; None if none is near enough."""
    if exact := [price for price in prices if price.year == year]:
        return _spanned(exact, _best(exact).value, "EXACT")
    dated = [price for price in prices if price.year is not None]
    if not dated:
        return _spanned(prices, _best(prices).value, "UNDATED") if prices else None
    near = [price for price in dated if abs(price.year - year) <= MAX_GAP_YEARS]
    if not near:
        return None
    nearest = min(near, key=lambda price: (abs(price.year - year), price.confidence, -price.year, price.id))
    before, after = (_closest([p for p in near if (p.year < year) == early], year) for early in (True, False))
    neighbours = before + after
    carried = {price: _carried(price, year, deflator) for price in neighbours}
    known = [value for value in carried.values() if value is not None]
    central = carried[nearest] if carried[nearest] is not None else nearest.value
    values = [central, *(price.value for price in before), *(known or [price.value for price in after])]
    fill = "NEAREST_YEAR" if carried[nearest] is None else "NEAREST_YEAR_DEFLATED"
    ids = frozenset(price.id for price in neighbours)
    return UnitPrice(min(values), central, max(values), nearest.currency, ids, frozenset([fill]))


def combine(central: Sequence[UnitPrice], low: Iterable[UnitPrice], high: Iterable[UnitPrice]) -> UnitPrice | None:
    """One card from the prices of its bounds: the median of the central ones, the lowest low, the highest high.

    All must be in one currency. None without any central price.
    """
    if not central:
        return None
    every = [*central, *low, *high]
    return UnitPrice(
        min(price.low for price in every),
        median(price.central for price in central),
        max(price.high for price in every),
        central[0].currency,
        frozenset(i for price in every for i in price.ids),
        frozenset(f for price in every for f in price.fills),
    )


def median_of_places(prices: Sequence[UnitPrice]) -> UnitPrice | None:
    """The median of several places' prices, bounded by the lowest and the highest."""
    combined = combine(prices, (), ())
    if combined is None or len(prices) == 1:
        return combined
    fills = combined.fills | {"MEDIAN_OF_PLACES"}
    return UnitPrice(combined.low, combined.central, combined.high, combined.currency, combined.ids, fills)


def mean_of_years(prices: Sequence[UnitPrice]) -> UnitPrice | None:
    """The mean price of several years, bounded by the lowest and the highest year."""
    if not prices:
        return None
    if len(prices) == 1:
        return prices[0]
    return UnitPrice(
        min(price.low for price in prices),
        sum(price.central for price in prices) / len(prices),
        max(price.high for price in prices),
        prices[0].currency,
        frozenset(i for price in prices for i in price.ids),
        frozenset(f for price in prices for f in price.fills) | {"PERIOD_MEAN"},
    )


def converted(price: UnitPrice, lcu_per_usd: float) -> UnitPrice:
    """The price in US dollars at a market rate."""
    low, central, high = (value / lcu_per_usd for value in (price.low, price.central, price.high))
    return UnitPrice(low, central, high, "USD", price.ids, price.fills)


def _carried(price: Price, year: int, deflator: Deflator) -> float | None:
    then, now = deflator.get((price.currency, price.year)), deflator.get((price.currency, year))
    return price.value * now / then if then and now else None


def _spanned(prices: Sequence[Price], central: float, fill: str) -> UnitPrice:
    values = [central, *(price.value for price in prices)]
    ids = frozenset(price.id for price in prices)
    return UnitPrice(min(values), central, max(values), prices[0].currency, ids, frozenset([fill]))


def _best(prices: Sequence[Price]) -> Price:
    return min(prices, key=lambda price: (price.confidence, price.id))


def _closest(prices: Sequence[Price], year: int) -> list[Price]:
    distance = min((abs(price.year - year) for price in prices), default=0)
    return [price for price in prices if abs(price.year - year) == distance]
