"""The warehouse: one DuckDB file with every table, views and comments, built aside and swapped in whole."""

import json

import duckdb
import pyarrow as pa

from sscmon import engine, snapshots
from sscmon.columns.base import TYPES
from sscmon.contracts import all_contracts
from sscmon.contracts.meta import quarantine
from sscmon.errors import ModelBroken
from sscmon.paths import Paths
from sscmon.publish import house
from sscmon.rules import quoted
from sscmon.sources import Source
from sscmon.sqlfile import SqlFile

STORAGE = "v1.5.0"


def publish(paths: Paths, steps: list, known: dict[str, Source]) -> dict:
    """Build the warehouse aside, check it, and put it in place at once; readers keep what they have open.

    Args:
        steps: the steps whose tables go in.
        known: all sources.

    Returns:
        Number of tables, views and rows.

    Raises:
        ModelBroken: a view does not run.
    """
    contracts = _published(steps)
    views = [SqlFile(path) for path in sorted(paths.sql.glob("view/*.sql"))]
    with engine.replaced(paths.warehouse) as aside:
        aside.unlink()
        connection = duckdb.connect()
        connection.execute(f"attach {quoted(str(aside))} as house_file (storage_version '{STORAGE}')")
        connection.execute("use house_file")
        try:
            rows = {name: _load(connection, paths, name) for name in contracts}
            _meta(connection, paths, steps, known, contracts, rows)
            connection.execute("begin")
            create_views(connection, views)
            for name, contract in {**contracts, **_meta_contracts()}.items():
                comment(connection, name, contract)
            connection.execute("commit")
            connection.execute("checkpoint house_file")
        finally:
            connection.close()
        _check(aside, rows)
    return {
        "tables": len(rows),
        "views": len(views),
        "rows": sum(rows.values()),
        "bytes": paths.warehouse.stat().st_size,
    }


def _published(steps: list) -> dict:
    contracts = {step.key: step.contract for step in steps if step.contract is not None}
    for key in [key for key in contracts if key.startswith("staged.")]:
        name = key.split(".", 1)[1]
        contracts[f"quarantine.{name}"] = quarantine(name)
    return {name: contract for name, contract in sorted(contracts.items()) if name not in house.TABLES}


def _meta_contracts() -> dict:
    return {name: contract for name, contract in all_contracts().items() if name.startswith("meta.")}


def _load(connection: duckdb.DuckDBPyConnection, paths: Paths, table: str) -> int:
    schema, name = table.split(".", 1)
    connection.execute(f'create schema if not exists "{schema}"')
    given = engine.from_parquet(paths.parquet(table))
    kept = house.public_rows(table)
    connection.execute(f'create table "{schema}"."{name}" as select * from {given} where {kept}')
    return connection.execute(f'select count(*) from "{schema}"."{name}"').fetchone()[0]


def create_views(connection: duckdb.DuckDBPyConnection, views: list[SqlFile]) -> None:
    """Create views in the schema `view`, each after those it reads, with a comment on it and on every column.

    Raises:
        ModelBroken: views read each other in a circle, or one does not run.
    """
    connection.execute('create schema if not exists "view"')
    connection.execute("create schema if not exists meta")
    pending = list(views)
    while pending:
        names = {f"view.{file.path.stem}" for file in pending}
        ready = [file for file in pending if not names & (set(file.tables) - {f"view.{file.path.stem}"})]
        if not ready:
            raise ModelBroken(f"views depend on each other in a circle: {', '.join(sorted(names))}")
        for file in ready:
            pending.remove(file)
            name = f'"view"."{file.path.stem}"'
            try:
                connection.execute(f"create view {name} as {file.query}")
                connection.execute(f"select * from {name} limit 1").fetchall()
            except duckdb.Error as error:
                raise ModelBroken(f"the view {name} does not run: {error}", where=str(file.path)) from error
            _comment_view(connection, name, file)


def _comment_view(connection: duckdb.DuckDBPyConnection, name: str, file: SqlFile) -> None:
    """Comment a view and its columns: a column of the dictionary by its own text, any other by the file's header."""
    own, dictionary = file.header.get("columns", {}), _dictionary()
    connection.execute(f"comment on view {name} is {quoted(str(file.header['definition']).strip())}")
    for column, *_ in connection.execute(f"describe {name}").fetchall():
        text = own.get(column) or dictionary.get(column)
        if text is None:
            raise ModelBroken(
                f"the column {column} of the view {name} has no description",
                where=str(file.path),
                todo="describe it under `columns:` in the header",
            )
        connection.execute(f'comment on column {name}."{column}" is {quoted(text)}')


