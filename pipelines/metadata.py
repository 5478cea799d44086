"""Contracts and numbers as metadata that the Dagster UI shows and plots."""

import json

import dagster as dg

from sscmon.checks import Outcome
from sscmon.columns.base import TYPES
from sscmon.messages import describe
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
    """How many rows are wrong, what is wrong with the first, and a table of the first of them."""
    metadata: dict = {"wrong_rows": outcome.wrong_rows}
    if outcome.sample:
        rows = [_in_words(row) for row in outcome.sample]
        metadata["first_row"] = "; ".join(f"{name}: {_cell(value)}" for name, value in list(rows[0].items())[:4])
        metadata["sample"] = dg.MetadataValue.md(_markdown(rows))
    return metadata


def _in_words(row: dict) -> dict:
    """A row with its address and its reasons, as sentences, in front."""
    told = {"source_row_key": row["source_row_key"]} if row.get("source_row_key") else {}
    if "reasons" in row:
        told["reasons"] = "; ".join(describe(reason) for reason in row["reasons"])
    return {**told, **{name: value for name, value in row.items() if name not in told and value is not None}}


def _markdown(rows: list[dict]) -> str:
    names = list(rows[0])
    lines = [" | ".join(names), " | ".join("---" for _ in names)]
    lines += [" | ".join(_cell(row.get(name)) for name in names) for row in rows]
    return "\n".join(f"| {line} |" for line in lines)


def _cell(value) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    return text.replace("|", "\\|").replace("\n", " ")[:200]
