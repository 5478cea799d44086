"""What if: one quantity, valued on demand by every admissible method, with prices on record or of one's own."""

from collections.abc import Collection, Mapping

import duckdb

from sscmon import codelists
from sscmon.errors import NotFound
from sscmon.valuation.cards import Card, Cards
from sscmon.valuation.errors import InvalidRange
from sscmon.valuation.methods import Method
from sscmon.valuation.prices import UnitPrice
from sscmon.valuation.quantity_model import convert, value_figure, value_with
from sscmon.valuation.tables import read

OwnPrice = tuple[float, float, float, str]
"""Low, central and high price of one unit, and its currency."""


def whatif(
    connection: duckdb.DuckDBPyConnection,
    *,
    kind: str,
    amount: float,
    unit: str,
    provider: str,
    year: int,
    partner: str = "_T",
    detail: str = "_Z",
    value_type: str = "STOCK",
    methods: Collection[str] = (),
    prices: Mapping[str, OwnPrice] | None = None,
) -> list[dict]:
    """Value one quantity; nothing is stored.

    Args:
        connection: to the warehouse.
        kind, detail, unit: codes of the lists `kind`, `kind_detail` (`_Z` for none) and `quantity_unit`.
        amount: how much of the unit.
        provider, partner: who gives and who receives (`_T` for all partners).
        year: of the quantity; prices and rates are those of this year.
        value_type: STOCK for people or things counted at a date, FLOW for what was delivered in the year.
        methods: codes of the methods wanted; all if empty.
        prices: own price by method, for one `unit`; it takes the place of those on record.

    Returns:
        Rows like those of `core.valuation`, one for each method and reading of the exchange rate; one by VM_NONE with
        the reason if the quantity has no value.

    Raises:
        NotFound: a code or a party does not exist.
        InvalidRange: a price has bounds out of order.
    """
    _require("kind", kind)
    _require("quantity_unit", unit)
    for method in (*methods, *(prices or ())):
        _require("valuation_method", method)
    _require_party(connection, provider)
    _require_party(connection, partner)
    figure = {
        "quantity_id": "whatif",
        "year": year,
        "value_type": value_type,
        "provider_id": provider,
        "partner_id": partner,
        "kind": kind,
        "kind_detail": detail,
        "amount": float(amount),
        "unit": unit,
        "period_start_year": year,
        "is_shared": False,
        "selection_reason": None,
        "obs_status": "A",
        "source_id": "whatif",
        "source_row_key": "whatif",
        "snapshot_id": "whatif",
    }
    cards = Cards(connection)
    own = dict(prices or {})
    wanted = [method for method in methods if method not in own]
    rows = [] if own and methods and not wanted else value_figure(figure, cards, wanted)
    rows = [row for row in rows if row["valuation_method"] not in own]
    if own:
        rows = [row for row in rows if row["valuation_method"] != Method.NONE]
        base = codelists.by_code("quantity_unit")[unit]["base_unit"]
        counted = convert(figure, {base})
        if counted is None:
            raise NotFound(
                f"a quantity in {unit} has no period", todo="give it as a FLOW, or in a unit without a period"
            )
        for method, (low, central, high, currency) in own.items():
            if not low <= central <= high:
                raise InvalidRange(f"price of {method}: not low <= central <= high: {low}, {central}, {high}")
            price = UnitPrice(low, central, high, currency, frozenset(), frozenset({"EXACT"}))
            rows += value_with(figure, counted, Method(method), Card(price, None), cards)
    return rows


def _require(code_list: str, code: str) -> None:
    if code not in codelists.codes(code_list):
        known = ", ".join(sorted(codelists.codes(code_list)))
        raise NotFound(f"there is no {code_list} {code!r}", todo=f"choose one of: {known}")


def _require_party(connection: duckdb.DuckDBPyConnection, party: str) -> None:
    known = {row["party_id"] for row in read(connection, "select party_id from reference.party")}
    if party != "_T" and party not in known:
        raise NotFound(f"there is no party {party!r}", todo="give a country as three letters, such as CUB")
