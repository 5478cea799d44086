"""The public tables as Parquet, as a DuckDB file and as CSV, with the same rows."""

import duckdb

from sscmon.columns.base import Column
from sscmon.dictionary import resource_name
from sscmon.publish import database
from sscmon.publish.draft import DATABASE, Draft, Part
from sscmon.rules import quoted
from sscmon.text import Text

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def neutral(text: str) -> str:
    """A text that a spreadsheet would run as a formula, with an apostrophe in front; any other as it is."""
    return f"'{text}" if text.startswith(FORMULA) else text


def write_parquet(draft: Draft) -> None:
    """Every public table as `data/<table>.parquet`, rows in the order of the key, as the warehouse has them.

    This is the only part that reads the warehouse: staged rows, quarantine and single ratings stay in the house.
    """
    (draft.folder / "data").mkdir()
    with duckdb.connect(str(draft.paths.warehouse), read_only=True) as connection:
        for table in draft.contracts:
            schema, name = table.split(".", 1)
            target = quoted(str(draft.folder / parquet_name(table)))
            connection.execute(f'copy "{schema}"."{name}" to {target} (format parquet, compression zstd)')


def parquet_name(table: str) -> str:
    """Where a release has the Parquet file of a table."""
    return f"data/{resource_name(table)}.parquet"


def write_database(draft: Draft) -> None:
    """The same tables as a DuckDB file."""
    database.write(draft.folder, draft.folder / DATABASE, list(draft.contracts))


def write_csv(draft: Draft) -> None:
    """The same tables as `data/<table>.csv`."""
    with draft.connect() as connection:
        for table, contract in draft.contracts.items():
            schema, name = table.split(".", 1)
            cells = ", ".join(_cell(column_name, column) for column_name, column in contract.columns.items())
            target = quoted(str(draft.folder / "data" / f"{resource_name(table)}.csv"))
            query = f'select {cells} from "{schema}"."{name}"'
            connection.execute(f"copy ({query}) to {target} (format csv, header true)")


def _cell(name: str, column: Column) -> str:
    is_code = column.metadata["type"] != "text" or column.metadata["codelist"]
    return f'"{name}"' if is_code else guarded(name)


def guarded(name: str) -> str:
    """A column of text as an expression: what a spreadsheet would run as a formula gets an apostrophe in front."""
    codes = ", ".join(str(ord(character)) for character in FORMULA)
    return f"""case when ascii("{name}") in ({codes}) then '''' || "{name}" else "{name}" end as "{name}" """


PARQUET = Part(
    write_parquet,
    {
        "data/*.parquet": Text(
            "each public table as Parquet", "cada tabla pública en Parquet", "cada tabela pública em Parquet"
        ),
    },
)
IN_ONE_FILE = Part(
    write_database,
    {
        DATABASE: Text(
            "the same tables in one database (DuckDB 1.5 or newer)",
            "las mismas tablas en una base de datos (DuckDB 1.5 o más nuevo)",
            "as mesmas tabelas em um banco de dados (DuckDB 1.5 ou mais novo)",
        )
    },
)
CSV = Part(
    write_csv,
    {
        "data/*.csv": Text(
            "the same rows as CSV (UTF-8)", "las mismas filas en CSV (UTF-8)", "as mesmas linhas em CSV (UTF-8)"
        ),
    },
)
