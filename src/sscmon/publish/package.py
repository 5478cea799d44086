"""The description of a release as a Frictionless Data Package (version 2), and its citation file."""

import json
from pathlib import Path

from sscmon import __version__
from sscmon.contracts import Contract
from sscmon.dictionary import frictionless_schema, resource_name
from sscmon.publish.draft import DATA_LICENCE, KEYWORDS, TITLE, Draft, Part
from sscmon.snapshots import sha256_of
from sscmon.text import Text

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"


def write_package(draft: Draft) -> None:
    """`datapackage.json`: every table with its types, units, keys, categories and checksums."""
    package = {
        "$schema": PROFILE,
        "name": "sscmon",
        "title": TITLE,
        "version": draft.name,
        "created": draft.created,
        "licenses": [DATA_LICENCE],
        "keywords": list(KEYWORDS),
        "sources": _sources(draft),
        "contributors": [{"title": "sscmon", "roles": ["creator", "publisher"]}],
        "sscmon_code_version": __version__,
        "resources": [_resource(draft.folder, table, contract) for table, contract in draft.contracts.items()],
    }
    draft.write_text("datapackage.json", json.dumps(package, indent=1, ensure_ascii=False))


def _sources(draft: Draft) -> list[dict]:
    """What was read, with licence, citation and snapshot as further properties."""
    with draft.connect() as connection:
        rows = connection.execute(
            """select title_en, publisher, source.url, licence, citation, snapshot_id
            from meta.source as source
            join (select distinct source_id, snapshot_id from meta.vintage) using (source_id) order by source_id"""
        ).fetchall()
    return [
        {
            "title": f"{title} ({publisher})",
            **({"path": url} if url else {}),
            "licence": licence,
            "citation": citation,
            "snapshot": snapshot_id,
        }
        for title, publisher, url, licence, citation, snapshot_id in rows
    ]


def _resource(folder: Path, table: str, contract: Contract) -> dict:
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


def write_citation(draft: Draft) -> None:
    """`CITATION.cff`, version 1.2.0."""
    lines = [
        "cff-version: 1.2.0",
        'message: "Cite the document named with a figure, and this release."',
        "type: dataset",
        f'title: "{TITLE}"',
        "authors:",
        '  - name: "sscmon"',
        f'version: "{draft.name}"',
        f"date-released: {draft.created[:10]}",
        "license: CC-BY-4.0",
    ]
    draft.write_text("CITATION.cff", "\n".join(lines))


PACKAGE = Part(
    write_package,
    {
        "datapackage.json": Text(
            "what every table and column is: Frictionless Data Package 2",
            "qué es cada tabla y cada columna: Frictionless Data Package 2",
            "o que é cada tabela e cada coluna: Frictionless Data Package 2",
        )
    },
)
CITATION = Part(
    write_citation,
    {"CITATION.cff": Text("how to cite the release", "cómo citar la publicación", "como citar a publicação")},
)
