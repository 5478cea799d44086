"""The table `core.sdg_selection`: the figures SDG 17.3.1 counts, by the one rule of which figures a sum may take.

Where all figures of a provider, year and class are items of one source (and side), none overlaps another and all are
taken: SQL says so for millions at once. The rule of `sscmon.selection` decides on the rest.
"""

import duckdb
import pyarrow as pa

from sscmon.selection import SEVERAL, decisions, itemised_by, scopes_of_parties

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
    rest = connection.execute("from sdg_candidate where not is_settled").to_arrow_table().to_pylist()
    group = ("provider_id", "year", "sdg_class", "sdg_channel")
    names = (*group, "cell_partner_id", "flow_id", "is_selected", "selection_reason", "preferred_flow_id")
    found = decisions(rest, group, (lambda f: f.partner,), scopes_of_parties(connection), _precedence)
    rows = [dict(zip(names, row, strict=True)) for row in found]
    return pa.Table.from_pylist(rows, schema=SCHEMA)


def _precedence(row: dict) -> tuple:
    return (row["is_average"], row["year_count"], not row["is_total"], row["confidence"], row["is_inexact"])
