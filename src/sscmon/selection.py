"""Which figures a sum may take: figures that may overlap are never added, and each one left out names the preferred.

The rule, in the order it decides within one cell (provider, year, and partner, modality or kind where it has one):

1. the widest figure first: all partners and all kinds, then all partners of one kind, then one partner, then one
   partner and kind; of these, several modalities before one;
2. one that can be converted to dollars before one that cannot; a yearly figure before the yearly average of several
   years, a short period before a long one;
3. money spent or disbursed before capital paid in; a stated total before a part; grade A before B before C;
   an exact figure before "at least", "almost" or "about"; the provider's own currency before another;
   the newest document; the smallest identifier.

A figure is taken unless it may overlap one already taken. It is then an ALTERNATIVE (same partner, kind and modality,
or same group of alternatives) or PART_OF_SELECTED. Figures of two different modalities do not overlap; what goes to an
organisation overlaps with what goes to a body within it, whatever the kinds. So nothing is counted twice, and
everything that could still be added is.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import product

import duckdb
import pyarrow as pa

from sscmon import codelists

ALL = "_T"
UNSPECIFIED = "_X"
SEVERAL = frozenset({ALL, UNSPECIFIED, "MIX", "ALL"})


@dataclass(frozen=True)
class Figure:
    """One figure that could enter a sum.

    Attributes:
        id: its identifier.
        partner, modality, kind: what it covers; `_T` for everything.
        scope: the parties its partner contains, itself included.
        alt_group: figures of one group give different values for the same thing.
        precedence: what decides between figures of equal width; smaller is preferred.
        is_average: it is a yearly average of several years.
        itemised_by: the source and side whose rows it is one of, where those are single activities that add up.
    """

    id: str
    partner: str
    modality: str
    kind: str
    scope: frozenset[str]
    alt_group: str | None
    precedence: tuple
    is_average: bool
    itemised_by: str | None = None

    @property
    def width(self) -> tuple[bool, bool, bool]:
        return (self.partner != ALL, self.kind != ALL, self.modality not in SEVERAL)


@dataclass(frozen=True)
class Decision:
    """Whether a figure enters the sum, why, and which figure is preferred to it."""

    figure: Figure
    is_selected: bool
    reason: str
    preferred_id: str | None


def overlap(a: Figure, b: Figure) -> bool:
    """Whether two figures of one provider and year may contain the same; activities of one source never do."""
    if a.itemised_by is not None and a.itemised_by == b.itemised_by:
        return False
    if a.alt_group is not None and a.alt_group == b.alt_group:
        return True
    partners = not {ALL, UNSPECIFIED}.isdisjoint((a.partner, b.partner)) or not a.scope.isdisjoint(b.scope)
    if partners and a.partner != b.partner and _is_organisation(a) and _is_organisation(b):
        return True
    kinds = a.kind == b.kind or not SEVERAL.isdisjoint((a.kind, b.kind))
    modalities = _broad(a.modality) == _broad(b.modality) or not SEVERAL.isdisjoint((a.modality, b.modality))
    return partners and kinds and modalities


def _broad(modality: str) -> str:
    """A modality that is a form of another counts as that one: bidirectional is bilateral."""
    parents = {row["code"]: row["parent_code"] for row in codelists.rows("modality")}
    return parents.get(modality) or modality


def _is_organisation(figure: Figure) -> bool:
    return figure.partner.startswith("ORG_")


def select(figures: Iterable[Figure]) -> list[Decision]:
    """Decide for each figure of one cell; the selected ones do not overlap, and no further one could be added."""
    taken: dict[str | None, list[Figure]] = defaultdict(list)
    decisions = []
    for figure in sorted(figures, key=lambda f: (f.width, f.precedence, f.id)):
        own = figure.itemised_by
        rivals = (other for by, others in taken.items() if own is None or by != own for other in others)
        blocker = next((other for other in rivals if overlap(figure, other)), None)
        if blocker is None:
            taken[own].append(figure)
            reason = "AVERAGE_SELECTED" if figure.is_average else "SELECTED"
            decisions.append(Decision(figure, True, reason, None))
        else:
            same_group = figure.alt_group is not None and figure.alt_group == blocker.alt_group
            same = same_group or _covers(figure) == _covers(blocker)
            reason = "ALTERNATIVE" if same else "PART_OF_SELECTED"
            decisions.append(Decision(figure, False, reason, blocker.id))
    return decisions


def _covers(figure: Figure) -> tuple[str, str, str]:
    return (figure.partner, figure.kind, ALL if figure.modality in SEVERAL else _broad(figure.modality))


def cells(figures: Sequence[Figure], dimensions: Sequence[Callable[[Figure], str]]) -> dict[tuple, list[Figure]]:
    """Group figures into cells: for every combination of dimensions, by their value or `_T`.

    A figure that covers everything in a dimension is not in the cells that fix this dimension.
    """
    grouped: dict[tuple, list[Figure]] = defaultdict(list)
    for figure in figures:
        values = [dimension(figure) for dimension in dimensions]
        for fixed in product((False, True), repeat=len(values)):
            if all(not f or v not in SEVERAL for f, v in zip(fixed, values, strict=True)):
                cell = tuple(v if f else ALL for f, v in zip(fixed, values, strict=True))
                grouped[cell].append(figure)
    return grouped


FLOW_CANDIDATES = """
select
    inclusion.inclusion_set, flow.provider_id, flow_year.year, flow.flow_id, flow.partner_id, flow.modality,
    flow.kind, flow.alt_group, flow.source_id, flow.reporting_side, flow.is_total, flow_year.is_average,
    flow_year.year_count,
    flow.flow_stage = 'PAID_IN' as is_capital, not flow.is_total as is_part, flow.confidence,
    flow.value_op <> '=' as is_inexact, flow_year.amount_usd_nominal is null as is_unconverted,
    flow_year.is_lcu_converted is distinct from false as is_foreign,
    coalesce(document.published_text, '') as published
