"""From a published number back to the rows, the lines of files and the documents it was computed from.

How each indicator was computed is told by `trace` in the header of its SQL file, a list of entries:

    table or indicator   what it was computed from
    match                {dimension of the number: column or expression of that table}; equal values, `_T` is a value
    where                SQL; `$name` is a column of the number or, inside `then`, of the row
    id, rows             where `table` only lists identifiers: their column, and the table of the rows themselves
    by_year              {table: [columns]} what became of such a row in the year, found by equal columns
    then                 entries for each row, in turn
    expand               false lists numbers of an indicator without explaining each
"""

import re
from collections.abc import Iterable
from difflib import get_close_matches

import duckdb

from sscmon.errors import ModelBroken, NotFound
from sscmon.origin import Origins, rows
from sscmon.paths import Paths
from sscmon.sqlfile import SqlFile

DIMENSIONS = (
    "provider_id",
    "partner_id",
    "modality",
    "kind",
    "sector",
    "inclusion_set",
    "valuation_method",
    "denominator",
    "price_basis",
    "unit",
    "year",
    "item",
)
ORDER = ("provider_id", "year", "partner_id", *DIMENSIONS)
HEADLINE = {
    "partner_id": "_T",
    "modality": "_T",
    "kind": "_T",
    "inclusion_set": "SOLIDARITY_WIDE",
    "valuation_method": "VM_CASH",
    "price_basis": "nominal",
}
CODED = ("provider_id", "partner_id", "modality", "kind", "inclusion_set", "valuation_method", "denominator")
PROVENANCE = ("source_id", "source_row_key", "snapshot_id", "document_id")
ENTRY = {"table", "indicator", "match", "where", "id", "rows", "by_year", "then", "expand"}
PARAMETER = re.compile(r"\$([a-z_0-9]+)")
LEFT_OUT = {
    "core.flow_selection": """
        select flow_id as id, selection_reason as reason, preferred_flow_id as preferred_id
        from core.flow_selection
        where not is_selected and inclusion_set = $inclusion_set and provider_id = $provider_id and year = $year
            and cell_partner_id = $partner_id and cell_modality = $modality and cell_kind = $kind
        union all
        select flow.flow_id, inclusion.selection_reason, null
        from core.flow_inclusion as inclusion
        join core.flow as flow using (flow_id)
        where not inclusion.is_candidate and inclusion.inclusion_set = $inclusion_set
            and flow.provider_id = $provider_id
            and $year between coalesce(flow.period_start_year, flow.period_end_year)
                and coalesce(flow.period_end_year, flow.period_start_year)
            and $partner_id in ('_T', flow.partner_id)
            and $modality in ('_T', flow.modality)
            and $kind in ('_T', flow.kind)
        order by all""",
    "core.quantity_selection": """
        select quantity_id as id, selection_reason as reason, preferred_quantity_id as preferred_id
        from core.quantity_selection
        where not is_selected and inclusion_set = $inclusion_set and provider_id = $provider_id and year = $year
            and cell_partner_id = $partner_id and kind = $kind and quantity_unit = $unit
            and value_type = string_split($item, '|')[1] and kind_detail = coalesce(string_split($item, '|')[2], '_Z')
        union all
        select quantity.quantity_id, coalesce(by_year.selection_reason, inclusion.selection_reason), null
        from core.quantity_year as by_year
        join core.quantity as quantity using (quantity_id)
        join core.quantity_inclusion as inclusion using (quantity_id)
        where not (by_year.is_candidate and inclusion.is_candidate) and inclusion.inclusion_set = $inclusion_set
            and by_year.year = $year and quantity.provider_id = $provider_id
            and $partner_id in ('_T', quantity.partner_id) and quantity.kind = $kind
            and by_year.quantity_unit = $unit and by_year.value_type = string_split($item, '|')[1]
            and coalesce(quantity.kind_detail, '_Z') = coalesce(string_split($item, '|')[2], '_Z')
        order by all""",
}


