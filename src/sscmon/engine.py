"""DuckDB at work: connections, views over built tables, Parquet written in one piece."""

import atexit
import os
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache
from pathlib import Path

import duckdb

from sscmon import codelists
from sscmon.contracts import Contract
from sscmon.errors import ModelBroken
from sscmon.paths import Paths
from sscmon.rules import quoted
from sscmon.scratch import keep_flat
from sscmon.sqlfile import SqlFile
from sscmon.validation import sql_type

CSV = "all_varchar = true, header = true, nullstr = '', delim = ',', quote = '\"', escape = '\"'"
SOURCES = Path(__file__).parent / "sources"
LISTS = ("house", "mapping")
SPILL = ".spill-"
MACROS = (
    "create macro first_day(written) as case length(written) when 4 then try_cast(written || '-01-01' as date) "
    "when 7 then try_cast(written || '-01' as date) else try_cast(written as date) end",
    "create macro precision_of(written) as case length(written) when 4 then 'Y' when 7 then 'M' when 10 then 'D' end",
    "create macro org_id_of(scheme, ref, name) as case "
    "when trim(ref) <> '' then 'ORG_' || scheme || '_' || regexp_replace(upper(trim(ref)), '[^A-Z0-9]+', '_', 'g') "
    "when trim(name) <> '' then 'ORG_' || scheme || '_N_' || upper(left(md5(lower(trim(name))), 12)) end",
    "create macro submitted(submitter, reference) as 'submission:' || submitter || ':' || reference",
    "create macro submitted_document(title, url, published) as case when title is not null "
    "then 'submission:D:' || left(md5(concat_ws('|', title, coalesce(url, ''), coalesce(published, ''))), 12) end",
)


@contextmanager
def connect(
    paths: Paths, tables: tuple[str, ...] = (), *, is_flat: bool = False
) -> Iterator[duckdb.DuckDBPyConnection]:
    """An empty database in memory that sees the named built tables, and the code lists as `house.<list>`.

    What does not fit into memory goes to a folder beside the built tables; `SSCMON_MEMORY` ("4GB") sets how much it may
    take, else most of the machine's; see `scratch.keep_flat` for `is_flat`.

    Raises:
        ModelBroken: a table was not built.
    """
    instance = _instance(os.getpid(), paths.build, os.environ.get("SSCMON_MEMORY", ""), is_flat)
    connection = instance.cursor()
    own = f"own_{uuid.uuid4().hex}"
    try:
        connection.execute(f"attach ':memory:' as {own}")
        connection.execute(f"use {own}")
        for macro in MACROS:
            connection.execute(macro)
        for table in tables:
            add_table(connection, paths, table)
        yield connection
    except duckdb.FatalException:
        _instance.cache_clear()  # after such an error an instance refuses all further work
        raise
    finally:
        connection.close()
        with suppress(duckdb.FatalException), instance.cursor() as cursor:
            cursor.execute(f"detach {own}")


@lru_cache(maxsize=2)
def _instance(process: int, folder: Path, memory: str, is_flat: bool) -> duckdb.DuckDBPyConnection:
    """The DuckDB of a process: to start one takes several times as long as a small table takes to build."""
    instance = duckdb.connect()
    instance.execute("set preserve_insertion_order = true")
    instance.execute("set enable_progress_bar = false")
    instance.execute("set enable_external_file_cache = false")
    instance.execute(f"set temp_directory = {quoted(str(folder / f'{SPILL}{process}-{uuid.uuid4().hex}'))}")
    if memory:
        instance.execute(f"set memory_limit = {quoted(memory)}")
    if is_flat:
        keep_flat(instance)
    return instance


atexit.register(_instance.cache_clear)


@contextmanager
def blaming(*files: SqlFile) -> Iterator[None]:
    """Run SQL of these files; what DuckDB finds wrong becomes a ModelBroken that names them."""
    try:
        yield
    except duckdb.Error as error:
        raise ModelBroken(
            f"the SQL does not run: {str(error).strip().splitlines()[0]}",
            where=", ".join(str(file.path) for file in files),
            todo="correct the file",
        ) from error


def add_table(connection: duckdb.DuckDBPyConnection, paths: Paths, table: str) -> None:
    """Make one built table, code list (`house.<list>`) or reviewed mapping of a source
    (`mapping.<source>_<file>`) visible under its name; `house.all_codes` is all code lists under one another."""
    schema, name = table.split(".", 1)
    connection.execute(f'create schema if not exists "{schema}"')
    connection.execute(f'create or replace view "{schema}"."{name}" as select * from {_reader(paths, schema, name)}')


