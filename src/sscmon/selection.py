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
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product

import duckdb

from sscmon import codelists
from sscmon.rules import quoted

ALL = "_T"
UNSPECIFIED = "_X"
SEVERAL = frozenset({ALL, UNSPECIFIED, "MIX", "ALL"})
EVERYWHERE = frozenset({ALL, UNSPECIFIED})
SCOPES = "select party_id, list(member_party_id) from reference.party_scope group by party_id"


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
    partners = not EVERYWHERE.isdisjoint((a.partner, b.partner)) or not a.scope.isdisjoint(b.scope)
    if partners and a.partner != b.partner and _is_organisation(a) and _is_organisation(b):
        return True
    kinds = a.kind == b.kind or not SEVERAL.isdisjoint((a.kind, b.kind))
    modalities = _broad(a.modality) == _broad(b.modality) or not SEVERAL.isdisjoint((a.modality, b.modality))
    return partners and kinds and modalities


def _broad(modality: str) -> str:
    """A modality that is a form of another counts as that one: bidirectional is bilateral."""
    return _parents().get(modality) or modality


@cache
def _parents() -> dict[str, str]:
    return {row["code"]: row["parent_code"] for row in codelists.rows("modality")}


def _is_organisation(figure: Figure) -> bool:
    return figure.partner.startswith("ORG_")


class _Taken:
    """The figures already taken, found by what their partners contain."""

    def __init__(self) -> None:
        self.figures: list[Figure] = []
        self._places: dict[tuple[str, str | None], list[int]] = defaultdict(list)

    def add(self, figure: Figure) -> None:
        parties = EVERYWHERE if figure.partner in EVERYWHERE else figure.scope
        for key in (*(("party", party) for party in parties), ("group", figure.alt_group)):
            self._places[key].append(len(self.figures))
        self.figures.append(figure)

    def near(self, figure: Figure) -> Iterable[Figure]:
        """All that may overlap a figure, in the order they were taken, and perhaps others."""
        if figure.partner in EVERYWHERE:
            return self.figures
        keys = [("party", party) for party in (*EVERYWHERE, *figure.scope)]
        if figure.alt_group is not None:
            keys.append(("group", figure.alt_group))
        return (self.figures[place] for place in sorted({place for key in keys for place in self._places.get(key, ())}))


def select(figures: Iterable[Figure]) -> list[Decision]:
    """Decide for each figure of one cell; the selected ones do not overlap, and no further one could be added."""
    taken: dict[str | None, _Taken] = defaultdict(_Taken)
    decisions = []
    for figure in sorted(figures, key=lambda f: (f.width, f.precedence, f.id)):
        own = figure.itemised_by
        rivals = (other for by, others in taken.items() if own is None or by != own for other in others.near(figure))
        blocker = next((other for other in rivals if overlap(figure, other)), None)
        if blocker is None:
            taken[own].add(figure)
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


def decisions(
    rows: Iterable[dict],
    group: Sequence[str],
    dimensions: Sequence[Callable[[Figure], str]],
    scopes: dict[str, frozenset[str]],
    precedence: Callable[[dict], tuple],
    *,
    figure_id: str = "flow_id",
) -> Iterator[tuple]:
    """Rows of figures to one row a figure and cell, in order: the group, the cell, the figure's identifier, whether it
    is selected, the reason, and the identifier of the figure preferred to it.

    Args:
        rows: with the columns of `group` and `figure_id`, and partner_id, modality, kind, alt_group, is_average and
            itemised_by.
        group: columns that no sum crosses.
        dimensions: as for `cells`.
        scopes: party to the parties it contains; one that is missing contains itself only.
        precedence: of a row; see `Figure`.
    """
    groups: dict[tuple, list[Figure]] = defaultdict(list)
    for row in rows:
        partner = row["partner_id"]
        figure = Figure(
            row[figure_id],
            partner,
            row["modality"],
            row["kind"],
            scopes.get(partner, frozenset([partner])),
            row["alt_group"],
            precedence(row),
            row["is_average"],
            row["itemised_by"],
        )
        groups[tuple(row[name] for name in group)].append(figure)
    for values, figures in sorted(groups.items()):
        for cell, members in sorted(cells(figures, dimensions).items()):
            for one in select(members):
                yield (*values, *cell, one.figure.id, one.is_selected, one.reason, one.preferred_id)


def scopes_of_parties(connection: duckdb.DuckDBPyConnection) -> dict[str, frozenset[str]]:
    """Each party of `reference.party_scope` with the parties it contains."""
    return {party: frozenset(members) for party, members in connection.execute(SCOPES).fetchall()}


def itemised(measure: str) -> frozenset[str]:
    """Sources whose rows of a measure are single activities that add up."""
    rows = codelists.rows("source_precedence")
    return frozenset(row["source_id"] for row in rows if row["measure"] == measure and row["rows_add_up"] == "true")


def itemised_by(measure: str, row: str, *, is_total: str = "false") -> str:
    """SQL for what a figure is an item of: its source, and the side that reports where a source carries several. A
    stated total is an item of nothing, and so is a figure of a source whose rows do not add up.

    Args:
        measure: the measure of the published order of sources.
        row: alias of the figure in the query, with source_id and reporting_side.
        is_total: SQL that says whether the figure is a stated total.
    """
    sources = ", ".join(quoted(source) for source in sorted(itemised(measure)))
    item = f"concat_ws(':', {row}.source_id, nullif({row}.reporting_side, ''))"
    return f"case when {row}.source_id in ({sources}) and not coalesce({is_total}, false) then {item} end"