def find(connection: duckdb.DuckDBPyConnection, target: str, provider: str | None, chosen: dict) -> list[dict]:
    """The observations meant: one, or several that the reader must choose from.

    Args:
        target: an indicator or its alias; without `provider`, the identifier of an observation.
        provider: code of the provider.
        chosen: dimension to the value asked for. Of the other dimensions the headline value is taken where there is
            one: all partners, modalities and kinds, the widest set, money, current prices, the best denominator.

    Raises:
        NotFound: nothing is published under that; with what is.
    """
    if provider is None:
        query = "select * from indicator.observation where observation_id = $target"
        found = rows(connection, query, {"target": target})
        if not found:
            raise NotFound(
                f"there is no observation {target!r}",
                todo="name an indicator and a provider: sscmon explain cooperation_to_gni BRA",
            )
        return found
    indicator_id = _indicator(connection, target)
    wanted = {name: _code(name, value) for name, value in {"provider_id": provider, **chosen}.items()}
    published = rows(
        connection,
        f"select * from indicator.observation where indicator_id = $id order by {', '.join(ORDER)}",
        {"id": indicator_id},
    )
    found = _matching(published, wanted)
    if not found:
        raise _nothing(indicator_id, published, wanted)
    for dimension, value in HEADLINE.items():
        if dimension not in chosen:
            found = _matching(found, {dimension: value}) or found
    if "denominator" not in chosen:
        found = _best_denominator(connection, found)
    return found


def _code(name: str, value):
    """Codes of the house are in capitals; a reader need not type them so."""
    return value.upper() if name in CODED and value.islower() else value


def _indicator(connection: duckdb.DuckDBPyConnection, name: str) -> str:
    known = {}
    for indicator_id, alias in connection.execute("select indicator_id, alias from indicator.catalogue").fetchall():
        known[indicator_id] = indicator_id
        if alias:
            known[alias] = indicator_id
    if name not in known:
        close = get_close_matches(name, known, n=3) or sorted(known)
        raise NotFound(f"there is no indicator {name!r}", todo=f"name one of: {', '.join(close)}")
    return known[name]


def _matching(found: list[dict], wanted: dict) -> list[dict]:
    return [row for row in found if all(row[name] == value for name, value in wanted.items())]


def _nothing(indicator_id: str, published: list[dict], wanted: dict) -> NotFound:
    """Says which of the values asked for is the first that excludes everything, and what there is instead."""
    for name, value in wanted.items():
        narrowed = _matching(published, {name: value})
        if not narrowed:
            there = ", ".join(str(v) for v in sorted({row[name] for row in published}))
            if name == "provider_id" and there == "_T":
                there = f"_T; {indicator_id} looks at a partner: sscmon explain {indicator_id} _T --partner {value}"
            return NotFound(
                f"{indicator_id} has no number with {name} {value}"
                + (f" beside {_listed(wanted, name)}" if name != "provider_id" else ""),
                todo=f"choose {name} from: {there}",
            )
        published = narrowed
    raise AssertionError("called where something matches")


def _listed(wanted: dict, end: str) -> str:
    names = list(wanted)[: list(wanted).index(end)]
    return ", ".join(f"{name} {wanted[name]}" for name in names)


def _best_denominator(connection: duckdb.DuckDBPyConnection, found: list[dict]) -> list[dict]:
    """Of numbers that differ by denominator, those with the first of the house's order of preference."""
    order = connection.sql("select denominator from reference.denominator order by preference nulls last").fetchall()
    present = {row["denominator"] for row in found}
    best = next((code for (code,) in order if code in present), None)
    return [row for row in found if row["denominator"] == best] or found


