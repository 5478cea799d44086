"""Rate cards: from the price rules and prices on record to the unit price of one method, place and year."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import duckdb

from sscmon import codelists
from sscmon.valuation.prices import (
    MAX_GAP_YEARS,
    MONTHS_A_YEAR,
    Price,
    UnitPrice,
    combine,
    converted,
    mean_of_years,
    median_of_places,
    price_of_year,
)
from sscmon.valuation.tables import read, scopes

PRICES = """
select
    price_id, price_item, price_basis_text, place_id, year, cast(price_value as double) as price_value, currency_code,
    price_per, confidence
from reference.price_reference
order by price_id
"""
INCOME = """
select macro.series, country.iso2, macro.year, macro.series_value
from reference.macro as macro
join reference.country as country using (iso3)
where macro.series in ('gdp_deflator_lcu', 'ppp_lcu_per_intl', 'gni_lcu', 'gni_usd') and macro.series_value > 0
"""
LOWEST_GRADE = "C"


@dataclass(frozen=True)
class Place:
    """Who gives and who receives, and the years a price is wanted for."""

    provider_id: str
    partner_id: str
    years: tuple[int, ...]


@dataclass(frozen=True)
class Card:
    """What the rules of one method give: a unit price, or the reason why there is none."""

    price: UnitPrice | None
    reason: str | None
    is_approximate: bool = False


class Cards:
    """All prices, rules and rates on record.

    Reads `core.price_rule`, `reference.price_reference`, `reference.macro`, `reference.country`,
    `reference.exchange_rate`, `reference.stated_rate` and `reference.party_scope`.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection):
        self.scope = scopes(connection)
        self._rules: dict[tuple[str, str], list[dict]] = defaultdict(list)
        for rule in read(connection, "select * from core.price_rule order by rule_id"):
            for detail in rule["kind_details"].split(";"):
                self._rules[rule["kind"], detail].append(rule)
        self._prices: dict[tuple[str, str], list[dict]] = defaultdict(list)
        for row in read(connection, PRICES):
            self._prices[row["price_item"], row["price_basis_text"]].append(row)
        self._income: dict[str, dict[tuple[str, int], float]] = defaultdict(dict)
        for row in read(connection, INCOME):
            self._income[row["series"]][row["iso2"], row["year"]] = row["series_value"]
        published = read(connection, "select currency_code, year, lcu_per_usd from reference.exchange_rate")
        self._published = {(row["currency_code"], row["year"]): row["lcu_per_usd"] for row in published}
        self._stated = read(connection, "select * from reference.stated_rate order by currency_code, year, price_id")

    def rules(self, kind: str, detail: str) -> Mapping[str, list[dict]]:
        """The rules of a kind and detail by method."""
        found: dict[str, list[dict]] = defaultdict(list)
        for rule in self._rules.get((kind, detail), ()):
            found[rule["valuation_method"]].append(rule)
        return found

    def card(self, rules: Sequence[dict], place: Place) -> Card:
        """The unit price by the rules of one method, per valued unit; of several years, their mean."""
        years = [self._of_year(rules, place, year) for year in place.years]
        price = mean_of_years([card.price for card in years if card.price is not None])
        if price is None:
            reasons = {card.reason for card in years}
            reason = next(r for r in ("PRICE_TOO_FAR", "NO_RATE", "NO_PRICE", None) if r in reasons)
            return Card(None, reason)
        return Card(price, None, any(card.is_approximate for card in years))

    def rates(self, currency: str, year: int) -> dict[str, float]:
        """Market rates of a currency in a year, LCU per USD, by reading: PUBLISHED or else IMPLIED, and STATED."""
        found = {}
        if (rate := self._published.get((currency, year))) is not None:
            found["PUBLISHED"] = rate
        elif (rate := self._implied.get((currency[:2], year))) is not None:
            found["IMPLIED"] = rate
        near = [r for r in self._stated if r["currency_code"] == currency and abs(r["year"] - year) <= MAX_GAP_YEARS]
        if near:
            found["STATED"] = min(near, key=lambda r: (abs(r["year"] - year), -r["year"]))["lcu_per_usd"]
        return found

    def ppp(self, currency: str, year: int) -> float | None:
        """Purchasing power parity of a currency in a year, LCU per international dollar."""
        return self._income["ppp_lcu_per_intl"].get((currency[:2], year))

    @cached_property
    def _implied(self) -> dict[tuple[str, int], float]:
        lcu, usd = self._income["gni_lcu"], self._income["gni_usd"]
        return {key: lcu[key] / usd[key] for key in lcu.keys() & usd.keys()}

    @cached_property
    def _deflator(self) -> dict[tuple[str, int], float]:
        by_area = self._income["gdp_deflator_lcu"]
        currencies = {row["currency_code"] for rows in self._prices.values() for row in rows}
        return {(c, year): value for (area, year), value in by_area.items() for c in currencies if c[:2] == area}

    def _of_year(self, rules: Sequence[dict], place: Place, year: int) -> Card:
        bounds: dict[str, list[UnitPrice]] = {"low": [], "central": [], "high": []}
        reasons, is_approximate = set(), False
        for rule in rules:
            found = self._price(rule, place, year)
            if isinstance(found, str):
                reasons.add(found)
                continue
            bounds[rule["price_bound"]].append(found)
            is_approximate |= rule["is_approximate"]
        low, central, high = self._one_currency([bounds["low"], bounds["central"], bounds["high"]], year)
        price = combine(central or low + high, low, high)
        if price is None:
            return Card(None, next((r for r in ("PRICE_TOO_FAR", "NO_RATE") if r in reasons), "NO_PRICE"))
        return Card(price, None, is_approximate)

    def _price(self, rule: dict, place: Place, year: int) -> UnitPrice | str:
        """The price of one rule in a year, or the reason why there is none."""
        role = rule["place_role"]
        rows = self._prices[rule["price_item"], rule["price_basis_text"]]
        rows = [row for row in rows if rule["currency_code"] in (None, row["currency_code"])]
        own = [row for row in rows if self._is_at(role, row["place_id"], place)]
        if role in ("PROVIDER", "PARTNER"):
            rows = own
        elif role == "PROGRAMME":
            rows = own or rows
        elif role == "MARKET":
            rows = [row for row in rows if row["confidence"] < LOWEST_GRADE]
        series: dict[str, list[Price]] = defaultdict(list)
        for row in rows:
            key = "" if role == "WORLD" else row["place_id"] + row["currency_code"]
            series[key].append(_per_unit(row, rule["valued_unit"]))
        if not series:
            return "NO_PRICE"
        found = [p for prices in series.values() if (p := price_of_year(prices, year, self._deflator)) is not None]
        if not found:
            return "PRICE_TOO_FAR"
        if role == "MARKET":
            found = [price for p in found if (price := self._in_usd(p, year)) is not None]
        price = median_of_places(*self._one_currency([found], year))
        if price is None:
            return "NO_RATE"
        if role == "PROGRAMME" and not own:
            return UnitPrice(
                price.low, price.central, price.high, price.currency, price.ids, price.fills | {"MEDIAN_OF_PLACES"}
            )
        return price

    def _is_at(self, role: str, place_id: str, place: Place) -> bool:
        if role == "PROVIDER":
            return place_id in place.provider_id.split("+")
        return place.partner_id in self.scope[place_id]

    def _one_currency(self, groups: Sequence[list[UnitPrice]], year: int) -> list[list[UnitPrice]]:
        """The prices as they are if all are in one currency, else in US dollars; those without a rate drop out."""
        if len({price.currency for prices in groups for price in prices}) <= 1:
            return list(groups)
        return [[price for p in prices if (price := self._in_usd(p, year)) is not None] for prices in groups]

    def _in_usd(self, price: UnitPrice, year: int) -> UnitPrice | None:
        if price.currency == "USD":
            return price
        rates = self.rates(price.currency, year)
        rate = rates.get("PUBLISHED") or rates.get("IMPLIED")
        return converted(price, rate) if rate else None


def _per_unit(row: dict, valued_unit: str) -> Price:
    """A price on record for one valued unit: a person's year is twelve months, or one student's year."""
    factor = MONTHS_A_YEAR if _base_unit(row["price_per"]) == "person-year" and valued_unit == "person-month" else 1
    return Price(
        row["price_id"],
        row["price_value"] / factor,
        row["currency_code"],
        row["place_id"],
        row["year"],
        row["confidence"],
    )


def _base_unit(unit: str) -> str:
    return codelists.by_code("quantity_unit").get(unit, {}).get("base_unit", unit)
