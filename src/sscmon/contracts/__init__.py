"""Contracts: the only description of each table; as pandera schemas in `frames.py`."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from sscmon.columns.base import Column, maybe
from sscmon.rules import Check
from sscmon.text import Text


@dataclass(frozen=True, eq=False)
class Contract:
    """What a table must be.

    Attributes:
        name: `schema.table`.
        title: what the table holds, in English.
        description: what one row is.
        columns: name to column, in order.
        checks: rules over a whole row.
        unique: columns of the primary key.
        metadata: `label` (the title in three languages), `grain`, `key`, `foreign_keys`, `amount`: see `table`.
    """

    name: str
    title: str
    description: str
    columns: dict[str, Column]
    checks: tuple[Check, ...]
    unique: tuple[str, ...]
    metadata: dict[str, Any]


def table(
    name: str,
    label: Text,
    *,
    grain: str,
    key: list[str],
    columns: list[Column],
    foreign_keys: dict[str, str] | None = None,
    checks: list[Check] | None = None,
    amount: str = "",
) -> Contract:
    """The contract of one table.

    Args:
        name: `schema.table`.
        label: what the table holds, in three languages.
        grain: what one row is.
        key: columns of the primary key.
        columns: its columns, in order; wrap one in `maybe` where a value may be missing.
        foreign_keys: column to `schema.table.column` it must exist in (nulls are free).
        checks: rules over a whole row.
        amount: the column whose sum the row accounting must keep; empty where there is none.
    """
    return Contract(
        name=name,
        title=label.en,
        description=grain,
        columns={column.name: column for column in columns},
        checks=tuple(checks or ()),
        unique=tuple(key),
        metadata={
            "label": label,
            "grain": grain,
            "key": tuple(key),
            "foreign_keys": dict(foreign_keys or {}),
            "amount": amount,
        },
    )


@cache
def all_contracts() -> dict[str, Contract]:
    """Every contract of the house's own tables by name; those of staged tables belong to their source."""
    from sscmon.contracts import (
        claims,
        core,
        exchange,
        figures,
        indicator,
        meta,
        process,
        quality,
        reference,
        sdg,
        submissions,
        valuation,
    )

    modules = (
        reference,
        core,
        figures,
        valuation,
        exchange,
        claims,
        quality,
        process,
        sdg,
        submissions,
        indicator,
        meta,
    )
    return {contract.name: contract for module in modules for contract in module.CONTRACTS}


__all__ = ["Contract", "all_contracts", "maybe", "table"]
