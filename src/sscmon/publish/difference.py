"""What changed between two releases: by cause, by table, and in the headline numbers."""

from pathlib import Path

import duckdb

from sscmon.engine import from_parquet
from sscmon.explain import DIMENSIONS, HEADLINE
from sscmon.origin import rows
from sscmon.publish import causes
from sscmon.publish.causes import CATALOGUE, Attribution, Records
from sscmon.publish.changes import Changed, changed_rows
from sscmon.publish.released import read_record
from sscmon.publish.tables import parquet_name
from sscmon.rules import quoted
from sscmon.text import LANGUAGES

OBSERVATION = "indicator.observation"
HEADLINES, SAMPLE = 20, 10


def compare(old: Path, new: Path) -> dict:
    """Compare two release folders, with nothing but what is in them.

    Tables about the build itself (`meta`) are left out: what differs there is told as inputs.

    Returns:
        `old`, `new`: their names. `inputs`: code, snapshots, SQL, mappings that differ. `causes`: rows by cause; a row
        may have several. `tables`: rows added, removed and changed, columns and causes of each table that differs.
        `headlines`: the numbers of providers as a whole that changed most, one an indicator and provider.
        `unexplained`: rows without a cause, and the first of them by table.

    Raises:
        NotFound: a folder is no release.
    """
    records = Records(read_record(old), read_record(new))
    with duckdb.connect() as connection:
        found = _changed(connection, records, old, new)
        tables = _by_indicator(connection, found.pop(OBSERVATION, None))
        tables = {**found, **tables}
        _parties(connection, old, new)
        if tables:
            Attribution(connection, records, tables).run()
        return {
            "old": records.old["name"],
            "new": records.new["name"],
            "inputs": _inputs(records),
            "causes": _total(connection, tables),
            "tables": [_table(connection, table) for table in tables.values()],
            "headlines": _headlines(connection, old, new, tables),
            "unexplained": _unexplained(connection, tables),
        }


def _changed(connection: duckdb.DuckDBPyConnection, records: Records, old: Path, new: Path) -> dict[str, Changed]:
    keys = {**records.old["tables"], **records.new["tables"]}
    compared = (
        changed_rows(connection, old, new, table, key)
        for table, key in sorted(keys.items())
        if not table.startswith("meta.")
    )
    return {found.table: found for found in compared if found}


def _by_indicator(connection: duckdb.DuckDBPyConnection, every: Changed | None) -> dict[str, Changed]:
    """The observations that differ, a table an indicator."""
    if every is None:
        return {}
    tables = {}
    for (indicator_id,) in connection.execute(f"select distinct indicator_id from {every.sql} order by 1").fetchall():
        name = f"indicator.{indicator_id}"
        tables[name] = Changed(name, DIMENSIONS, every.links, every.is_reshaped)
        connection.execute(
            f"create table {tables[name].sql} as select * from {every.sql} where indicator_id = $id",
            {"id": indicator_id},
        )
    return tables


def _parties(connection: duckdb.DuckDBPyConnection, old: Path, new: Path) -> None:
    """The views `scope` and `owner` of both releases, as the attribution of causes needs them."""
    views = {
        "scope": (("party_id", "member_party_id"), {"reference.party_scope": ("party_id", "member_party_id")}),
        "owner": (
            ("id", "provider_id", "partner_id"),
            {
                "core.flow": ("flow_id", "provider_id", "partner_id"),
                "core.quantity": ("quantity_id", "provider_id", "partner_id"),
            },
        ),
    }
    for view, (names, tables) in views.items():
        parts = [f"select {', '.join(f'null::varchar as {name}' for name in names)} where false"]
        for table, columns in tables.items():
            files = [folder / parquet_name(table) for folder in (old, new)]
            parts += [f"select {', '.join(columns)} from {from_parquet(file)}" for file in files if file.is_file()]
        connection.execute(f"create temp view {view} as {' union '.join(parts)}")


def _inputs(records: Records) -> dict:
    steps = sorted(records.old["steps"].keys() | records.new["steps"].keys())
    remapped = {source for table in steps for source in records.remapped_sources(table)}
    return {
        "code": [
            f"{record['code']['version']} {record['code']['sha256'][:8]}" for record in (records.old, records.new)
        ],
        "is_same_code": records.old["code"] == records.new["code"],
        "snapshots": [{"source_id": key, "old": one, "new": other} for key, (one, other) in records.snapshots.items()],
        "redefined": [table for table in steps if records.is_redefined(table)],
        "remapped": sorted(remapped | records.lists),
    }


