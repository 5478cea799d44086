"""Shared columns: one name means one thing, in one unit, everywhere.

A column is declared by its type, its rules, and in `metadata` its texts in three languages and its unit.
Contracts list columns; they never describe one again.
"""

from sscmon.columns.base import (
    TYPES,
    date,
    exact,
    flag,
    integer,
    maybe,
    money,
    number,
    renamed,
    text,
)

__all__ = ["TYPES", "date", "exact", "flag", "integer", "maybe", "money", "number", "renamed", "text"]
