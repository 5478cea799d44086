"""Rows that differ between two releases, table by table: a full outer join by key over their Parquet files."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from sscmon.engine import from_parquet
from sscmon.publish.tables import parquet_name
from sscmon.snapshots import sha256_of

ADDRESSES = ("source_row_key", "snapshot_id")
PARTIES = (
    "provider_id",
    "partner_id",
    "cell_partner_id",
    "party_id",
    "member_party_id",
    "iso3",
    "party_a_id",
    "party_b_id",
    "group_id",
)
WHOSE = ("provider_id", "partner_id", "party_id", "iso3")
NO_PARTY = "('_T', '_X', '_Z')"
SAME_NUMBER = 1e-12


@dataclass(frozen=True)
class Changed:
    """The rows of one table that differ, as the temporary table `sql` of a connection.

    Its columns: `change` (added, removed or changed), `causes` (bits, 0 at first), `columns` (names of those that
    differ), `row_source` (its source, if the table says), `who` (its provider, or else its party), `parties` (all
    parties it names), and the columns of `links`.

    Attributes:
        table: `schema.table`; `indicator.<id>` for the part of the observations that is one indicator.
        key: columns of its key.
        links: columns kept from the rows: key, identifiers, currency, year.
        is_reshaped: its key or its columns are others than before.
    """

    table: str
    key: tuple[str, ...]
    links: tuple[str, ...]
    is_reshaped: bool

    @property
    def sql(self) -> str:
        return f'changed."{self.table}"'


def changed_rows(
    connection: duckdb.DuckDBPyConnection, old: Path, new: Path, table: str, key: Sequence[str]
) -> Changed | None:
    """Compare one table of two releases; None where its file has the same bytes or no row differs.

    Where a row lies in its source is no difference, and neither are numbers equal to one part in 10^12.

    Args:
        key: columns of the key after the change.
    """
    one, other = (folder / parquet_name(table) for folder in (old, new))
    if one.is_file() and other.is_file() and _are_equal(one, other):
        return None
    before, after = _columns(connection, one), _columns(connection, other)
    is_reshaped = before.keys() != after.keys()
    is_comparable = all(name in columns for columns in (before, after) for name in key)
    _view(connection, "before", one if is_comparable or not after else None, other)
    _view(connection, "after", other if after else None, one)
    sides = [before if is_comparable or not after else after, after or before]
    key = tuple(name for name in key if name in sides[1])
    values = [name for name in sides[1] if name in sides[0] and name not in (*key, *ADDRESSES)]
    links = tuple(name for name in sides[1] if name in key or _is_link(name))
    connection.execute("create schema if not exists changed")
    query = _query(key, values, links, *sides)
    connection.execute(f'create or replace table changed."{table}" as {query}')
    connection.execute(f"""delete from changed."{table}" where change = 'changed' and len(columns) = 0""")
    if not connection.execute(f'from changed."{table}" limit 1').fetchone():
        return None
    return Changed(table, key, links, is_reshaped)


def _view(connection: duckdb.DuckDBPyConnection, name: str, file: Path | None, like: Path) -> None:
    """The rows of a file; without one, no rows of the form of another."""
    given = from_parquet(file) if file else f"{from_parquet(like)} where false"
    connection.execute(f"create or replace temp view {name} as select * from {given}")


def _are_equal(one: Path, other: Path) -> bool:
    return one.stat().st_size == other.stat().st_size and sha256_of(one) == sha256_of(other)


def _columns(connection: duckdb.DuckDBPyConnection, file: Path) -> dict[str, str]:
    if not file.is_file():
        return {}
    described = connection.execute(f"describe select * from {from_parquet(file)}").fetchall()
    return {name: kind for name, kind, *_ in described}


def _is_link(name: str) -> bool:
    return (name.endswith("_id") and name not in (*ADDRESSES, "source_id")) or name in ("iso3", "currency_code", "year")


def _query(key: tuple, values: list[str], links: tuple, before: dict[str, str], after: dict[str, str]) -> str:
    """Rows by key whose values differ: first by a hash of the values, then those few value by value."""

    def either(name: str) -> str:
        return f'coalesce(new."{name}", old."{name}")' if name in before else f'new."{name}"'

    keys, hashed = _listed(key), f"hash({_listed(values) or '0'}) as mark"
    parties = [either(name) for name in PARTIES if name in after]
    who = [f"case when {either(name)} not in {NO_PARTY} then {either(name)} end" for name in WHOSE if name in after]
    kept = ", ".join(f'{either(name)} as "{name}"' for name in links)
    differing = ", ".join(_differs(name, after[name]) for name in values)
    return f"""
        with narrow as (
            select {keys}, one.mark as old_mark, other.mark as new_mark
            from (select {keys}, {hashed} from before) as one
            full outer join (select {keys}, {hashed} from after) as other using ({keys})
            where one.mark is distinct from other.mark
        )
        select
            case when old_mark is null then 'added' when new_mark is null then 'removed' else 'changed' end as change,
            0 as causes,
            case when old_mark is not null and new_mark is not null
                then list_filter([{differing}]::varchar[], name -> name is not null) end as columns,
            {either("source_id") if "source_id" in after else "null::varchar"} as row_source,
            coalesce({", ".join([*who, "null::varchar"])}) as who,
            list_filter([{", ".join(parties)}]::varchar[], party -> party not in {NO_PARTY}) as parties,
            {kept}
        from narrow
        left join before as old using ({keys})
        left join after as new using ({keys})"""


def _listed(names: Sequence[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def _differs(name: str, kind: str) -> str:
    """The column's name where its two values differ, else null."""
    differ = f'old."{name}" is distinct from new."{name}"'
    if kind == "DOUBLE":
        bound = f'{SAME_NUMBER} * greatest(abs(old."{name}"), abs(new."{name}"))'
        differ += f' and not coalesce(abs(old."{name}" - new."{name}") <= {bound}, false)'
    return f"case when {differ} then '{name}' end"
