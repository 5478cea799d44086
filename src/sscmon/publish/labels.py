"""What the codes of a published number mean: every coded column of the observations with labels and definitions."""

from collections.abc import Iterator
from typing import NamedTuple

import duckdb

from sscmon.contracts.indicator import OBSERVATION
from sscmon.text import LANGUAGES, Text

LISTS = {"sector": ("sector_crs3", "sector_segib"), "unit": ("indicator_unit", "quantity_unit", "claim_unit")}
LISTS |= {
    name: (column.metadata["codelist"],)
    for name, column in OBSERVATION.columns.items()
    if column.metadata["codelist"] and name not in LISTS
}
UNSTATED = Text("not stated", "no indicado", "não indicado")


class Code(NamedTuple):
    """A code with its label, the code above it (empty for none) and, of an indicator, its definition."""

    code: str
    label: Text
    parent: str = ""
    definition: Text | None = None


def codes(connection: duckdb.DuckDBPyConnection) -> dict[str, dict[str, Code]]:
    """For each coded column of `indicator.observation` its codes, sorted, a broader code before the ones under it.

    Indicators, modalities and the like have all codes of their list; parties, sectors and units those that are used.
    A unit without a label in any list stands for itself.
    """
    found = {"indicator_id": _indicators(connection), "provider_id": _parties(connection)}
    found["partner_id"] = found["provider_id"]
    for column, lists in LISTS.items():
        listed = {code.code: code for name in reversed(lists) for code in _list(connection, name)}
        if column in ("sector", "unit"):
            listed = {code: listed.get(code, Code(code, _unlisted(code))) for code in _used(connection, column)}
        found[column] = {code.code: code for code in _from_above(list(listed.values()))}
    return found


def _from_above(codes: list[Code], parent: str = "") -> Iterator[Code]:
    """Codes under a code, each followed by those under it; a parent that is not in the list counts as none."""
    known = {code.code for code in codes}
    for code in codes:
        if (code.parent if code.parent in known else "") == parent:
            yield code
            yield from _from_above(codes, code.code)


def _unlisted(code: str) -> Text:
    return UNSTATED if code == "_X" else Text(code, code, code)


def _used(connection: duckdb.DuckDBPyConnection, *columns: str) -> list[str]:
    each = " union ".join(f'select "{column}" as code from indicator.observation' for column in columns)
    return [code for (code,) in connection.execute(f"{each} order by code").fetchall()]


def _list(connection: duckdb.DuckDBPyConnection, name: str) -> list[Code]:
    query = """
        select code, label_en, label_es, label_pt, coalesce(parent_code, '')
        from reference.code where codelist = ? order by code"""
    return [Code(code, Text(*labels), parent) for code, *labels, parent in connection.execute(query, [name]).fetchall()]


def _indicators(connection: duckdb.DuckDBPyConnection) -> dict[str, Code]:
    texts = ", ".join(f"{part}_{language}" for part in ("title", "definition") for language in LANGUAGES)
    rows = connection.execute(f"select indicator_id, {texts} from indicator.catalogue order by 1").fetchall()
    return {code: Code(code, Text(*texts[:3]), "", Text(*texts[3:])) for code, *texts in rows}


def _parties(connection: duckdb.DuckDBPyConnection) -> dict[str, Code]:
    names = {
        code: Code(code, Text(*names))
        for code, *names in connection.execute(
            "select party_id, name_en, coalesce(name_es, name_en), coalesce(name_pt, name_en) from reference.party"
        ).fetchall()
    }
    return {code: names[code] for code in _used(connection, "provider_id", "partner_id")}
