"""The CSV files described as CSV on the Web: `data/csv-metadata.json`, where tools that know CSVW look for it.

Follows the W3C recommendation Metadata Vocabulary for Tabular Data (2015).
"""

import json

from sscmon.columns.base import Column
from sscmon.contracts import Contract
from sscmon.dictionary import resource_name
from sscmon.publish.draft import DATA_LICENCE, TITLE, Draft, Part
from sscmon.text import LANGUAGES, Text

CONTEXT = ["http://www.w3.org/ns/csvw", {"@language": "en"}]
DATATYPES = {
    "text": "string",
    "integer": "integer",
    "number": "double",
    "exact": "decimal",
    "money": "decimal",
    "flag": "boolean",
    "date": "date",
}
BOUNDS = {
    "greater_than": ("minExclusive", "min_value"),
    "greater_than_or_equal_to": ("minimum", "min_value"),
    "less_than": ("maxExclusive", "max_value"),
    "less_than_or_equal_to": ("maximum", "max_value"),
}


def write_csvw(draft: Draft) -> None:
    """Write the metadata of all tables as one table group.

    A foreign key whose column may be empty is left out: validators of CSVW take an empty reference for a broken one.
    """
    group = {
        "@context": CONTEXT,
        "dc:title": TITLE,
        "dc:license": {"@id": DATA_LICENCE["path"]},
        "tables": [_table(contract, draft.contracts) for contract in draft.contracts.values()],
    }
    draft.write_text("data/csv-metadata.json", json.dumps(group, indent=1, ensure_ascii=False))


def _table(contract: Contract, released: dict) -> dict:
    schema: dict = {
        "columns": [_column(name, column) for name, column in contract.columns.items()],
        "primaryKey": list(contract.metadata["key"]),
    }
    links = [
        _foreign_key(column, *target.rsplit(".", 1))
        for column, target in contract.metadata["foreign_keys"].items()
        if target.rsplit(".", 1)[0] in released and not contract.columns[column].nullable
    ]
    return {
        "url": f"{resource_name(contract.name)}.csv",
        "dc:title": _in_languages(contract.metadata["label"]),
        "dc:description": f"One row: {contract.metadata['grain']}.",
        "tableSchema": {**schema, "foreignKeys": links} if links else schema,
    }


def _in_languages(text: Text) -> list[dict[str, str]]:
    return [{"@value": text.in_(language), "@language": language} for language in LANGUAGES]


def _column(name: str, column: Column) -> dict:
    found = {
        "name": name,
        "titles": name,
        "dc:description": _in_languages(column.metadata["text"]),
        "datatype": _datatype(column),
    }
    if not column.nullable:
        found["required"] = True
    if column.metadata["unit"]:
        found["schema:unitText"] = column.metadata["unit"]
    return found


def _datatype(column: Column) -> str | dict:
    """The type of a column with the bounds and the pattern of its contract."""
    limits: dict = {}
    for check in column.checks:
        statistics = check.statistics
        if check.name == "pattern":
            limits["format"] = statistics["pattern"]
        elif check.name == "in_range":
            limits |= {"minimum": statistics["min_value"], "maximum": statistics["max_value"]}
        elif check.name in BOUNDS:
            limit, given = BOUNDS[check.name]
            limits[limit] = statistics[given]
    base = DATATYPES[column.metadata["type"]]
    return {"base": base, **limits} if limits else base


def _foreign_key(column: str, table: str, referenced: str) -> dict:
    target = {"resource": f"{resource_name(table)}.csv", "columnReference": referenced}
    return {"columnReference": column, "reference": target}


PART = Part(
    write_csvw,
    {
        "data/csv-metadata.json": Text(
            "what every CSV file and column is: CSV on the Web",
            "qué es cada archivo CSV y cada columna: CSV on the Web",
            "o que é cada arquivo CSV e cada coluna: CSV on the Web",
        )
    },
)
