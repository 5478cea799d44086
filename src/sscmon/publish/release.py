"""The open release: every public table as CSV and Parquet with its description, checksums and citation.

The same warehouse gives the same bytes in every file but the copy of the warehouse itself.
"""

import json
import os
import re
import shutil
import tempfile
from pathlib import Path

import duckdb
import pandera.pandas as pa

from sscmon import __version__
from sscmon.contracts import all_contracts
from sscmon.dictionary import frictionless_schema, resource_name
from sscmon.errors import NotFound, SscmonError
from sscmon.paths import Paths
from sscmon.publish.warehouse import STORAGE
from sscmon.rules import quoted
from sscmon.snapshots import newest, sha256_of
from sscmon.sources import discover

NAME = re.compile(r"\d{4}\.\d+")
KEPT_IN_HOUSE = {"core.assessment", "core.assessment_score", "core.rating"}
FORMULA = r"^[=+\-@\t\r]"
DATA_LICENCE = {"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/", "title": "CC BY 4.0"}
PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"


def release(paths: Paths, name: str | None = None) -> Path:
    """Write `release/<name>/` from the published warehouse; the folder appears whole or not at all.

    Args:
        name: year and number, as 2026.1; the next free number of the newest snapshot's year otherwise.

    Raises:
        NotFound: there is no warehouse yet.
        SscmonError: the name is not of that form, or that release exists.
    """
    if not paths.warehouse.is_file():
        raise NotFound("there is no warehouse to release", where=str(paths.warehouse), todo="run: make build")
    created = _created(paths)
    name = name or _next_name(paths, created[:4])
    target = paths.root / "release" / name
    if not NAME.fullmatch(name):
        raise SscmonError(f"{name!r} cannot name a release", todo="use a year and a number, as 2026.1")
    if target.exists():
        raise SscmonError(f"the release {name} exists", where=str(target), todo="give another name")
    target.parent.mkdir(exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix=".new-", dir=target.parent))
    try:
        _write(paths, aside, name, created)
        aside.chmod(0o755)
        os.replace(aside, target)
    except BaseException:
        shutil.rmtree(aside, ignore_errors=True)
        raise
    return target


def public_contracts() -> dict[str, pa.DataFrameSchema]:
    """Contracts of the tables a release describes: reference, core, all observations, the catalogue, and meta.

    Single ratings are left out: with them a reader could undo the smallest group that indicators publish.
    """
    return {
        name: contract
        for name, contract in sorted(all_contracts().items())
        if name.startswith(("reference.", "core.", "indicator.", "meta.")) and name not in KEPT_IN_HOUSE
    }


def _created(paths: Paths) -> str:
    found = [snapshot for source in discover() if (snapshot := newest(paths, source))]
    return max(snapshot.manifest["retrieved_at"] for snapshot in found)


def _next_name(paths: Paths, year: str) -> str:
    taken = {entry.name for entry in (paths.root / "release").glob(f"{year}.*")}
    number = 1
    while f"{year}.{number}" in taken:
        number += 1
    return f"{year}.{number}"


def _write(paths: Paths, folder: Path, name: str, created: str) -> None:
    (folder / "data").mkdir()
    contracts = public_contracts()
    _write_database(paths, folder / "sscmon.duckdb", list(contracts))
    with duckdb.connect(str(paths.warehouse), read_only=True) as connection:
        for table, contract in contracts.items():
            _write_table(connection, folder / "data", table, contract)
    package = _package(folder, contracts, name, created)
    _write_text(folder / "datapackage.json", json.dumps(package, indent=1, ensure_ascii=False))
    _write_text(folder / "CITATION.cff", _citation(name, created))
    _write_text(folder / "README.md", _readme(name))
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    sums = "\n".join(f"{sha256_of(path)}  {path.relative_to(folder).as_posix()}" for path in files)
    _write_text(folder / "SHA256SUMS", sums)