from core.flow_year as flow_year
join core.flow as flow using (flow_id)
join core.flow_inclusion as inclusion on inclusion.flow_id = flow.flow_id and inclusion.is_candidate
left join reference.document as document using (document_id)
"""
QUANTITY_CANDIDATES = """
select
    inclusion.inclusion_set,
    quantity.provider_id, quantity_year.year, quantity.kind, coalesce(quantity.kind_detail, '_Z') as kind_detail,
    quantity.quantity_unit, quantity_year.value_type, quantity.quantity_id, quantity.partner_id, quantity.alt_group,
    quantity.source_id, quantity.reporting_side, false as is_total,
    quantity_year.is_average, quantity_year.is_difference, quantity_year.as_of_date, quantity.confidence,
    quantity.value_op <> '=' as is_inexact, coalesce(document.published_text, '') as published
from core.quantity_year as quantity_year
join core.quantity as quantity using (quantity_id)
join core.quantity_inclusion as inclusion using (quantity_id)
left join reference.document as document using (document_id)
where quantity_year.is_candidate and inclusion.is_candidate
"""


def itemised(measure: str) -> frozenset[str]:
    """Sources whose rows of a measure are single activities that add up."""
    rows = codelists.rows("source_precedence")
    return frozenset(row["source_id"] for row in rows if row["measure"] == measure and row["rows_add_up"] == "true")


def itemiser(row: dict, sources: frozenset[str]) -> str | None:
    """What a figure is an item of: its source, and the side that reports where a source carries several. A stated
    total is an item of nothing.

    Args:
        row: a figure with source_id, reporting_side and is_total.
        sources: those whose rows add up.
    """
    if row["source_id"] not in sources or row["is_total"]:
        return None
    return ":".join(filter(None, (row["source_id"], row["reporting_side"])))


def select_flows(connection: duckdb.DuckDBPyConnection) -> pa.Table:
    """The table `core.flow_selection`; the rule is the module's."""
    scopes, sources = _scopes(connection), itemised("money")
    groups: dict[tuple, list[Figure]] = defaultdict(list)
    for row in _dictionaries(connection, FLOW_CANDIDATES):
        precedence = (
            row["is_unconverted"],
            row["is_average"],
            row["year_count"],
            row["is_capital"],
            row["is_part"],
            row["confidence"] or "Z",
            row["is_inexact"],
            row["is_foreign"],
            _newest_first(row["published"]),
        )
        figure = Figure(
            row["flow_id"],
            row["partner_id"],
            row["modality"],
            row["kind"],
            scopes.get(row["partner_id"], frozenset([row["partner_id"]])),
            row["alt_group"],
            precedence,
            row["is_average"],
            itemiser(row, sources),
        )
        groups[row["inclusion_set"], row["provider_id"], row["year"]].append(figure)
    dimensions = (lambda f: f.partner, lambda f: f.modality, lambda f: f.kind)
    rows = [
        (*group, *cell, decision.figure.id, decision.is_selected, decision.reason, decision.preferred_id)
        for group, figures in sorted(groups.items())
        for cell, members in sorted(cells(figures, dimensions).items())
        for decision in select(members)
    ]
    names = (
        "inclusion_set",
        "provider_id",
        "year",
        "cell_partner_id",
        "cell_modality",
        "cell_kind",
        "flow_id",
        "is_selected",
        "selection_reason",
        "preferred_flow_id",
    )
    return _table(names, rows)


