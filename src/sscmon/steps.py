"""How each kind of step is built. Each function returns the numbers of what it built."""

import json

from sscmon import engine, staging, withheld
from sscmon.contracts import Contract
from sscmon.contracts.indicator import DEFAULTS
from sscmon.parsed import forget_parsed
from sscmon.paths import Paths
from sscmon.publish import warehouse
from sscmon.snapshots import latest, newest
from sscmon.sources import Source
from sscmon.sqlfile import SqlFile


def check_snapshot(paths: Paths, source: Source) -> dict:
    """Verify the newest snapshot of a source; a source that is not bundled may have none yet.

    Raises:
        SourceUnavailable, SnapshotBroken: there is none, or its files differ from its manifest.
    """
    snapshot = latest(paths, source.id) if source.is_bundled else newest(paths, source.id)
    if snapshot is None:
        return {"snapshot_id": "", "files": 0, "bytes": 0}
    snapshot.verify()
    files = snapshot.manifest["files"]
    return {"snapshot_id": snapshot.id, "files": len(files), "bytes": sum(item["bytes"] for item in files)}


def build_staged(paths: Paths, source: Source, table: str) -> dict:
    """Stage one table of a source; see `staging.stage`. Without a snapshot the table has no rows."""
    snapshot = newest(paths, source.id)
    if snapshot is None:
        account = staging.stage_nothing(paths, source, table)
    else:
        account = staging.stage(paths, source, table, snapshot)
    numbers = {
        "rows": account.rows_staged,
        "rows_read": account.rows_read,
        "quarantined_rows": account.rows_quarantined,
        "adds_up": account.adds_up,
        "snapshot_id": snapshot.id if snapshot else "",
    }
    if account.amount_read is not None:
        numbers["amount_read"] = float(account.amount_read)
        numbers["amount_staged"] = float(account.amount_staged)
        numbers["amount_quarantined"] = float(account.amount_quarantined)
    if account.rows_quarantined:
        numbers["quarantine_sample"] = quarantine_sample(paths, f"{source.id}_{table}")
    return numbers


def quarantine_sample(paths: Paths, name: str, limit: int = 20) -> list[dict]:
    """The first refused rows of one staged table: address and reasons."""
    with engine.connect(paths, (f"quarantine.{name}",)) as connection:
        rows = connection.execute(
            f'select source_row_key, reasons from quarantine."{name}" order by 1 limit {limit}'
        ).fetchall()
    return [{"source_row_key": key, "reasons": json.loads(reasons)} for key, reasons in rows]


def build_model(
    paths: Paths,
    key: str,
    file: SqlFile,
    contract: Contract,
    given: dict[str, SqlFile],
    facts: tuple[str, ...] = (),
) -> dict:
    """Build a table from its SQL file and what sources contribute to it; `facts` are those behind an indicator."""
    tables = {table for part in (file, *given.values()) for table in part.tables}
    if facts:
        tables |= {withheld.TABLE, "house.obs_status"}
    with engine.connect(paths, tuple(sorted(t for t in tables if not t.startswith("contribution.")))) as connection:
        for part in given.values():
            with engine.blaming(part):
                connection.execute(f"describe {part.query}")
        with engine.blaming(file, *given.values()):
            if f"contribution.{key.split('.', 1)[1]}" in tables:
                queries = {source_id: part.query for source_id, part in given.items()}
                engine.create_contribution(connection, contract, queries)
            query = file.query
            if key.startswith("indicator."):
                query = withheld.marked(connection, _filled(connection, file), facts, file.header.get("when_withheld"))
            return _write(connection, paths, key, contract, query)


def _filled(connection, file: SqlFile) -> str:
    """An indicator's query with the columns it leaves out: its name, unit, version and the marks of a total."""
    given = {row[0] for row in connection.execute(f"describe {file.query}").fetchall()}
    fixed = {
        "indicator_id": f"'{file.path.stem}'",
        "unit": f"'{file.header['unit']}'",
        "method_version": str(file.header["version"]),
        **{name: f"'{mark}'" for name, mark in DEFAULTS.items()},
    }
    added = ", ".join(f"{value} as {name}" for name, value in fixed.items() if name not in given)
    return f"select *, {added} from ({file.query})" if added else file.query


def build_python_model(paths: Paths, key: str, model, contract: Contract, deps: tuple[str, ...]) -> dict:
    """Build a table from a Python function over the tables it depends on."""
    with engine.connect(paths, deps) as connection:
        computed = model.compute(connection) if not model.reads_all_indicators else model.compute(connection, paths)
        connection.register("computed", computed)
        return _write(connection, paths, key, contract, "select * from computed")


def _write(connection, paths: Paths, key: str, contract: Contract, query: str) -> dict:
    rows = engine.write_parquet(connection, engine.shaped(contract, query), paths.parquet(key))
    numbers = {"rows": rows}
    amount = contract.metadata["amount"]
    if amount:
        total = f'select coalesce(sum("{amount}"), 0) from {engine.from_parquet(paths.parquet(key))}'
        numbers["amount"] = float(connection.execute(total).fetchone()[0])
    return numbers


def build_warehouse(paths: Paths, built: list, known: dict[str, Source]) -> dict:
    """Publish the warehouse; see `publish.warehouse`. Nothing is parsed after it."""
    numbers = warehouse.publish(paths, built, known)
    forget_parsed(paths)
    return numbers