def _write_database(paths: Paths, target: Path, tables: list[str]) -> None:
    """The public tables as a DuckDB file; staged rows, quarantine and single ratings stay in the house."""
    with duckdb.connect() as connection:
        connection.execute(f"attach {quoted(str(paths.warehouse))} as house_file (read_only)")
        connection.execute(f"attach {quoted(str(target))} as released (storage_version {quoted(STORAGE)})")
        for table in tables:
            schema, name = table.split(".", 1)
            connection.execute(f'create schema if not exists released."{schema}"')
            connection.execute(
                f'create table released."{schema}"."{name}" as select * from house_file."{schema}"."{name}"'
            )


def _write_text(path: Path, text: str) -> None:
    path.write_text(text + "\n", encoding="utf-8")


def _write_table(connection, folder: Path, table: str, contract: pa.DataFrameSchema) -> None:
    schema, name = table.split(".", 1)
    key = ", ".join(f'"{column}"' for column in contract.metadata["key"])
    ordered = f'from "{schema}"."{name}" order by {key}'
    stem = folder / resource_name(table)
    connection.execute(f"copy (select * {ordered}) to '{stem}.parquet' (format parquet, compression zstd)")
    cells = ", ".join(_cell(column_name, column) for column_name, column in contract.columns.items())
    connection.execute(f"copy (select {cells} {ordered}) to '{stem}.csv' (format csv, header true, delimiter ',')")


def _cell(name: str, column: pa.Column) -> str:
    """A text that a spreadsheet would run as a formula gets an apostrophe in front; codes of a list stay."""
    if column.metadata["type"] != "text" or column.metadata["codelist"]:
        return f'"{name}"'
    return f"""case when regexp_matches("{name}", '{FORMULA}') then '''' || "{name}" else "{name}" end as "{name}" """


def _package(folder: Path, contracts: dict, name: str, created: str) -> dict:
    sources = [
        {"title": f"{source.title.en} ({source.publisher})", **({"path": source.url} if source.url else {})}
        for source in discover().values()
    ]
    return {
        "$schema": PROFILE,
        "name": "sscmon",
        "title": "sscmon: South-South cooperation, figures with their evidence",
        "version": name,
        "created": created,
        "licenses": [DATA_LICENCE],
        "sources": sources,
        "contributors": [{"title": "sscmon", "roles": ["creator", "publisher"]}],
        "sscmon_code_version": __version__,
        "resources": [_resource(folder, table, contract) for table, contract in contracts.items()],
    }


def _resource(folder: Path, table: str, contract: pa.DataFrameSchema) -> dict:
    """The CSV of a table as a resource; the same rows as Parquet stand in the extra property `parquet`."""
    stem = resource_name(table)
    return {
        "name": stem,
        "title": contract.title,
        "description": f"One row: {contract.metadata['grain']}.",
        "type": "table",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        **_file(folder / "data" / f"{stem}.csv"),
        "schema": frictionless_schema(contract),
        "parquet": _file(folder / "data" / f"{stem}.parquet"),
    }


def _file(path: Path) -> dict:
    return {"path": f"data/{path.name}", "bytes": path.stat().st_size, "hash": f"sha256:{sha256_of(path)}"}


def _citation(name: str, created: str) -> str:
    return "\n".join(
        [
            "cff-version: 1.2.0",
            'message: "Cite the document named with a figure, and this release."',
            "type: dataset",
            'title: "sscmon: South-South cooperation, figures with their evidence"',
            "authors:",
            '  - name: "sscmon"',
            f'version: "{name}"',
            f"date-released: {created[:10]}",
            "license: CC-BY-4.0",
        ]
    )


def _readme(name: str) -> str:
    return "\n".join(
        [
            f"# sscmon {name}",
            "",
            "Every public table as CSV (UTF-8) and Parquet in `data/`, described in `datapackage.json`; the same",
            "tables in `sscmon.duckdb` (DuckDB 1.5 or newer). `SHA256SUMS` has the checksums, `CITATION.cff` the",
            "citation.",
            "In the CSV files a text that a spreadsheet would run as a formula has an apostrophe in front.",
            "Data: CC BY 4.0; cite the document named with each figure.",
        ]
    )
