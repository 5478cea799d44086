"""The table `core.valuation_selection`: which values a sum may take, so that nothing in kind is counted twice.

The rule of `sscmon.selection`, on quantities in the unit they are valued in. Two sums are prepared: of one kind and
detail, and of everything in kind. In the second, people and what they produce are one contribution: health staff and
their operations and consultations, teachers and the people they made literate. People come before their output, a
kind before its details, and personnel of any sector before a part of it.
"""

from collections import defaultdict

import duckdb
import pyarrow as pa

from sscmon.selection import ALL, Figure, cells, select
from sscmon.valuation.tables import read, scopes, write

VALUED = """
select
    inclusion.inclusion_set,
    valuation.quantity_id, valuation.year, valuation.value_type, valuation.provider_id, valuation.partner_id,
    valuation.kind, valuation.kind_detail, any_value(quantity.alt_group) as alt_group,
    any_value(quantity.confidence) as confidence, any_value(quantity.value_op) <> '=' as is_inexact,
    any_value(by_year.is_average) as is_average, any_value(by_year.is_difference) as is_difference,
    any_value(coalesce(document.published_text, '')) as published
from core.valuation as valuation
join core.quantity as quantity using (quantity_id)
join core.quantity_inclusion as inclusion on inclusion.quantity_id = valuation.quantity_id and inclusion.is_candidate
join core.quantity_year as by_year
    on by_year.quantity_id = valuation.quantity_id
    and by_year.year = valuation.year
    and by_year.value_type = valuation.value_type
left join reference.document as document using (document_id)
where valuation.is_in_range and by_year.is_candidate
group by all
order by inclusion.inclusion_set, valuation.quantity_id, valuation.year, valuation.value_type
"""
PEOPLE = "PEOPLE"
PROGRAMME = {
    "HR_ANY": ALL,
    "HR_MED": "HEALTH",
    "SVC_SURG": "HEALTH",
    "SVC_CONS": "HEALTH",
    "SVC_BIRTH": "HEALTH",
    "SVC_REHAB": "HEALTH",
    "SVC_EYE": "HEALTH",
    "HR_EDU": "EDUCATION",
    "SVC_LIT": "EDUCATION",
    "HR_TECH": "TECHNICAL",
    "HR_VOL": "VOLUNTEERS",
}
DEPENDENCIES = (
    "core.quantity",
    "core.quantity_inclusion",
    "core.quantity_year",
    "core.valuation",
    "reference.document",
    "reference.party_scope",
)


def select_valuations(connection: duckdb.DuckDBPyConnection) -> pa.Table:
    """The table `core.valuation_selection`; the rule is the module's."""
    scope = scopes(connection)
    figures: dict[tuple, list[Figure]] = defaultdict(list)
    value_types = {}
    for row in read(connection, VALUED):
        value_types[row["quantity_id"], row["year"]] = row["value_type"]
        kind, detail = row["kind"], row["kind_detail"]
        group = (row["inclusion_set"], row["provider_id"], row["year"])
        figures[*group, kind, detail, kind].append(_figure(row, kind, scope))
        block = PEOPLE if kind in PROGRAMME else kind
        figures[*group, ALL, "_Z", block].append(_figure(row, PROGRAMME.get(kind, kind), scope))
    rows = []
    for (inclusion_set, provider, year, kind, detail, _), members in sorted(figures.items()):
        for (partner,), candidates in sorted(cells(members, (lambda figure: figure.partner,)).items()):
            for decision in select(candidates):
                quantity_id = decision.figure.id
                rows.append(
                    {
                        "inclusion_set": inclusion_set,
                        "provider_id": provider,
                        "year": year,
                        "cell_partner_id": partner,
                        "cell_kind": kind,
                        "kind_detail": detail,
                        "quantity_id": quantity_id,
                        "value_type": value_types[quantity_id, year],
                        "is_selected": decision.is_selected,
                        "selection_reason": decision.reason,
                        "preferred_quantity_id": decision.preferred_id,
                    }
                )
    return write("core.valuation_selection", rows)


def _figure(row: dict, kind: str, scope: dict) -> Figure:
    precedence = (
        row["kind"].startswith("SVC_"),
        row["kind_detail"] != "_Z",
        row["is_average"],
        row["is_difference"],
        row["confidence"] or "Z",
        row["is_inexact"],
        tuple(-int(part) for part in row["published"].split("-")) if row["published"] else (0,),
    )
    partner = row["partner_id"]
    return Figure(
        row["quantity_id"], partner, ALL, kind, scope[partner], row["alt_group"], precedence, row["is_average"]
    )