class Explainer:
    """Walks the traces of one project's indicators through its warehouse."""

    def __init__(self, paths: Paths, connection: duckdb.DuckDBPyConnection):
        self.paths, self.connection = paths, connection
        self.origins = Origins(paths, connection)

    def explain(self, observation: dict) -> dict:
        """One number with all it was computed from: {observation, catalogue, inputs, files}.

        Raises:
            ModelBroken: the indicator has no trace, or one that cannot be followed.
        """
        return {**self._explain(observation), "files": self.origins.files}

    def _explain(self, observation: dict) -> dict:
        indicator_id = observation["indicator_id"]
        entry = rows(
            self.connection, "select * from indicator.catalogue where indicator_id = $id", {"id": indicator_id}
        )[0]
        file = SqlFile(self.paths.sql / "indicator" / f"{indicator_id}.sql")
        trace = file.header.get("trace") if file.path.is_file() else None
        if not trace:
            raise ModelBroken(
                f"the indicator {indicator_id} does not say what it was computed from",
                where=str(file.path),
                todo="add a trace to its header; the form is described in sscmon.explain",
            )
        return {"observation": observation, "catalogue": entry, "inputs": self._inputs(trace, observation)}

    def _inputs(self, trace: Iterable[dict], known: dict) -> list[dict]:
        return [found for entry in trace if (found := self._input(entry, known)) is not None]

    def _input(self, entry: dict, known: dict) -> dict | None:
        """What one entry leads to; None where it leads to nothing."""
        if unknown := entry.keys() - ENTRY:
            raise ModelBroken(
                f"a trace has the entries {', '.join(map(str, unknown))}, which mean nothing",
                where=str(entry),
                todo=f"use: {', '.join(sorted(ENTRY))}",
            )
        if "indicator" in entry:
            of = f"(select * from indicator.observation where indicator_id = '{entry['indicator']}')"
            observations = self._select(of, entry, known)
            explained = [self._explain(o) if entry.get("expand", True) else {"observation": o} for o in observations]
            return {"indicator": entry["indicator"], "observations": explained} if explained else None
        listed = self._select(entry["table"], entry, known)
        if "rows" not in entry:
            found = [self._row(entry, row, known) for row in listed]
            return {"table": entry["table"], "rows": found, "left_out": []} if found else None
        taken = [self._taken(entry, {**known, **row}, row[entry["id"]]) for row in listed]
        left_out = self._left_out(entry, known)
        return {"table": entry["rows"], "rows": taken, "left_out": left_out} if taken or left_out else None

    def _select(self, table: str, entry: dict, known: dict) -> list[dict]:
        conditions = [f"({column}) = ${dimension}" for dimension, column in entry.get("match", {}).items()]
        if "where" in entry:
            conditions.append(f"({entry['where']})")
        query = f"select * from {table} where {' and '.join(conditions) or 'true'} order by all"
        missing = set(PARAMETER.findall(query)) - known.keys()
        if missing:
            raise ModelBroken(
                f"the trace to {entry.get('table') or entry['indicator']} asks for {', '.join(sorted(missing))}",
                todo=f"use the columns of a number: {', '.join(DIMENSIONS)}, value",
            )
        try:
            return rows(self.connection, query, {name: known[name] for name in PARAMETER.findall(query)})
        except duckdb.Error as error:
            raise ModelBroken(
                f"the trace to {table} cannot be followed: {str(error).splitlines()[0]}",
                where=query,
                todo="correct the trace in the header of the indicator's SQL file",
            ) from error

    def _taken(self, entry: dict, known: dict, identifier: str) -> dict:
        row = self._by_id(entry, identifier)
        by_year = {}
        for table, columns in entry.get("by_year", {}).items():
            found = self._select(table, {"table": table, "match": {name: name for name in columns}}, known)
            by_year |= {k: v for part in found for k, v in part.items() if k not in columns and k not in row}
        return {**self._row(entry, row, {**known, **row, **by_year}), "by_year": by_year}

    def _by_id(self, entry: dict, identifier: str) -> dict:
        found = self._select(entry["rows"], {"table": entry["rows"], "match": {"id": entry["id"]}}, {"id": identifier})
        return found[0]

    def _row(self, entry: dict, row: dict, known: dict) -> dict:
        return {
            "values": {name: value for name, value in row.items() if name not in PROVENANCE},
            "origin": self.origins.of(row),
            "document": self.origins.document(row),
            "inputs": self._inputs(entry.get("then", []), {**known, **row}),
        }

    def _left_out(self, entry: dict, known: dict) -> list[dict]:
        """Figures of the same provider, year and cell that the sum does not take, each with its reason."""
        query = LEFT_OUT.get(entry["table"])
        if query is None:
            return []
        parameters = {name: known[name] for name in PARAMETER.findall(query)}
        return [
            {
                **self._row({}, self._by_id(entry, found["id"]), known),
                "reason": found["reason"],
                "preferred_id": found["preferred_id"],
            }
            for found in rows(self.connection, query, parameters)
        ]
