"""The tables `core.deferred_payment` and `core.payment_tier`: what part of a bill paid later is a gift.

gift = bill x financed share x grant element (A7). The financed share is, in this order: measured, where the bill and
its financed part are both on record for the same parties and period; that of the price tier the year's price reaches;
the bounds a source states, with the share measured on the provider's other bills as central value. Where sources
report an agreement differently (a tier from 150 or from 200 USD a barrel), each reading has rows of its own.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import duckdb
import pyarrow as pa

from sscmon.valuation.concession import (
    ConcessionalityTest,
    Tier,
    concessionality_tests,
    deferred_payment_concession,
    select_tier,
)
from sscmon.valuation.loan_model import (
    CLASSES,
    LOAN_TERMS,
    PROVENANCE,
    describe_element,
    describe_test,
    element_of,
    fitting_terms,
    prices_by_year,
    status_of,
    tests_for,
)
from sscmon.valuation.money import Money, Rate
from sscmon.valuation.ranges import Range
from sscmon.valuation.tables import read, scopes, write
from sscmon.valuation.terms import Terms

ONE_READING = "_Z"
SHARES = """
select * from core.loan_terms
where financed_share_low_pct is not null or financed_share_high_pct is not null
order by terms_id
"""
BILLS = """
select
    flow.flow_id, flow_year.year, flow.provider_id, flow.partner_id, flow.period_start_year, flow.period_end_year,
    flow.kind_detail, cast(flow_year.amount_usd_nominal as double) as amount_usd, flow_year.is_average,
    flow.flow_stage, flow.obs_status, flow.source_id, flow.source_row_key, flow.snapshot_id
from core.flow as flow
join core.flow_year as flow_year using (flow_id)
where (flow.flow_stage = 'BILL' and flow.kind = 'ENE_OIL' and flow.modality <> 'EXC')
    or (flow.flow_stage = 'FINANCED' and flow.kind = 'FIN_LOAN')
