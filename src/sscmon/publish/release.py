"""The open release: a folder that appears whole or not at all, written part by part.

The same warehouse gives the same bytes in every file.
"""

import os
import re
import shutil
import tempfile
from pathlib import Path

from sscmon.build import is_current
from sscmon.errors import NotFound, SscmonError
from sscmon.paths import Paths
from sscmon.plan import plan
from sscmon.publish import carried, catalog, csvw, iati, notes, package, readme, sdg_return, sdmx, tables, workbook
from sscmon.publish.draft import Draft, newest_time
from sscmon.publish.released import release_before
from sscmon.snapshots import sha256_of
from sscmon.text import Text

NAME = re.compile(r"\d{4}\.\d+")
CHECKSUMS = "SHA256SUMS"
PARTS = (
    tables.PARQUET,
    carried.SQL,
    tables.IN_ONE_FILE,
    tables.CSV,
    carried.SNAPSHOTS,
    carried.RECORDED,
    sdg_return.PART,
    iati.PART,
    notes.PART,
    csvw.PART,
    workbook.PART,
    sdmx.PART,
    package.PACKAGE,
    package.CITATION,
    catalog.PART,  # last, since it lists every file of the parts before
)
CLOSING = {
    CHECKSUMS: Text("SHA-256 of every other file", "SHA-256 de cada otro archivo", "SHA-256 de cada outro arquivo")
}


def release(paths: Paths, name: str | None = None, accepted_drift: str | None = None) -> Path:
    """Write `release/<name>/` from the published warehouse; the folder appears whole or not at all.

    Args:
        name: year and number, as 2026.1; the next free number of the newest snapshot's year otherwise.
        accepted_drift: why rows may differ from the release before without a known cause; the record keeps it.

    Raises:
        NotFound: there is no warehouse yet, or it is not of what lies there now.
        UnexplainedDrift: a row differs from the release before, and nothing that came in explains it.
        SscmonError: the name is not of that form, or that release exists.
    """
    if not paths.warehouse.is_file():
        raise NotFound("there is no warehouse to release", where=str(paths.warehouse), todo="run: make build")
    if not is_current(paths, plan(paths)):
        raise NotFound(
            "the warehouse is not built from what lies there now, or a check stopped it",
            where=str(paths.warehouse),
            todo="run: make build, then: sscmon status",
        )
    created = newest_time(paths)
    name = name or _next_name(paths, created[:4])
    target = paths.root / "release" / name
    if not NAME.fullmatch(name):
        raise SscmonError(f"{name!r} cannot name a release", todo="use a year and a number, as 2026.1")
    if target.exists():
        raise SscmonError(f"the release {name} exists", where=str(target), todo="give another name")
    target.parent.mkdir(exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix=".new-", dir=target.parent))
    try:
        before = release_before(paths, name)
        write(Draft(paths, aside, name, created, previous=before, accepted_drift=accepted_drift))
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


def _next_name(paths: Paths, year: str) -> str:
    taken = {entry.name for entry in (paths.root / "release").glob(f"{year}.*")}
    number = 1
    while f"{year}.{number}" in taken:
        number += 1
    return f"{year}.{number}"
