"""The table `core.sdg_selection`: the figures SDG 17.3.1 counts, by the one rule of which figures a sum may take.

Where all figures of a provider, year and class are items of one source (and side), none overlaps another and all are
taken: SQL says so for millions at once. The rule of `sscmon.selection` decides on the rest.
"""

from collections import defaultdict

import duckdb
import pyarrow as pa

from sscmon.selection import SEVERAL, Figure, cells, itemised_by, select

CANDIDATES = """
select
    inclusion.provider_id, inclusion.year, inclusion.sdg_class, inclusion.sdg_channel, flow.flow_id, flow.partner_id,
    flow.modality, flow.kind, flow.alt_group, flow_year.is_average, flow_year.year_count, flow.is_total,
    coalesce(flow.confidence, 'Z') as confidence, flow.value_op <> '=' as is_inexact, {itemised_by} as itemised_by,
    count(itemised_by) over cell = count(*) over cell and min(itemised_by) over cell = max(itemised_by) over cell
        as is_settled
from core.sdg_inclusion as inclusion
join core.flow as flow using (flow_id)
join core.flow_year as flow_year on flow_year.flow_id = inclusion.flow_id and flow_year.year = inclusion.year
where inclusion.is_candidate
window cell as (partition by inclusion.provider_id, inclusion.year, inclusion.sdg_class, inclusion.sdg_channel)
"""
TAKEN = """
select
    provider_id, year, sdg_class,
    unnest(if(list_contains(?, partner_id), ['_T'], ['_T', partner_id])) as cell_partner_id,
    flow_id, sdg_channel, true as is_selected, cast(null as varchar) as preferred_flow_id
from sdg_candidate
where is_settled
"""
SCOPES = "select party_id, list(member_party_id) from reference.party_scope group by party_id"
SCHEMA = pa.schema(
    {
        "provider_id": pa.string(),
        "year": pa.int64(),
        "sdg_class": pa.string(),
        "cell_partner_id": pa.string(),
        "flow_id": pa.string(),
        "sdg_channel": pa.string(),
        "is_selected": pa.bool_(),
        "preferred_flow_id": pa.string(),
    }
)


def sdg_selection(connection: duckdb.DuckDBPyConnection) -> pa.Table:
    """One decision a figure and cell: provider, year and class, for each partner and for all together (`_T`)."""
    query = CANDIDATES.format(itemised_by=itemised_by("money", "flow", is_total="flow.is_total"))
    connection.execute(f"create or replace temp table sdg_candidate as {query}")
    taken = connection.execute(TAKEN, [sorted(SEVERAL)]).to_arrow_table().cast(SCHEMA)
    return pa.concat_tables([taken, _decided(connection)])


def _decided(connection: duckdb.DuckDBPyConnection) -> pa.Table:
    scopes = {party: frozenset(members) for party, members in connection.execute(SCOPES).fetchall()}
    groups: dict[tuple, list[Figure]] = defaultdict(list)
    rest = connection.execute("from sdg_candidate where not is_settled").to_arrow_table()
    for row in rest.to_pylist():
        key = tuple(row[name] for name in ("provider_id", "year", "sdg_class", "sdg_channel"))
        groups[key].append(_figure(row, scopes))
    rows = [
        {
            **dict(zip(("provider_id", "year", "sdg_class", "sdg_channel"), key, strict=True)),
            "cell_partner_id": partner,
            "flow_id": decision.figure.id,
            "is_selected": decision.is_selected,
            "preferred_flow_id": decision.preferred_id,
        }
        for key, figures in sorted(groups.items())
        for (partner,), members in sorted(cells(figures, (lambda f: f.partner,)).items())
        for decision in select(members)
    ]
    return pa.Table.from_pylist(rows, schema=SCHEMA)


def _figure(row: dict, scopes: dict[str, frozenset[str]]) -> Figure:
    precedence = (row["is_average"], row["year_count"], not row["is_total"], row["confidence"], row["is_inexact"])
    return Figure(
        row["flow_id"],
        row["partner_id"],
        row["modality"],
        row["kind"],
        scopes.get(row["partner_id"], frozenset([row["partner_id"]])),
        row["alt_group"],
        precedence,
        row["is_average"],
        row["itemised_by"],
    )
