"""The parsed files of a source: made once from a snapshot, then read by every staged table of the source."""

import os
import shutil
import tempfile
from pathlib import Path

from sscmon.fingerprint import code_sha256
from sscmon.paths import Paths
from sscmon.snapshots import Snapshot
from sscmon.sources import Source

MADE_FROM = "made_from.txt"


def parsed_files(paths: Paths, source: Source, snapshot: Snapshot) -> Path:
    """The folder with the parsed tables of a snapshot, one Parquet file each.

    They are kept until the warehouse is published, and made again where the snapshot or the code is another.

    Raises:
        SourceChanged: the files do not have the shape the reader knows.
    """
    folder = _folder(paths) / source.id
    parse = source.parse
    mark = "\n".join((snapshot.id, code_sha256(), f"{parse.__module__}.{parse.__qualname__}"))
    if _mark(folder) == mark:
        return folder
    folder.parent.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(folder, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix=f".{source.id}-", dir=folder.parent) as name:
        aside = Path(name) / "files"
        aside.mkdir()
        parse(snapshot, aside)
        (aside / MADE_FROM).write_text(mark, encoding="utf-8")
        os.replace(aside, folder)
    return folder


def forget_parsed(paths: Paths) -> None:
    """Remove the parsed files of all sources."""
    shutil.rmtree(_folder(paths), ignore_errors=True)


def _folder(paths: Paths) -> Path:
    return paths.build / ".parsed"


def _mark(folder: Path) -> str:
    try:
        return (folder / MADE_FROM).read_text(encoding="utf-8")
    except OSError:
        return ""
