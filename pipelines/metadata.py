"""Contracts and numbers as metadata that the Dagster UI shows and plots."""

import json

import dagster as dg

from sscmon.checks import Outcome
from sscmon.columns.base import TYPES
from sscmon.plan import Step

SHOWN_ELSEWHERE = {"rows", "quarantine_sample", "adds_up"}


def column_schema(step: Step) -> dict:
    """The columns of a step's table with types, texts, units and constraints; empty without a contract."""
    if step.contract is None:
        return {}
    columns = [
        dg.TableColumn(
            name=name,
            type=TYPES[column.metadata["type"]].duckdb,
            description=column.description,
            constraints=dg.TableColumnConstraints(
                nullable=column.nullable, other=[f"code list {codes}"] if (codes := column.metadata["codelist"]) else []
            ),
            tags={"unit": column.metadata["unit"]} if column.metadata["unit"] else {},
        )
        for name, column in step.contract.columns.items()
    ]
    return {
        "dagster/column_schema": dg.TableSchema(columns=columns),
        "grain": step.contract.metadata["grain"],
        "key": ", ".join(step.contract.metadata["key"]),
    }


def numbers_metadata(numbers: dict) -> dict:
    """The numbers of a build; those that are numbers are plotted over time."""
    shown = {name: value for name, value in numbers.items() if name not in SHOWN_ELSEWHERE}
    if "rows" in numbers:
        shown["dagster/row_count"] = numbers["rows"]
    return shown


def check_metadata(outcome: Outcome) -> dict:
    """How many rows are wrong, and a table of the first of them."""
    metadata: dict = {"wrong_rows": outcome.wrong_rows}
    if outcome.sample:
        metadata["sample"] = dg.MetadataValue.md(_markdown(outcome.sample))
    return metadata


def _markdown(rows: list[dict]) -> str:
    names = list(rows[0])
    lines = [" | ".join(names), " | ".join("---" for _ in names)]
    lines += [" | ".join(_cell(row.get(name)) for name in names) for row in rows]
    return "\n".join(f"| {line} |" for line in lines)


def _cell(value) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    return text.replace("|", "\\|").replace("\n", " ")[:200]