def _reader(paths: Paths, schema: str, name: str) -> str:
    if schema in LISTS:
        files = ", ".join(quoted(str(path)) for path in list_files(f"{schema}.{name}"))
        more = ", union_by_name = true, filename = true" if name == "all_codes" else ""
        return f"read_csv([{files}], {CSV}{more})"
    return from_parquet(_existing(paths.parquet(f"{schema}.{name}"), f"{schema}.{name}"))


def list_files(table: str) -> list[Path]:
    """The CSV files of a code list (`house.<list>`, `house.all_codes`) or a mapping (`mapping.<source>_<file>`).

    Raises:
        ModelBroken: there is no such list.
    """
    schema, name = table.split(".", 1)
    if table == "house.all_codes":
        return [codelists.FOLDER / f"{code_list}.csv" for code_list in codelists.names()]
    if schema == "house":
        return [_existing(codelists.FOLDER / f"{name}.csv", table)]
    found = [path for path in SOURCES.glob("*/*.csv") if f"{path.parent.name}_{path.stem}" == name]
    return [_existing(found[0] if found else SOURCES / name, table)]


def from_parquet(file: Path) -> str:
    """A Parquet file as what follows FROM."""
    return f"read_parquet({quoted(str(file))})"


def _existing(file: Path, table: str) -> Path:
    if not file.is_file():
        raise ModelBroken(f"the table {table} does not exist", where=str(file), todo="build what it depends on")
    return file


@contextmanager
def replaced(target: Path) -> Iterator[Path]:
    """A path beside `target` to write to; it takes the target's place at once, or not at all."""
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{target.name}-", dir=target.parent)
    os.close(handle)
    aside = Path(name)
    aside.chmod(0o644)
    try:
        yield aside
        os.replace(aside, target)
    finally:
        aside.unlink(missing_ok=True)


def write_parquet(connection: duckdb.DuckDBPyConnection, query: str, target: Path) -> int:
    """Write a query's rows to a Parquet file; returns how many. The file appears whole or not at all."""
    with replaced(target) as aside:
        target_sql = quoted(str(aside))
        connection.execute(f"copy ({query}) to {target_sql} (format parquet, compression zstd, use_tmp_file false)")
    return connection.execute(f"select count(*) from {from_parquet(target)}").fetchone()[0]


def shaped(contract: Contract, query: str, *, also: tuple[str, ...] = (), is_ordered: bool = True) -> str:
    """A query's columns in the order and types of a contract and `also` others after them, its rows in the order of
    the key or as they come."""
    typed = (f'cast("{name}" as {sql_type(column)}) as "{name}"' for name, column in contract.columns.items())
    columns = ", ".join((*typed, *also))
    key = ", ".join(f'"{name}"' for name in contract.metadata["key"])
    return f"select {columns} from ({query})" + (f" order by {key}" if is_ordered else "")


def empty(contract: Contract) -> str:
    """A query of no rows with the columns and types of a contract."""
    columns = ", ".join(f'cast(null as {sql_type(column)}) as "{name}"' for name, column in contract.columns.items())
    return f"select {columns} where false"


def create_contribution(connection: duckdb.DuckDBPyConnection, contract: Contract, queries: dict[str, str]) -> None:
    """Create `contribution.<table>`: the union by name of what each source gives to one table.

    Args:
        contract: contract of the table.
        queries: source to its SELECT; it may leave out columns, which are then null.

    Raises:
        ModelBroken: a source gives a column that the contract does not have.
    """
    name = contract.name.split(".", 1)[1]
    parts = [empty(contract)]
    for source_id, query in queries.items():
        given = [row[0] for row in connection.execute(f"describe {query}").fetchall()]
        unknown = [column for column in given if column not in contract.columns]
        if unknown:
            raise ModelBroken(
                f"the source {source_id} gives {contract.name} columns it does not have: {', '.join(unknown)}",
                todo=f"use the columns of the contract {contract.name}",
            )
        columns = ", ".join(f'cast("{c}" as {sql_type(contract.columns[c])}) as "{c}"' for c in given)
        parts.append(f"select {columns} from ({query})")
    connection.execute("create schema if not exists contribution")
    union = " union all by name ".join(parts)
    connection.execute(f'create or replace view contribution."{name}" as {union}')
