"""The public tables as a DuckDB file, as CSV and as Parquet, with the same rows."""

import duckdb
import pandera.pandas as pa

from sscmon.dictionary import resource_name
from sscmon.publish.draft import DATABASE, Draft
from sscmon.publish.warehouse import STORAGE
from sscmon.rules import quoted

FORMULA = r"^[=+\-@\t\r]"


def write_database(draft: Draft) -> None:
    """The public tables as a DuckDB file; staged rows, quarantine and single ratings stay in the house."""
    with duckdb.connect() as connection:
        connection.execute(f"attach {quoted(str(draft.paths.warehouse))} as house_file (read_only)")
        target = quoted(str(draft.folder / DATABASE))
        connection.execute(f"attach {target} as released (storage_version {quoted(STORAGE)})")
        for table in draft.contracts:
            schema, name = table.split(".", 1)
            connection.execute(f'create schema if not exists released."{schema}"')
            connection.execute(
                f'create table released."{schema}"."{name}" as select * from house_file."{schema}"."{name}"'
            )


def write_tables(draft: Draft) -> None:
    """Every public table as `data/<table>.csv` and `.parquet`, rows in the order of the key."""
    (draft.folder / "data").mkdir()
    with draft.connect() as connection:
        for table, contract in draft.contracts.items():
            _write_table(connection, draft, table, contract)


def _write_table(connection, draft: Draft, table: str, contract: pa.DataFrameSchema) -> None:
    schema, name = table.split(".", 1)
    key = ", ".join(f'"{column}"' for column in contract.metadata["key"])
    ordered = f'from "{schema}"."{name}" order by {key}'
    stem = draft.folder / "data" / resource_name(table)
    connection.execute(f"copy (select * {ordered}) to {quoted(f'{stem}.parquet')} (format parquet, compression zstd)")
    cells = ", ".join(_cell(column_name, column) for column_name, column in contract.columns.items())
    connection.execute(
        f"copy (select {cells} {ordered}) to {quoted(f'{stem}.csv')} (format csv, header true, delimiter ',')"
    )


def _cell(name: str, column: pa.Column) -> str:
    """A text that a spreadsheet would run as a formula gets an apostrophe in front; codes of a list stay."""
    if column.metadata["type"] != "text" or column.metadata["codelist"]:
        return f'"{name}"'
    return f"""case when regexp_matches("{name}", '{FORMULA}') then '''' || "{name}" else "{name}" end as "{name}" """