def select_quantities(connection: duckdb.DuckDBPyConnection) -> pa.Table:
    """The table `core.quantity_selection`; the rule is the module's, kind, unit and type of value always fixed."""
    scopes, sources = _scopes(connection), itemised("quantity")
    groups: dict[tuple, list[Figure]] = defaultdict(list)
    for row in _dictionaries(connection, QUANTITY_CANDIDATES):
        precedence = (
            row["is_average"],
            row["is_difference"],
            row["reporting_side"] not in (None, "PROVIDER"),
            row["confidence"] or "Z",
            row["is_inexact"],
            _newest_first(str(row["as_of_date"] or "")),
            _newest_first(row["published"]),
        )
        figure = Figure(
            row["quantity_id"],
            row["partner_id"],
            ALL,
            row["kind"],
            scopes.get(row["partner_id"], frozenset([row["partner_id"]])),
            row["alt_group"],
            precedence,
            row["is_average"],
            itemiser(row, sources),
        )
        group = (
            row["inclusion_set"],
            row["provider_id"],
            row["year"],
            row["kind"],
            row["kind_detail"],
            row["quantity_unit"],
            row["value_type"],
        )
        groups[group].append(figure)
    rows = [
        (*group, *cell, decision.figure.id, decision.is_selected, decision.reason, decision.preferred_id)
        for group, figures in sorted(groups.items())
        for cell, members in sorted(cells(figures, (lambda f: f.partner,)).items())
        for decision in select(members)
    ]
    names = (
        "inclusion_set",
        "provider_id",
        "year",
        "kind",
        "kind_detail",
        "quantity_unit",
        "value_type",
        "cell_partner_id",
        "quantity_id",
        "is_selected",
        "selection_reason",
        "preferred_quantity_id",
    )
    return _table(names, rows)


def _scopes(connection: duckdb.DuckDBPyConnection) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    query = "select party_id, member_party_id from reference.party_scope"
    for party, member in connection.execute(query).fetchall():
        found[party].add(member)
    return {party: frozenset(members) for party, members in found.items()}


def _dictionaries(connection: duckdb.DuckDBPyConnection, query: str) -> list[dict]:
    return connection.sql(query).to_arrow_table().to_pylist()


def _newest_first(text: str) -> tuple[int, ...]:
    """Sorts ISO dates of any precision from new to old, the empty one last."""
    return tuple(-int(part) for part in text.split("-")) if text else (0,)


def _table(names: tuple[str, ...], rows: list[tuple]) -> pa.Table:
    columns = list(zip(*rows, strict=True)) or [()] * len(names)
    kinds = {"year": pa.int64(), "is_selected": pa.bool_()}
    return pa.table(
        {name: pa.array(column, kinds.get(name, pa.string())) for name, column in zip(names, columns, strict=True)}
    )
