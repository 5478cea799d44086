"""What a release takes along so that its numbers can be explained, compared and made again without the project."""

import json
import shutil

from sscmon.paths import ReleasePaths
from sscmon.publish.draft import Draft, Part
from sscmon.publish.record import record
from sscmon.publish.released import RECORD
from sscmon.snapshots import MANIFEST, newest
from sscmon.sources import discover
from sscmon.text import Text


def write_sql(draft: Draft) -> None:
    """The SQL of every table, indicator, check and view as `sql/`."""
    shutil.copytree(draft.paths.sql, ReleasePaths(draft.folder).sql, ignore=shutil.ignore_patterns(".*"))


def write_snapshots(draft: Draft) -> None:
    """The snapshots of the bundled sources as `raw/<source>/<snapshot>/`.

    Those files are the house's own to publish. What was fetched from publishers is not copied: the record has the
    address and the hash of each file.
    """
    for source in discover().values():
        snapshot = newest(draft.paths, source.id) if source.is_bundled else None
        if snapshot is None:
            continue
        target = ReleasePaths(draft.folder).raw / snapshot.id
        target.mkdir(parents=True)
        for name in (MANIFEST, *(item["name"] for item in snapshot.manifest["files"])):
            shutil.copyfile(snapshot.folder / name, target / name)


def write_record(draft: Draft) -> None:
    """`release.json`: what the release was made from."""
    made = {
        "name": draft.name,
        "created": draft.created,
        "previous": draft.previous.name if draft.previous else None,
        "accepted_drift": draft.accepted_drift,
        **record(draft.paths, draft.contracts),
    }
    draft.write_text(RECORD, json.dumps(made, indent=1, ensure_ascii=False))


SQL = Part(
    write_sql,
    {
        "sql/*/*.sql": Text(
            "how each table, indicator and check is computed",
            "cómo se calcula cada tabla, indicador y verificación",
            "como se calcula cada tabela, indicador e verificação",
        )
    },
)
SNAPSHOTS = Part(
    write_snapshots,
    {
        "raw/*/*/*": Text(
            "the files of the house that the figures were read from; `sscmon explain --release` shows their lines",
            "los archivos de la casa de donde se leyeron las cifras; `sscmon explain --release` muestra sus líneas",
            "os arquivos da casa de onde se leram os números; `sscmon explain --release` mostra suas linhas",
        )
    },
)
RECORDED = Part(
    write_record,
    {
        RECORD: Text(
            "what the release was made from: snapshots by address and hash, code, what defines each table",
            "con qué se hizo la publicación: copias por dirección y huella, código, lo que define cada tabla",
            "com que se fez a publicação: cópias por endereço e hash, código, o que define cada tabela",
        )
    },
)
