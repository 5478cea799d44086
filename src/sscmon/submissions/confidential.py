"""What may leave the record: the one place where confidentiality is decided, before any table is built.

    PUBLIC      the row is published.
    AGGREGATE   the row is never published. Money and quantities enter numbers as one sum over the rows of at least
                three submitters that agree in everything but the amount (side, provider, partner, years, stage or type,
                modality, kind, unit, price basis). Assessments enter the medians of their group, which are published
                from three raters on; single ratings are never published, confidential or not. Every other row stays
                in the record.
    EMBARGO     nothing of the row is used before its day.

Since all other rows are published one by one, whoever subtracts them from a total gets what is left of it. So a
confidential row may only enter a total together with two other contributors', and must do so in the narrowest cell:
then every total, part and difference of totals holds whole sums of three, and no complement shows one of them. A row
without two others stays out of every number; the numbers it would have changed are marked (`withheld`): no value and
status Q where fewer than three figures stand behind them, and status D, the definition differs, where more do.

What belongs to a row (to its activity, its assessment, its loan) is at least as confidential as the row. A file
submitted without consent stays in the record.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from hashlib import sha256

from sscmon.contracts import Contract
from sscmon.submissions.ledger import Receipt
from sscmon.submissions.standing import Row, parents

PUBLIC, AGGREGATE, HELD = range(3)
LEVELS = {"": PUBLIC, "PUBLIC": PUBLIC, "AGGREGATE": AGGREGATE, "EMBARGO": HELD}
CONTRIBUTORS = 3
RATINGS = ("assessment", "score")
SUMMED = {
    "flow": (
        "amount_in_unit",
        ("provider_id", "partner_id", "period_start_year", "period_end_year", "is_part_year", "flow_stage", "modality",
         "kind", "kind_detail", "finance_type", "value_op", "currency_code", "price_base"),
    ),
    "quantity": (
        "quantity_value",
        ("provider_id", "partner_id", "period_start_year", "period_end_year", "is_part_year", "kind", "kind_detail",
         "value_op", "quantity_unit", "value_type", "as_of_date", "beneficiary_residence"),
    ),
}  # fmt: skip
FACTS = {"flow": "MONEY", "quantity": "QUANTITY", "activity": "ACTIVITY"}
HEARD = {"flow": ("PROVIDER",), "quantity": ("PROVIDER", "RECIPIENT_STATE"), "activity": ("PROVIDER",)}
SEVERAL = Receipt("", "several", "", "", "", "", "several", "", 0, "", "AGGREGATE", "", True)


@dataclass(frozen=True)
class Divided:
    """Rows by table that may be staged, and the cells whose numbers lack a confidential row."""

    rows: dict[str, list[Row]]
    withheld: list[tuple]


def divide(found: Mapping[str, Mapping[tuple, Row]], tables: Mapping[str, Contract], as_of: str) -> Divided:
    """Decide for every standing row.

    Args:
        found: table to key to row, as `standing.standing`.
        tables: contracts by short name.
        as_of: the day the record speaks of; embargoes up to it are over.
    """
    levels = _Levels(found, tables, as_of)
    leaving: dict[str, list[Row]] = {}
    kept: list[Row] = []
    for table, by_key in found.items():
        judged = [(levels.of(table, key), by_key[key]) for key in sorted(by_key)]
        leaving[table] = [row for level, row in judged if level == PUBLIC]
        confidential = [_with_modality(row, found) for level, row in judged if level == AGGREGATE]
        if table in SUMMED:
            sums, alone = _sums(table, confidential)
            leaving[table] += sums
            kept += alone
        else:
            kept += confidential
    return Divided(leaving, sorted(_cells(kept)))


class _Levels:
    """How confidential each row is: by its own cell, its file, and the rows it belongs to."""

    def __init__(self, found, tables, as_of: str):
        self.found, self.as_of = found, as_of
        self.parents = {name: parents(contract) for name, contract in tables.items()}
        self.known: dict[tuple, int] = {}

    def of(self, table: str, key: tuple) -> int:
        if (table, key) not in self.known:
            self.known[table, key] = self._of(table, key)
        return self.known[table, key]

    def _of(self, table: str, key: tuple) -> int:
        row = self.found[table].get(key)
        if row is None or not row.receipt.has_consent:
            return HELD
        own = max(
            self._level(row.value("confidentiality"), row.value("embargo_until_date")),
            self._level(row.receipt.confidentiality, row.receipt.embargo_until),
        )
        above = [
            self.of(parent, (row.receipt.submitter_id, row.value(column)))
            for column, parent in self.parents[table].items()
            if row.value(column)
        ]
        if table in RATINGS and own == AGGREGATE:
            own = PUBLIC
        return max([own, *above])

    def _level(self, code: str, until: str) -> int:
        is_over = code == "EMBARGO" and "" < until <= self.as_of
        return PUBLIC if is_over else LEVELS.get(code, HELD)


def _with_modality(row: Row, found) -> Row:
    """A figure without modality has that of its activity."""
    activity = found.get("activity", {}).get((row.receipt.submitter_id, row.value("activity_reference")))
    if row.table not in SUMMED or row.value("modality") or activity is None:
        return row
    return replace(row, values={**row.values, "modality": activity.value("modality")})


def _sums(table: str, rows: Iterable[Row]) -> tuple[list[Row], list[Row]]:
    """Sums over rows of enough contributors, and the rows that have too few beside them."""
    amount, same = SUMMED[table]
    groups: dict[tuple, list[Row]] = defaultdict(list)
    for row in rows:
        own = row.receipt.submitter_id if row.value("is_total") == "true" else ""
        cell = (row.receipt.side, *(row.value(name) for name in same), own)
        groups[cell].append(row)
    sums, alone = [], []
    for cell, members in sorted(groups.items()):
        if len({row.receipt.submitter_id for row in members}) < CONTRIBUTORS:
            alone += members
            continue
        total = sum(Decimal(row.value(amount)) * 10 ** int(row.value("unit_mult") or 0) for row in members)
        name = "sum-" + sha256("|".join(cell).encode()).hexdigest()[:12]
        values = {
            **dict(zip(same, cell[1:-1], strict=True)),
            f"{table}_reference": name,
            amount: f"{total:f}",
            "confidentiality": "AGGREGATE",
        }
        sums.append(Row(table, name, values, replace(SEVERAL, side=cell[0])))
    return sums, alone


def _cells(rows: Iterable[Row]) -> Iterable[tuple]:
    counts: dict[tuple, int] = defaultdict(int)
    for row in rows:
        if row.receipt.side not in HEARD.get(row.table, ()):
            continue
        first = row.value("period_start_year") or (row.value("approval_date") or row.value("start_date"))[:4]
        last = row.value("period_end_year") or first
        for year in range(int(first), int(last) + 1) if first else ():
            cell = (FACTS[row.table], row.value("provider_id"), row.value("partner_id"), row.value("modality") or "_X")
            counts[(*cell, row.value("kind") or "_X", str(year))] += 1
    return [(*cell, str(count)) for cell, count in counts.items()]
