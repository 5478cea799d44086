"""Contracts: one pandera model a table, the only description of that table."""

from functools import cache

import pandera.pandas as pa

from sscmon.columns.base import maybe
from sscmon.text import Text


def table(
    name: str,
    label: Text,
    *,
    grain: str,
    key: list[str],
    columns: list[pa.Column],
    foreign_keys: dict[str, str] | None = None,
    checks: list[pa.Check] | None = None,
    amount: str = "",
) -> pa.DataFrameSchema:
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
    schema = pa.DataFrameSchema(
        checks=checks or [],
        unique=key,
        name=name,
        title=label.en,
        description=grain,
        strict=True,
        ordered=True,
        metadata={
            "label": label,
            "grain": grain,
            "key": tuple(key),
            "foreign_keys": dict(foreign_keys or {}),
            "amount": amount,
        },
    )
    # pandera would copy every column in depth; they are shared on purpose and never changed
    schema.columns = {column.name: column for column in columns}
    return schema


@cache
def all_contracts() -> dict[str, pa.DataFrameSchema]:
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


__all__ = ["all_contracts", "maybe", "table"]
