"""Inputs of claim tests: what a reference like `flow:FLW-0018` names, found in the common model.

A test lists its inputs as `name=reference`, separated by semicolons:

    flow:ID  quantity:ID  count:ID  price:ID  amount:ID  claim:ID    a figure on record (amount: a price as money)
    number:VALUE [UNIT]                                              a number the document itself prints
    denominator:ISO3:FROM-TO[:CODE]                                  every income series (or one) of the years, in turn
    oda:PROVIDER:MEASURE:FROM-TO                                     DAC statistics, millions of dollars
    deflated:FLOW:YEAR                                               equal yearly shares of a flow at prices of a year
    membership:GROUP                                                 first year a member is on record
    effort:PROVIDER                                                  effort in kind by method and income, year by year
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import duckdb

from sscmon.claims.formula import Input, Series
from sscmon.errors import ModelBroken, NotFound
from sscmon.valuation.money import NOMINAL, Money, Quantity, Rate, constant, is_currency
from sscmon.valuation.tables import read

DEPENDENCIES = (
    "core.flow",
    "core.in_kind_cell",
    "core.modality_count",
    "core.quantity",
    "core.valuation_selection",
    "reference.denominator",
    "reference.group_membership",
    "reference.macro",
    "reference.oda",
    "reference.price_reference",
)
FIGURES = {
    "flow": ("core.flow", "flow_id", "cast(amount_original as double) as v, currency_code as unit, price_base"),
    "quantity": ("core.quantity", "quantity_id", "cast(quantity_value as double) as v, quantity_unit as unit"),
    "count": ("core.modality_count", "count_id", "cast(initiative_count as double) as v"),
    "price": (
        "reference.price_reference",
        "price_id",
        "cast(price_value as double) as v, currency_code as unit, price_per",
    ),
    "amount": ("reference.price_reference", "price_id", "cast(price_value as double) as v, currency_code as unit"),
}
EFFORT = """
with whole as (
    select distinct selection.year
    from core.valuation_selection as selection
    join core.quantity as quantity using (quantity_id)
    where selection.inclusion_set = 'SOLIDARITY_WIDE' and selection.provider_id = $provider
        and selection.cell_partner_id = '_T' and selection.cell_kind = '_T'
        and selection.is_selected and quantity.partner_id = '_T' and quantity.kind like 'HR_%'
)
select
    cell.valuation_method, cell.value_measure, cell.year, cast(cell.amount_low as double) as low,
    cast(cell.amount as double) as central,
    cast(coalesce(cell.amount_high, cell.priced_high) as double) as high
from core.in_kind_cell as cell
join whole using (year)
where cell.inclusion_set = 'SOLIDARITY_WIDE' and cell.provider_id = $provider and cell.cell_partner_id = '_T'
    and cell.cell_kind = '_T'
    and cell.value_measure in ('usd_official', 'lcu_nominal') and cell.amount is not null