def _dictionary() -> dict[str, str]:
    return {
        name: _described(column) for contract in all_contracts().values() for name, column in contract.columns.items()
    }


def _described(column) -> str:
    unit = f" [{column.metadata['unit']}]" if column.metadata["unit"] else ""
    return column.description + unit


def comment(connection: duckdb.DuckDBPyConnection, table: str, contract) -> None:
    """Comment a table and its columns by its contract."""
    schema, name = table.split(".", 1)
    text = f"{contract.title}. One row: {contract.metadata['grain']}."
    connection.execute(f'comment on table "{schema}"."{name}" is {quoted(text)}')
    for column_name, column in contract.columns.items():
        connection.execute(f'comment on column "{schema}"."{name}"."{column_name}" is {quoted(_described(column))}')


def _meta(connection, paths: Paths, steps: list, known: dict[str, Source], contracts: dict, rows: dict) -> None:
    connection.execute("create schema if not exists meta")
    described = {**contracts, **_meta_contracts()}
    tables = {
        "meta.source": [(s.id, *s.title, s.publisher, s.licence, s.citation, s.url or None) for s in known.values()],
        "meta.vintage": [row for source in known.values() for row in _vintages(paths, source)],
        "meta.column": [
            (
                *name.split(".", 1),
                column_name,
                TYPES[column.metadata["type"]].duckdb,
                column.metadata["unit"] or None,
                *column.metadata["text"],
            )
            for name, contract in described.items()
            for column_name, column in contract.columns.items()
        ],
        "meta.check": [row for step in steps for row in _check_rows(paths, step)],
    }
    counted = {**rows, **{name: len(listed) for name, listed in tables.items()}}
    counted["meta.table"] = len(described)
    tables["meta.table"] = [
        (*name.split(".", 1), *contract.metadata["label"], contract.metadata["grain"], counted[name])
        for name, contract in described.items()
    ]
    for name, listed in tables.items():
        contract = described[name]
        columns = list(zip(*listed, strict=True)) or [()] * len(contract.columns)
        kinds = {"integer": pa.int64()}
        frame = pa.table(
            {
                column: pa.array(values, kinds.get(contract.columns[column].metadata["type"], pa.string()))
                for column, values in zip(contract.columns, columns, strict=True)
            }
        )
        connection.register("frame", frame)
        schema, table = name.split(".", 1)
        connection.execute(f'create table "{schema}"."{table}" as {engine.shaped(contract, "select * from frame")}')
        connection.unregister("frame")


def _vintages(paths: Paths, source: Source) -> list[tuple]:
    snapshot = snapshots.newest(paths, source.id)
    return (
        []
        if snapshot is None
        else [
            (
                source.id,
                snapshot.id,
                item["name"],
                snapshot.manifest["retrieved_at"],
                item["sha256"],
                item["bytes"],
                item["url"] or None,
            )
            for item in snapshot.manifest["files"]
        ]
    )


def _check_rows(paths: Paths, step) -> list[tuple]:
    """Results of the checks of the data; one that looks at the build before would make two builds differ."""
    path = paths.state(step.key)
    found = json.loads(path.read_text(encoding="utf-8"))["checks"] if path.is_file() else {}
    blocking = {check.name: check.blocking for check in step.checks if not check.looks_back}
    return [
        (
            step.key,
            name,
            "passed" if outcome["passed"] else "failed" if blocking[name] else "warning",
            outcome["sentence"],
        )
        for name, outcome in found.items()
        if name in blocking
    ]


def _check(path, rows: dict[str, int]) -> None:
    """Open the new file as a reader would and count again."""
    with duckdb.connect(str(path), read_only=True) as connection:
        for table, expected in rows.items():
            schema, name = table.split(".", 1)
            found = connection.execute(f'select count(*) from "{schema}"."{name}"').fetchone()[0]
            if found != expected:
                raise ModelBroken(f"the new warehouse has {found} rows of {table} where {expected} were built")
