"""The tables `core.flow_selection` and `core.quantity_selection`: the figures that sums take, by the rule of
`sscmon.selection`.

Where all figures of a provider, year and inclusion set are items of one source (and side), none overlaps another and
all are taken: SQL says so for millions at once. The rule decides on the rest, figure by figure.
"""

from collections.abc import Iterable

import duckdb
import pyarrow as pa

from sscmon.contracts import all_contracts
from sscmon.selection import ALL, SEVERAL, decisions, itemised_by, scopes_of_parties

FLOW_CANDIDATES = """
create or replace temp view flow_candidate as
select
    inclusion.inclusion_set, flow.provider_id, flow_year.year, flow.flow_id, flow.partner_id, flow.modality,
    flow.kind, flow.alt_group, flow_year.is_average, flow_year.year_count,
    flow.flow_stage = 'PAID_IN' as is_capital, not flow.is_total as is_part, flow.confidence,
    flow.value_op <> '=' as is_inexact, flow_year.amount_usd_nominal is null as is_unconverted,
    flow_year.is_lcu_converted is distinct from false as is_foreign, flow.document_id,
    {itemised_by} as itemised_by
from core.flow_year as flow_year
join core.flow as flow using (flow_id)
join core.flow_inclusion as inclusion on inclusion.flow_id = flow.flow_id and inclusion.is_candidate
"""
SETTLED = """
create or replace temp table settled_group as
select inclusion_set, provider_id, year
from flow_candidate
group by inclusion_set, provider_id, year
having count(itemised_by) = count(*) and min(itemised_by) = max(itemised_by)
"""
CONTESTED = """
select flow_candidate.*, coalesce(document.published_text, '') as published
from flow_candidate
anti join settled_group using (inclusion_set, provider_id, year)
left join reference.document as document using (document_id)
"""
TAKEN = f"""
select
    inclusion_set, provider_id, year, if(has_partner, partner_id, '{ALL}') as cell_partner_id,
    if(has_modality, modality, '{ALL}') as cell_modality, if(has_kind, kind, '{ALL}') as cell_kind, flow_id,
    true as is_selected, if(is_average, 'AVERAGE_SELECTED', 'SELECTED') as selection_reason,
    cast(null as varchar) as preferred_flow_id
from flow_candidate
semi join settled_group using (inclusion_set, provider_id, year)
cross join unnest([false, true]) as by_partner(has_partner)
cross join unnest([false, true]) as by_modality(has_modality)
cross join unnest([false, true]) as by_kind(has_kind)
where not (has_partner and partner_id in {tuple(sorted(SEVERAL))})
    and not (has_modality and modality in {tuple(sorted(SEVERAL))})
    and not (has_kind and kind in {tuple(sorted(SEVERAL))})
"""
QUANTITY_CANDIDATES = """
select
    inclusion.inclusion_set,
    quantity.provider_id, quantity_year.year, quantity.kind, coalesce(quantity.kind_detail, '_Z') as kind_detail,
    quantity.quantity_unit, quantity_year.value_type, quantity.quantity_id, quantity.partner_id, '_T' as modality,
    quantity.alt_group,
    quantity.reporting_side, quantity_year.is_average, quantity_year.is_difference, quantity_year.as_of_date,
    quantity.confidence, quantity.value_op <> '=' as is_inexact, coalesce(document.published_text, '') as published,
    {itemised_by} as itemised_by
from core.quantity_year as quantity_year
join core.quantity as quantity using (quantity_id)
join core.quantity_inclusion as inclusion using (quantity_id)
left join reference.document as document using (document_id)
where quantity_year.is_candidate and inclusion.is_candidate
"""


def select_flows(connection: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyRelation:
    """The rows of `core.flow_selection`, to be read while the connection is open."""
    connection.execute(FLOW_CANDIDATES.format(itemised_by=itemised_by("money", "flow", is_total="flow.is_total")))
    connection.execute(SETTLED)
    connection.register("decided_flow", _decided_flows(connection))
    return connection.sql(f"{TAKEN} union all select * from decided_flow")


def _decided_flows(connection: duckdb.DuckDBPyConnection) -> pa.Table:
    rows = decisions(
        _dictionaries(connection, CONTESTED),
        ("inclusion_set", "provider_id", "year"),
        (lambda f: f.partner, lambda f: f.modality, lambda f: f.kind),
        scopes_of_parties(connection),
        _precedence_of_flow,
    )
    return _table("core.flow_selection", rows)


def _precedence_of_flow(row: dict) -> tuple:
    return (
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


def select_quantities(connection: duckdb.DuckDBPyConnection) -> pa.Table:
    """The table `core.quantity_selection`; the rule is the module's, kind, unit and type of value always fixed."""
    rows = decisions(
        _dictionaries(connection, QUANTITY_CANDIDATES.format(itemised_by=itemised_by("quantity", "quantity"))),
        ("inclusion_set", "provider_id", "year", "kind", "kind_detail", "quantity_unit", "value_type"),
        (lambda f: f.partner,),
        scopes_of_parties(connection),
        _precedence_of_quantity,
        figure_id="quantity_id",
    )
    return _table("core.quantity_selection", rows)


def _precedence_of_quantity(row: dict) -> tuple:
    return (
        row["is_average"],
        row["is_difference"],
        row["reporting_side"] not in (None, "PROVIDER"),
        row["confidence"] or "Z",
        row["is_inexact"],
        _newest_first(str(row["as_of_date"] or "")),
        _newest_first(row["published"]),
    )


def _dictionaries(connection: duckdb.DuckDBPyConnection, query: str) -> list[dict]:
    return connection.sql(query).to_arrow_table().to_pylist()


def _newest_first(text: str) -> tuple[int, ...]:
    """Sorts ISO dates of any precision from new to old, the empty one last."""
    return tuple(-int(part) for part in text.split("-")) if text else (0,)


def _table(name: str, rows: Iterable[tuple]) -> pa.Table:
    """Rows in the columns of a contract."""
    names = tuple(all_contracts()[name].columns)
    columns = list(zip(*rows, strict=True)) or [()] * len(names)
    kinds = {"year": pa.int64(), "is_selected": pa.bool_()}
    return pa.table({own: pa.array(of, kinds.get(own, pa.string())) for own, of in zip(names, columns, strict=True)})