def _code(record: dict) -> str:
    return f"{record['code']['version']} ({record['code']['sha256'][:8]})"


def _counts(connection: duckdb.DuckDBPyConnection, table: Changed, by: str) -> dict:
    return dict(connection.execute(f"select {by}, count(*) from {table.sql} group by all order by all").fetchall())


def _by_cause(counts: dict[int, int]) -> dict[str, int]:
    found: dict[str, int] = {}
    for bits, count in counts.items():
        for name in causes.names(bits):
            found[name] = found.get(name, 0) + count
    return {name: found[name] for name in (*causes.CAUSES.values(), causes.UNEXPLAINED) if name in found}


def _total(connection: duckdb.DuckDBPyConnection, tables: dict[str, Changed]) -> dict[str, int]:
    total: dict[int, int] = {}
    for table in tables.values():
        for bits, count in _counts(connection, table, "causes").items():
            total[bits] = total.get(bits, 0) + count
    return _by_cause(total)


def _table(connection: duckdb.DuckDBPyConnection, table: Changed) -> dict:
    changes = _counts(connection, table, "change")
    columns = f"select unnest(columns) as name from {table.sql}"
    return {
        "table": table.table,
        **{change: changes.get(change, 0) for change in ("added", "removed", "changed")},
        "columns": dict(connection.execute(f"select name, count(*) from ({columns}) group by 1 order by 1").fetchall()),
        "causes": _by_cause(_counts(connection, table, "causes")),
    }


def _headlines(connection: duckdb.DuckDBPyConnection, old: Path, new: Path, tables: dict[str, Changed]) -> list[dict]:
    """Numbers over all partners, modalities and kinds, revised ones before those that went and came, largest first."""
    indicators = [table.sql for name, table in tables.items() if name.startswith("indicator.") and "item" in table.key]
    if not indicators:
        return []
    union = " union all by name ".join(f"select * from {table}" for table in indicators)
    whole = " and ".join(f"{name} in ({quoted(value)}, '_Z')" for name, value in {**HEADLINE, "sector": "_T"}.items())
    before, after = (from_parquet(folder / parquet_name(OBSERVATION)) for folder in (old, new))
    found = rows(
        connection,
        f"""
        with given as (
            select given.*, one.value as old_value, other.value as new_value,
                abs(other.value - one.value) / greatest(abs(other.value), abs(one.value)) as size
            from ({union}) as given
            left join (select observation_id, value from {before}) as one using (observation_id)
            left join (select observation_id, value from {after}) as other using (observation_id)
            where {whole} and one.value is distinct from other.value
        ),
        ranked as (
            select *, (change = 'changed', change = 'removed', coalesce(size, 1), year, observation_id) as place
            from given
            qualify row_number() over (partition by indicator_id, provider_id order by place desc) = 1
        )
        select indicator_id, provider_id, partner_id, year, unit, observation_id, change, old_value, new_value, causes
        from ranked order by place desc limit {HEADLINES}""",
    )
    titles = _labels(connection, new, CATALOGUE, "indicator_id", "title")
    parties = _labels(connection, new, "reference.party", "party_id", "name")
    return [
        {
            **row,
            "title": titles.get(row["indicator_id"], {}),
            "party": parties.get(row["partner_id" if row["provider_id"] == "_T" else "provider_id"], {}),
            "causes": causes.names(row["causes"]),
        }
        for row in found
    ]


def _labels(connection: duckdb.DuckDBPyConnection, folder: Path, table: str, key: str, column: str) -> dict[str, dict]:
    """Names in every language by key."""
    listed = ", ".join(f"{column}_{language}" for language in LANGUAGES)
    found = connection.execute(f"select {key}, {listed} from {from_parquet(folder / parquet_name(table))}").fetchall()
    return {code: dict(zip(LANGUAGES, texts, strict=True)) for code, *texts in found}


def _unexplained(connection: duckdb.DuckDBPyConnection, tables: dict[str, Changed]) -> dict:
    found = []
    for table in tables.values():
        keys = ", ".join(f'"{name}"' for name in table.key)
        count = _counts(connection, table, "causes").get(0, 0)
        if count:
            query = f"select change, {keys} from {table.sql} where causes = 0 order by all limit {SAMPLE}"
            found.append({"table": table.table, "rows": count, "sample": rows(connection, query)})
    return {"rows": sum(part["rows"] for part in found), "tables": found}
