"""Numbers that lack a confidential row are marked, for every indicator in one place.

What may enter a number at all is decided before any table is built (`submissions.confidential`); a row that may not
leaves the cell it would have entered in `core.withheld_cell`. A number of that cell, or of a total over it, keeps no
value and gets status Q where fewer than three figures, the withheld ones included, stand behind it; where more do, the
value without the withheld rows stays, with status D (the definition differs). An indicator whose header has
`when_withheld`, the dimensions of its headline, also gets rows with status Q for cells nothing else is known of.
"""

from collections.abc import Collection, Mapping
from itertools import product

import duckdb

from sscmon.contracts.indicator import DIMENSIONS
from sscmon.rules import quoted

TABLE = "core.withheld_cell"
FACTS = {"core.flow": "MONEY", "core.quantity": "QUANTITY", "core.activity": "ACTIVITY"}
ENOUGH = 3
CUT = ("partner_id", "modality", "kind")


def facts_behind(key: str, reads: Mapping[str, Collection[str]]) -> tuple[str, ...]:
    """Which facts a table is computed from.

    Args:
        key: `schema.table`.
        reads: table to the tables it is computed from.
    """
    seen, found, ahead = set(), set(), [key]
    while ahead:
        table = ahead.pop()
        if table in FACTS:
            found.add(FACTS[table])
        elif table not in seen:
            seen.add(table)
            ahead += reads.get(table, ())
    return tuple(sorted(found))


def marked(
    connection: duckdb.DuckDBPyConnection, query: str, facts: tuple[str, ...], headline: Mapping[str, str] | None
) -> str:
    """An indicator's query with its numbers marked; the query itself where nothing was withheld.

    Args:
        query: rows in the shape of an indicator.
        facts: codes of the facts it is computed from.
        headline: dimension to value of the rows to add for cells without a number; None adds none.
    """
    listed = ", ".join(quoted(fact) for fact in facts)
    cells = f"select * from {TABLE} where fact in ({listed})"
    if not facts or not connection.execute(f"select count(*) from ({cells})").fetchone()[0]:
        return query
    numbers = query if headline is None else f"{query} union all by name {_empty_cells(query, cells, headline)}"
    return f"""
        with cell as ({cells}),
        counted as (
            select
                number.*,
                (
                    select sum(cell.withheld_count) from cell
                    where cell.year = number.year
                        and number.provider_id in (cell.provider_id, '_T')
                        and number.partner_id in (cell.partner_id, '_T', '_Z')
                        and number.modality in (cell.modality, '_T', '_Z')
                        and number.kind in (cell.kind, '_T', '_Z')
                ) as withheld_count
            from ({numbers}) as number
        ),
        judged as (
            select
                counted.*,
                coalesce(n_obs + withheld_count < {ENOUGH}, false) as is_suppressed,
                withheld_count is not null
                    and cast(severity.severity as integer) < (
                        select cast(severity as integer) from house.obs_status where code = 'D'
                    ) as is_other
            from counted
            join house.obs_status as severity on severity.code = counted.obs_status
        )
        select * exclude (withheld_count, is_suppressed, is_other) replace (
            case when not is_suppressed then value end as value,
            case when not is_suppressed then value_low end as value_low,
            case when not is_suppressed then value_high end as value_high,
            case when not is_suppressed then coverage_share end as coverage_share,
            case when is_suppressed then 'Q' when is_other then 'D' else obs_status end as obs_status
        )
        from judged
    """


def _empty_cells(query: str, cells: str, headline: Mapping[str, str]) -> str:
    """Rows without value for the withheld cells and their totals that the query has no row for."""
    parts = []
    for kept in product((True, False), repeat=len(CUT)):
        dimensions = [name if keep else f"'_T' as {name}" for name, keep in zip(CUT, kept, strict=True)]
        parts.append(f"select provider_id, year, {', '.join(dimensions)} from ({cells})")
    fixed = ", ".join(f"{quoted(value)} as {name}" for name, value in headline.items())
    same = " and ".join(f"known.{name} = added.{name}" for name in ("provider_id", "year", *CUT, *headline))
    rest = [name for name in DIMENSIONS if name not in ("provider_id", "year", *CUT, *headline)]
    copied = ", ".join(f"any_value({name}) as {name}" for name in ("indicator_id", *rest, "method_version"))
    return (
        f"select added.*, house.*, cast(0 as bigint) as n_obs, 'O' as obs_status "
        f"from (select distinct *, {fixed} from ({' union '.join(parts)})) as added "
        f"cross join (select {copied} from ({query})) as house "
        f"where not exists (select 1 from ({query}) as known where {same})"
    )