order by flow.flow_id, flow_year.year
"""


@dataclass(frozen=True)
class Share:
    """The financed share of a bill, between 0 and 1, and where it comes from."""

    value: Range[float]
    basis: str


class Scheme:
    """Loan terms, financed shares and bills on record, and what they say of one bill."""

    def __init__(self, connection: duckdb.DuckDBPyConnection):
        self.pool = read(connection, LOAN_TERMS)
        self.shares = read(connection, SHARES)
        self.scope = scopes(connection)
        self.prices = prices_by_year(connection)
        self.classes = read(connection, CLASSES)
        figures = read(connection, BILLS)
        self.bills = [row for row in figures if row["flow_stage"] == "BILL"]
        self.measured = _measured(self.bills, [row for row in figures if row["flow_stage"] == "FINANCED"])

    def readings(self, provider_id: str, partner_id: str) -> list[str]:
        """The readings of the agreement between two parties."""
        found = {row["terms_reading"] for row in self._fitting(provider_id, partner_id) if row["terms_reading"]}
        return sorted(found) or [ONE_READING]

    def share(self, bill: dict, reading: str, price_usd: float | None) -> Share | None:
        """The financed share of a bill under one reading of the agreement; None if nothing is on record."""
        if (measured := self.measured.get(_deal(bill))) is not None:
            return Share(Range.exact(measured), "MEASURED")
        rows = self._fitting(bill["provider_id"], bill["partner_id"])
        tiers = [row for row in rows if row["terms_reading"] == reading and row["price_above_usd"] is not None]
        bounds = self._bounds(bill, rows)
        if tiers and price_usd is not None and bounds:
            return select_tier(_per_barrel(price_usd), [Tier(_per_barrel(0.0), bounds), *map(_tier, tiers)])
        return bounds

    def _fitting(self, provider_id: str, partner_id: str) -> list[dict]:
        own = [row for row in self.shares if row["provider_id"] == provider_id]
        exact = [row for row in own if row["partner_id"] == partner_id]
        return exact or [r for r in own if not self.scope[r["partner_id"]].isdisjoint(self.scope[partner_id])]

    def _bounds(self, bill: dict, rows: Sequence[dict]) -> Share | None:
        stated = [row for row in rows if row["price_above_usd"] is None]
        values = [row[name] / 100 for row in stated for name in _BOUND_NAMES if row[name] is not None]
        if not values:
            return None
        low, high = min(values), max(values)
        known = [share for deal, share in self.measured.items() if deal[0] == bill["provider_id"]]
        central = sum(known) / len(known) if known else (low + high) / 2
        return Share(Range(low, min(max(central, low), high), high), "BOUNDS")


_BOUND_NAMES = ("financed_share_low_pct", "financed_share_high_pct")


def deferred_payments(connection: duckdb.DuckDBPyConnection) -> pa.Table:
    """The table `core.deferred_payment`: the gift in each bill of a year, by reading and test."""
    scheme = Scheme(connection)
    rows = []
    for bill in scheme.bills:
        fitting = fitting_terms(bill, scheme.pool, scheme.scope, scheme.prices)
        price = scheme.prices.get((_price_item(scheme.pool), bill["year"]))
        for reading in scheme.readings(bill["provider_id"], bill["partner_id"]):
            share = scheme.share(bill, reading, price)
            if not fitting or share is None:
                continue
            for test in tests_for(bill["partner_id"], bill["year"], scheme.classes):
                rows.append(_payment(bill, reading, price, fitting, share, test))
    return write("core.deferred_payment", rows)


def payment_tiers(connection: duckdb.DuckDBPyConnection) -> pa.Table:
    """The table `core.payment_tier`: the gift in a bill at each published price threshold and just above it."""
    scheme = Scheme(connection)
    rows = []
    for (provider, partner), prices in sorted(_thresholds(scheme).items()):
        for reading in scheme.readings(provider, partner):
            for price in sorted(prices):
                for is_above in (False, True):
                    at = price + 0.01 * is_above
                    rows += _tier_rows(scheme, provider, partner, reading, price, is_above, at)
    return write("core.payment_tier", rows)


def _thresholds(scheme: Scheme) -> dict[tuple[str, str], set[float]]:
    found: dict[tuple[str, str], set[float]] = {}
    for row in [*scheme.pool, *scheme.shares]:
        for name in ("price_above_usd", "price_upto_usd"):
            if row[name] is not None:
                found.setdefault((row["provider_id"], row["partner_id"]), set()).add(row[name])
    return found


def _tier_rows(
    scheme: Scheme, provider: str, partner: str, reading: str, price: float, is_above: bool, at: float
) -> Iterable[dict]:
    bill = {"provider_id": provider, "partner_id": partner, "year": 0}
    item = _price_item(scheme.pool)
    fitting = fitting_terms(bill, scheme.pool, scheme.scope, {(item, 0): at})
    share = scheme.share(bill, reading, at)
    if not fitting or share is None:
        return
    for test in concessionality_tests().values():
        percent = element_of(fitting, test)
        gift = [s * p for s, p in zip(_bounds_of(share.value), _bounds_of(percent), strict=True)]
        yield {
            "provider_id": provider,
            "partner_id": partner,
            "terms_reading": reading,
            "price_item": item,
            "price_usd": price,
            "is_above_price": is_above,
            "terms_ids": _ids(fitting),
            **_share_columns(share),
            **describe_test(test),
            **describe_element(percent, test),
            **dict(zip(("gift_low_pct", "gift_pct", "gift_high_pct"), gift, strict=True)),
            "obs_status": "E",
        }


def _payment(
    bill: dict, reading: str, price: float | None, fitting: Sequence[Terms], share: Share, test: ConcessionalityTest
) -> dict:
    percent = element_of(fitting, test)
    row = {name: bill[name] for name in ("flow_id", "year", "provider_id", "partner_id", *PROVENANCE)}
    row |= describe_test(test) | describe_element(percent, test) | _share_columns(share)
    row |= {
        "terms_reading": reading,
        "price_usd": price,
        "terms_ids": _ids(fitting),
        "bill_usd": bill["amount_usd"],
        "obs_status": "O",
    }
    if bill["amount_usd"] is None:
        return row
    amount = Money(bill["amount_usd"], "USD")
    pairs = zip(_bounds_of(share.value), _bounds_of(percent), strict=True)
    gifts = [deferred_payment_concession(amount, s, p).amount for s, p in pairs]
    row |= dict(zip(("concession_low_usd", "concession_usd", "concession_high_usd"), gifts, strict=True))
    row["obs_status"] = "E" if share.basis == "BOUNDS" else status_of(fitting, bill)
    return row


def _measured(bills: Sequence[dict], financed: Sequence[dict]) -> Mapping[tuple, float]:
    totals: dict[tuple, dict[str, float]] = {}
    for row in (*bills, *financed):
        if row["amount_usd"] is not None:
            deal = totals.setdefault(_deal(row), {})
            deal[row["flow_stage"]] = deal.get(row["flow_stage"], 0.0) + row["amount_usd"]
    return {
        deal: stages["FINANCED"] / stages["BILL"]
        for deal, stages in totals.items()
        if stages.get("BILL", 0) > 0 and 0 <= stages.get("FINANCED", -1) <= stages["BILL"]
    }


def _deal(row: dict) -> tuple:
    return row["provider_id"], row["partner_id"], row.get("period_start_year"), row.get("period_end_year")


def _tier(row: dict) -> Tier[Share]:
    low, high = row["financed_share_low_pct"] / 100, row["financed_share_high_pct"] / 100
    return Tier(_per_barrel(row["price_above_usd"]), Share(Range(low, (low + high) / 2, high), "TIER"), above=True)


def _per_barrel(price_usd: float) -> Rate:
    return Rate(price_usd, "USD", "bbl")


def _price_item(pool: Sequence[dict]) -> str:
    return next((row["price_item"] for row in pool if row["price_item"]), "")


def _ids(fitting: Sequence[Terms]) -> str:
    return ";".join(terms.row["terms_id"] for terms in fitting)


def _bounds_of(value: Range[float]) -> tuple[float, float, float]:
    return value.low, value.central, value.high


def _share_columns(share: Share) -> dict:
    low, central, high = (100 * x for x in _bounds_of(share.value))
    return {
        "share_basis": share.basis,
        "financed_share_low_pct": low,
        "financed_share_pct": central,
        "financed_share_high_pct": high,
    }
