"""The table `core.valuation`: every quantity by every admissible method, and why the others have no value.

A quantity is first put in the unit its prices are for. That people counted at a date were in place all year is an
assumption of the code list `unit_conversion` and marks the value as an estimate. Which methods enter the range in US
dollars, and which of them is central, is told by the code list `valuation_method` and nowhere else.
"""

import calendar
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import duckdb
import pyarrow as pa

from sscmon import codelists
from sscmon.valuation import methods
from sscmon.valuation.cards import Card, Cards, Place
from sscmon.valuation.methods import Method
from sscmon.valuation.money import INTL, Money, Quantity, Rate
from sscmon.valuation.prices import UnitPrice
from sscmon.valuation.ranges import Range
from sscmon.valuation.tables import read, write

FIGURES = """
with figure as (
    select
        quantity.quantity_id, by_year.year, coalesce(by_year.value_type, quantity.value_type) as value_type,
        quantity.provider_id, quantity.partner_id, quantity.kind, coalesce(quantity.kind_detail, '_Z') as kind_detail,
        cast(by_year.quantity_value as double) as amount, by_year.quantity_value is not null as has_amount,
        quantity.quantity_unit as unit,
        case when coalesce(by_year.value_type, quantity.value_type) = 'CUMULATIVE' then quantity.period_start_year end
            as period_start_year,
        coalesce(by_year.is_average or by_year.is_difference, false) as is_shared, by_year.selection_reason,
        coalesce(by_year.obs_status, quantity.obs_status) as obs_status, quantity.source_id, quantity.source_row_key,
        quantity.snapshot_id
    from core.quantity as quantity
    left join core.quantity_year as by_year using (quantity_id)
)
select
    *,
    dense_rank() over (
        order by
            year, value_type, provider_id, partner_id, kind, kind_detail, has_amount, unit, period_start_year,
            is_shared, selection_reason, obs_status
    ) as case_id
from figure
"""
CASES = """
select distinct on (case_id)
    * replace (
        cast(case_id as varchar) as quantity_id, case when has_amount then 1.0::double end as amount,
        cast(null as varchar) as source_id, cast(null as varchar) as source_row_key,
        cast(null as varchar) as snapshot_id
    )
from figure
order by case_id
"""
MULTIPLIED = """
select
    value.* replace (
        concat_ws(
            '|', figure.quantity_id, coalesce(cast(figure.year as varchar), '_Z'), figure.value_type,
            value.valuation_method, value.rate_reading
        ) as valuation_id,
        figure.quantity_id as quantity_id,
        figure.source_id as source_id,
        figure.source_row_key as source_row_key,
        figure.snapshot_id as snapshot_id,
        figure.amount * value.valued_quantity as valued_quantity,
        figure.amount * value.value_low_usd as value_low_usd,
        figure.amount * value.value_central_usd as value_central_usd,
        figure.amount * value.value_high_usd as value_high_usd,
        figure.amount * value.value_low_lcu as value_low_lcu,
        figure.amount * value.value_central_lcu as value_central_lcu,
        figure.amount * value.value_high_lcu as value_high_lcu,
        figure.amount * value.value_low_intl as value_low_intl,
        figure.amount * value.value_central_intl as value_central_intl,
        figure.amount * value.value_high_intl as value_high_intl
    )
from figure
join value_of_one as value on value.quantity_id = cast(figure.case_id as varchar)
"""
DEPENDENCIES = (
    "core.price_rule",
    "core.quantity",
    "core.quantity_year",
    "reference.country",
    "reference.exchange_rate",
    "reference.macro",
    "reference.party_scope",
    "reference.price_reference",
    "reference.stated_rate",
)
KEPT = (
    "quantity_id",
    "year",
    "value_type",
    "provider_id",
    "partner_id",
    "kind",
    "kind_detail",
    "source_id",
    "source_row_key",
    "snapshot_id",
)
REASON_OF_SELECTION = {
    "CONTEXT": "NOT_COOPERATION",
    "DOMESTIC": "NOT_COOPERATION",
    "UNDETERMINED": "UNDECIDED",
    "PART_YEAR": "PART_OF_YEAR",
}
COUNTS = {"INITIATIVE", "PROJECT", "PARTNER"}
COUNT_UNITS = {"mission", "brigade", "country", "country or institution", "project", "initiative"}
PROMISED = {"QUOTA"}
REASON_OF_METHOD = {Method.EXPORT: "TRADE", Method.COST_PPP: "OTHER_CURRENCY"}
TIME_UNITS = {"person-month", "person-day", "student-year", "participant-day"}


@dataclass(frozen=True)
class Converted:
    """A quantity in the unit it is valued in, and how it came to it."""

    quantity: Quantity
    conversion: str
    is_assumed: bool


