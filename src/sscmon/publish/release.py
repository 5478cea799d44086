"""The open release: a folder that appears whole or not at all, written part by part.

The same warehouse gives the same bytes in every file.
"""

import os
import re
import shutil
import tempfile
from pathlib import Path

from sscmon.errors import NotFound, SscmonError
from sscmon.paths import Paths
from sscmon.publish import carried, package, readme, sdg_return, tables
from sscmon.publish.catalog import write_catalog
from sscmon.publish.csvw import write_csvw
from sscmon.publish.draft import DATABASE, Draft, Part
from sscmon.publish.released import RECORD
from sscmon.publish.sdmx import write_sdmx
from sscmon.publish.workbook import write_workbooks
from sscmon.snapshots import newest, sha256_of
from sscmon.sources import discover
from sscmon.text import Text

NAME = re.compile(r"\d{4}\.\d+")
CHECKSUMS = "SHA256SUMS"
PARTS = (
    Part(
        tables.write_parquet,
        {
            "data/*.parquet": Text(
                "each public table as Parquet", "cada tabla pública en Parquet", "cada tabela pública em Parquet"
            ),
        },
    ),
    Part(
        tables.write_database,
        {
            DATABASE: Text(
                "the same tables in one database (DuckDB 1.5 or newer)",
                "las mismas tablas en una base de datos (DuckDB 1.5 o más nuevo)",
                "as mesmas tabelas em um banco de dados (DuckDB 1.5 ou mais novo)",
            )
        },
    ),
    Part(
        tables.write_csv,
        {
            "data/*.csv": Text(
                "the same rows as CSV (UTF-8)", "las mismas filas en CSV (UTF-8)", "as mesmas linhas em CSV (UTF-8)"
            ),
        },
    ),
    Part(
        carried.write_sql,
        {
            "sql/*/*.sql": Text(
                "how each table, indicator and check is computed",
                "cómo se calcula cada tabla, indicador y verificación",
                "como se calcula cada tabela, indicador e verificação",
            )
        },
    ),
    Part(
        carried.write_snapshots,
        {
            "raw/*/*/*": Text(
                "the files of the house that the figures were read from; `sscmon explain --release` shows their lines",
                "los archivos de la casa de donde se leyeron las cifras; `sscmon explain --release` muestra sus líneas",
                "os arquivos da casa de onde se leram os números; `sscmon explain --release` mostra suas linhas",
            )
        },
    ),
    Part(
        carried.write_record,
        {
            RECORD: Text(
                "what the release was made from: snapshots by address and hash, code, what defines each table",
                "con qué se hizo la publicación: copias por dirección y huella, código, lo que define cada tabla",
                "com que se fez a publicação: cópias por endereço e hash, código, o que define cada tabela",
            )
        },
    ),
    sdg_return.PART,
    Part(
        write_csvw,
        {
            "data/csv-metadata.json": Text(
                "what every CSV file and column is: CSV on the Web",
                "qué es cada archivo CSV y cada columna: CSV on the Web",
                "o que é cada arquivo CSV e cada coluna: CSV on the Web",
            )
        },
    ),
    Part(
        write_workbooks,
        {
            "indicators.en.xlsx": Text(
                "the indicators as a workbook for people, in English",
                "los indicadores en un libro para personas, en inglés",
                "os indicadores em uma planilha para pessoas, em inglês",
            ),
            "indicators.es.xlsx": Text("the same in Spanish", "lo mismo en español", "o mesmo em espanhol"),
            "indicators.pt.xlsx": Text("the same in Portuguese", "lo mismo en portugués", "o mesmo em português"),
        },
    ),
    Part(
        write_sdmx,
        {
            "sdmx/indicators.csv": Text(
                "all indicators as SDMX-CSV 2.0",
                "todos los indicadores en SDMX-CSV 2.0",
                "todos os indicadores em SDMX-CSV 2.0",
            ),
            "sdmx/structure-*.xml": Text(
                "their data structure and code lists, in SDMX-ML 2.1 and 3.0",
                "su estructura de datos y listas de códigos, en SDMX-ML 2.1 y 3.0",
                "sua estrutura de dados e listas de códigos, em SDMX-ML 2.1 e 3.0",
            ),
        },
    ),
    Part(
        package.write_package,
        {
            "datapackage.json": Text(
                "what every table and column is: Frictionless Data Package 2",
                "qué es cada tabla y cada columna: Frictionless Data Package 2",
                "o que é cada tabela e cada coluna: Frictionless Data Package 2",
            )
        },
    ),
    Part(
        package.write_citation,
        {"CITATION.cff": Text("how to cite the release", "cómo citar la publicación", "como citar a publicação")},
    ),
    # last, since it lists every file of the parts before
    Part(
        write_catalog,
        {
            "dcat.jsonld": Text(
                "the release for data catalogues: DCAT 3, PROV and schema.org",
                "la publicación para catálogos de datos: DCAT 3, PROV y schema.org",
                "a publicação para catálogos de dados: DCAT 3, PROV e schema.org",
            )
        },
    ),
)
CLOSING = {
    CHECKSUMS: Text("SHA-256 of every other file", "SHA-256 de cada otro archivo", "SHA-256 de cada outro arquivo")
}


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
        write(Draft(paths, aside, name, created))
        aside.chmod(0o755)
        os.replace(aside, target)
    except BaseException:
        shutil.rmtree(aside, ignore_errors=True)
        raise
    return target


def write(draft: Draft) -> None:
    """Write all parts into the draft's folder, then the readme, and the checksums of everything last."""
    for part in PARTS:
        part.write(draft)
        draft.files.update(part.files)
    draft.files.update(CLOSING)
    readme.write_readme(draft)
    written = sorted(path for path in draft.folder.rglob("*") if path.is_file())
    sums = [f"{sha256_of(path)}  {path.relative_to(draft.folder).as_posix()}" for path in written]
    draft.write_text(CHECKSUMS, "\n".join(sums))


def _created(paths: Paths) -> str:
    found = [snapshot for source in discover() if (snapshot := newest(paths, source))]
    return max(snapshot.manifest["retrieved_at"] for snapshot in found)


def _next_name(paths: Paths, year: str) -> str:
    taken = {entry.name for entry in (paths.root / "release").glob(f"{year}.*")}
    number = 1
    while f"{year}.{number}" in taken:
        number += 1
    return f"{year}.{number}"