order by cell.year
"""


class NotOnRecord(NotFound):
    """A test names a figure that is not there, because it was refused or never taken up."""


@dataclass(frozen=True)
class Effort:
    """Effort in kind by one method over one income: year, low, central and high in percent."""

    method: str
    denominator: str
    years: tuple[tuple[int, float, float, float], ...]


@dataclass(frozen=True)
class Case:
    """One reading of a test: its inputs, and which method and income it stands for where there is a choice."""

    inputs: Mapping[str, Input]
    method: str = "_Z"
    denominator: str = "_Z"
    effort: Effort | None = None


class Inputs:
    """Everything a test may refer to."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, claims: Mapping[str, Input], pairs: frozenset):
        self.connection, self.claims, self.pairs = connection, claims, pairs

    def cases(self, text: str, source_id: str) -> Iterator[Case]:
        """Every reading of a test's inputs."""
        parts = [part.strip().partition("=") for part in text.split(";")]
        references = {name: reference for name, _, reference in parts}
        several = {name: ref for name, ref in references.items() if ref.partition(":")[0] in ("denominator", "effort")}
        fixed = {name: self._input(ref, source_id) for name, ref in references.items() if name not in several}
        if not several:
            yield Case(fixed)
        for name, reference in several.items():
            kind, _, rest = reference.partition(":")
            if kind == "effort":
                for effort in self._efforts(rest):
                    yield Case(fixed, effort.method, effort.denominator, effort)
            else:
                for code, series, key in self._incomes(rest):
                    yield Case(fixed | {name: Input(series, key, is_printed=False)}, denominator=code)

    def _input(self, reference: str, source_id: str) -> Input:
        kind, _, rest = reference.partition(":")
        if kind == "claim":
            if rest not in self.claims:
                raise NotOnRecord(reference)
            return self.claims[rest]
        if kind == "number":
            number, _, unit = rest.partition(" ")
            return Input(_amount(float(number), unit), "")
        if kind == "oda":
            return self._oda(rest)
        if kind == "deflated":
            return self._deflated(rest, source_id)
        if kind == "membership":
            return self._membership(rest)
        return self._figure(kind, rest, source_id)

    def _figure(self, kind: str, name: str, source_id: str) -> Input:
        """A figure on record, by its identifier or the one it has within its source."""
        if kind not in FIGURES:
            raise ModelBroken(f"a claim test names {kind}:{name}", todo=f"use one of: {', '.join(FIGURES)}")
        table, key, query = FIGURES[kind]
        rows = self.connection.execute(
            f"select {key} as key, {query} from {table} where {key} in ($name, $source || ':' || $name)",
            {"name": name, "source": source_id},
        ).to_arrow_table()
        if rows.num_rows != 1:
            raise NotOnRecord(f"{kind}:{name}")
        row = rows.to_pylist()[0]
        return Input(_figure_value(kind, row), f"{table}:{row['key']}")

    def _membership(self, group: str) -> Input:
        query = "select min(year(valid_from_date)) as year from reference.group_membership where group_id = $group"
        (year,) = self.connection.execute(query, {"group": group}).fetchone()
        if year is None:
            raise NotOnRecord(f"membership:{group}")
        return Input(float(year), f"reference.group_membership:{group}", is_printed=False)

    @cached_property
    def _macro(self) -> dict[tuple[str, str], dict[int, float]]:
        found: dict[tuple[str, str], dict[int, float]] = defaultdict(dict)
        for row in read(self.connection, "select iso3, series, year, series_value from reference.macro"):
            found[row["iso3"], row["series"]][row["year"]] = row["series_value"]
        return found

    @cached_property
    def _denominators(self) -> list[dict]:
        query = "select denominator, series, unit, preference from reference.denominator where series is not null"
        return read(self.connection, f"{query} order by preference nulls last, denominator")

    def _incomes(self, rest: str) -> Iterator[tuple[str, Series, str]]:
        iso3, span, *only = rest.split(":")
        years = _years(span)
        for row in self._denominators:
            if only and row["denominator"] not in only:
                continue
            values = self._macro[iso3, row["series"]]
            if row["unit"] == "USD" and all(values.get(year, 0) > 0 for year in years):
                key = f"reference.macro:{iso3}/{row['series']}/{span}"
                yield row["denominator"], Series(years, tuple(Money(values[year], "USD") for year in years)), key

    def _efforts(self, provider: str) -> Iterator[Effort]:
        rows = self.connection.execute(EFFORT, {"provider": provider}).to_arrow_table().to_pylist()
        grouped: dict[tuple[str, str], list[dict]] = defaultdict(list)
        for row in rows:
            grouped[row["valuation_method"], "LCU" if row["value_measure"] == "lcu_nominal" else "USD"].append(row)
        for (method, unit), cells in sorted(grouped.items()):
            for row in self._denominators:
                income = self._macro[provider, row["series"]]
                if row["unit"] != unit or (method, unit, row["denominator"]) not in self.pairs:
                    continue
                years = tuple(
                    (cell["year"], *(100 * cell[bound] / income[cell["year"]] for bound in ("low", "central", "high")))
                    for cell in cells
                    if income.get(cell["year"], 0) > 0 and cell["low"] is not None
                )
                if years:
                    yield Effort(method, row["denominator"], years)

    def _oda(self, rest: str) -> Input:
        provider, measure, span = rest.split(":")
        values = {
            row["year"]: row["v"]
            for row in read(
                self.connection,
                "select year, cast(measure_value as double) as v from reference.oda "
                f"where provider_id = '{provider}' and measure_code = '{measure}'",
            )
        }
        years = _years(span)
        if any(year not in values for year in years):
            raise NotOnRecord(f"oda:{rest}")
        amounts = tuple(Money(values[year] * 1e6, "USD") for year in years)
        return Input(Series(years, amounts), f"reference.oda:{provider}/{measure}/{span}", is_printed=False)

    def _deflated(self, rest: str, source_id: str) -> Input:
        flow_id, _, base = rest.rpartition(":")
        query = (
            "select provider_id, currency_code, cast(amount_original as double) as v, period_start_year as first, "
            f"period_end_year as last from core.flow where flow_id in ('{flow_id}', '{source_id}:{flow_id}')"
        )
        found = read(self.connection, query)
        if not found:
            raise NotOnRecord(f"flow:{flow_id}")
        flow = found[0]
        deflator = self._macro[flow["provider_id"], "gdp_deflator_lcu"]
        years = range(flow["first"], flow["last"] + 1)
        amount = sum(flow["v"] / len(years) * deflator[int(base)] / deflator[year] for year in years)
        key = f"core.flow:{source_id}:{flow_id}"
        return Input(Money(amount, flow["currency_code"], constant(int(base))), key, is_printed=False)


def _amount(number: float, unit: str) -> float | Quantity:
    if not unit:
        return number
    return Money(number, unit) if is_currency(unit) else Quantity(number, unit)


def _figure_value(kind: str, row: Mapping) -> float | Quantity | Rate:
    if kind == "flow":
        return Money(row["v"], row["unit"], _basis(row["price_base"]))
    if kind == "price":
        return Rate(row["v"], row["unit"], row["price_per"])
    return _amount(row["v"], row.get("unit", ""))


def _basis(price_base: str) -> str:
    return constant(int(price_base[1:])) if price_base.startswith("Q") else NOMINAL


def _years(span: str) -> tuple[int, ...]:
    first, _, last = span.partition("-")
    return tuple(range(int(first), int(last) + 1))