def valuations(connection: duckdb.DuckDBPyConnection) -> pa.Table:
    """The table `core.valuation`. A quantity without any value has one row by VM_NONE with its reason.

    A value is proportional to its quantity. So quantities that differ in nothing but their amount are one case, which
    is valued once, for one unit, and then multiplied.
    """
    connection.execute(f"create or replace temp table figure as {FIGURES}")
    cards = Cards(connection)
    rows = (row for case in read(connection, CASES) for row in value_figure(case, cards))
    connection.register("value_of_one", write("core.valuation", rows))
    return connection.sql(MULTIPLIED).to_arrow_table()


def value_figure(figure: Mapping, cards: Cards, wanted: Iterable[str] = ()) -> list[dict]:
    """The rows of `core.valuation` of one quantity in one year.

    Args:
        figure: a row of `CASES`, with any amount.
        cards: prices on record.
        wanted: methods; all admissible ones if empty.
    """
    rules = {m: r for m, r in cards.rules(figure["kind"], figure["kind_detail"]).items() if not wanted or m in wanted}
    reason = _out_of_scope(figure)
    converted = None if reason else convert(figure, {rule["valued_unit"] for rs in rules.values() for rule in rs})
    if converted is None:
        return [_unvalued(figure, reason or _no_unit(figure))]
    place = Place(figure["provider_id"], figure["partner_id"], _years(figure))
    rows, reasons = [], set()
    for method, method_rules in rules.items():
        card = cards.card(method_rules, place)
        if card.price is None:
            reasons.add(card.reason)
            continue
        rows += value_with(figure, converted, Method(method), card, cards)
    if rows:
        return rows
    return [_unvalued(figure, "PRICE_TOO_FAR" if "PRICE_TOO_FAR" in reasons else "NO_PRICE")]


def convert(figure: Mapping, targets: set[str]) -> Converted | None:
    """Put a quantity in one of the target units; None if no rule does."""
    unit = codelists.by_code("quantity_unit")[figure["unit"]]
    base, period = unit["base_unit"], unit["rate_period"]
    if base in targets and not period:
        return Converted(Quantity(figure["amount"], base), "AS_COUNTED", False)
    if base in targets and figure["value_type"] == "FLOW":
        return Converted(
            Quantity(figure["amount"] * _periods(period, figure["year"]), base), "RATE_TIMES_PERIOD", False
        )
    for rule in codelists.rows("unit_conversion"):
        if (
            rule["from_unit"] == figure["unit"]
            and rule["to_unit"] in targets
            and figure["kind"] in rule["kinds"].split(";")
            and figure["kind_detail"] in rule["kind_details"].split(";")
            and figure["value_type"] in rule["value_type"].split(";")
        ):
            amount = figure["amount"] * float(rule["factor"])
            return Converted(Quantity(amount, rule["to_unit"]), rule["code"], rule["is_assumption"] == "true")
    return None


def _periods(period: str, year: int) -> float:
    days = 366 if calendar.isleap(year) else 365
    return {"day": days, "week": days / 7, "year": 1}[period]


def _years(figure: Mapping) -> tuple[int, ...]:
    if figure["value_type"] == "CUMULATIVE" and figure["period_start_year"] is not None:
        return tuple(range(figure["period_start_year"], figure["year"] + 1))
    return (figure["year"],)


def _out_of_scope(figure: Mapping) -> str | None:
    if figure["kind"] in COUNTS or figure["unit"] in COUNT_UNITS:
        return "NOT_A_CONTRIBUTION"
    if figure["kind_detail"] in PROMISED:
        return "NOT_DELIVERED"
    if figure["selection_reason"] in REASON_OF_SELECTION:
        return REASON_OF_SELECTION[figure["selection_reason"]]
    if figure["year"] is None:
        return "NO_YEAR"
    return "SERIES_FALLS" if figure["amount"] is None else None


def _no_unit(figure: Mapping) -> str:
    is_time = codelists.by_code("kind")[figure["kind"]]["unit"] in TIME_UNITS
    base_unit = codelists.by_code("quantity_unit")[figure["unit"]]["base_unit"]
    return "WORK_NOT_STATED" if is_time and base_unit == "person" else "NO_PRICE"


def _unvalued(figure: Mapping, reason: str) -> dict:
    return _row(figure, Method.NONE, "_Z") | {
        "is_in_range": False,
        "valuation_reason": reason,
        "obs_status": figure["obs_status"],
    }


def value_with(figure: Mapping, converted: Converted, method: Method, card: Card, cards: Cards) -> list[dict]:
    """The value by one method, once for every reading of the exchange rate, and at PPP where there is one."""
    price, year = card.price, figure["year"]
    common = {
        "valued_quantity": converted.quantity.amount,
        "valued_unit": converted.quantity.unit,
        "conversion": converted.conversion,
        "unit_price_low": price.low,
        "unit_price_central": price.central,
        "unit_price_high": price.high,
        "currency_code": price.currency,
        "price_ids": ";".join(sorted(price.ids)),
        "price_fills": ";".join(sorted(price.fills)),
    }
    status = _status(figure, converted, card)
    rows = []
    if method != Method.COST_PPP:
        for reading, rate in _readings(price, cards, year).items():
            value = _money(method, converted.quantity, price, rate)
            reason = _reason(figure, method, value)
            rows.append(
                _row(figure, method, reading)
                | common
                | _bounds("usd", value)
                | _bounds("lcu", _local(converted.quantity, price))
                | {
                    "lcu_per_usd": rate,
                    "is_in_range": reason is None and _is_in_range(method),
                    "valuation_reason": reason,
                    "obs_status": _worst(status, "E") if reading in ("IMPLIED", "STATED") else status,
                }
            )
    parity = cards.ppp(price.currency, year) if method in (Method.COST_MER, Method.COST_PPP) else None
    if parity is not None and price.currency != "USD":
        unit_cost = _range(price, converted.quantity.unit)
        value = methods.value_cost_ppp(converted.quantity, unit_cost, Rate(parity, price.currency, INTL))
        rows.append(
            _row(figure, Method.COST_PPP, "_Z")
            | common
            | _bounds("intl", value)
            | _bounds("lcu", _local(converted.quantity, price))
            | {"is_in_range": False, "valuation_reason": "OTHER_CURRENCY", "obs_status": status}
        )
    return rows


def _readings(price: UnitPrice, cards: Cards, year: int) -> dict[str, float | None]:
    return {"_Z": None} if price.currency == "USD" else cards.rates(price.currency, year) or {"_Z": None}


def _money(method: Method, quantity: Quantity, price: UnitPrice, rate: float | None) -> Range[Money] | None:
    unit_price = _range(price, quantity.unit)
    if price.currency != "USD" and rate is None:
        return None
    market = None if rate is None else Rate(rate, price.currency, "USD")
    if method == Method.COST_MER and market is not None:
        return methods.value_cost_mer(quantity, unit_price, market)
    if method == Method.UNRATE:
        return methods.value_un_rate(quantity, unit_price)
    if method == Method.INTL:
        return methods.value_international_replacement(quantity, unit_price)
    return methods.value_recipient_replacement(quantity, unit_price, market)


def _local(quantity: Quantity, price: UnitPrice) -> Range[Money] | None:
    if price.currency == "USD":
        return None
    return methods.value_recipient_replacement(quantity, _range(price, quantity.unit))


def _range(price: UnitPrice, unit: str) -> Range[Rate]:
    return Range(*(Rate(value, price.currency, unit) for value in (price.low, price.central, price.high)))


def _reason(figure: Mapping, method: Method, value: Range[Money] | None) -> str | None:
    if value is None:
        return "NO_RATE"
    if method in REASON_OF_METHOD:
        return REASON_OF_METHOD[method]
    if codelists.by_code("kind")[figure["kind"]]["ssc_group"] == "C":
        return "GROUP_C"
    return "CUMULATIVE" if figure["value_type"] == "CUMULATIVE" else None


def _status(figure: Mapping, converted: Converted, card: Card) -> str:
    fills = codelists.by_code("price_fill")
    is_filled = any(fills[fill]["is_estimate"] == "true" for fill in card.price.fills)
    is_estimate = converted.is_assumed or card.is_approximate or figure["is_shared"] or is_filled
    return _worst(figure["obs_status"], "E") if is_estimate else figure["obs_status"]


def _worst(a: str, b: str) -> str:
    return max(a, b, key=lambda status: int(codelists.by_code("obs_status")[status]["severity"]))


def _is_in_range(method: Method) -> bool:
    return codelists.by_code("valuation_method")[method]["is_in_range"] == "true"


def _bounds(name: str, value: Range[Money] | None) -> dict:
    if value is None:
        return {}
    return {
        f"value_low_{name}": value.low.amount,
        f"value_central_{name}": value.central.amount,
        f"value_high_{name}": value.high.amount,
    }


def _row(figure: Mapping, method: Method, reading: str) -> dict:
    key = (figure["quantity_id"], figure["year"], figure["value_type"], method, reading)
    identifier = "|".join("_Z" if part is None else str(part) for part in key)
    return {name: figure[name] for name in KEPT} | {
        "valuation_id": identifier,
        "valuation_method": str(method),
        "rate_reading": reading,
    }
