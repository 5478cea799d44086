"""The IATI files on their own, from the published warehouse and not from a release."""

import os
import tempfile
from pathlib import Path

from sscmon.errors import NotFound, SscmonError
from sscmon.paths import Paths
from sscmon.publish.draft import Draft, newest_time
from sscmon.publish.iati.reporter import Reporter
from sscmon.publish.iati.write import write
from sscmon.publish.tables import write_database, write_parquet


def export_iati(paths: Paths, target: Path, reporter: Reporter, provider_id: str | None = None) -> int:
    """Write the files into a new folder that appears whole or not at all; returns the number of activities.

    Only what a release would publish is read.

    Raises:
        NotFound: there is no warehouse yet.
        SscmonError: the folder exists.
    """
    if not paths.warehouse.is_file():
        raise NotFound("there is no warehouse to export", where=str(paths.warehouse), todo="run: make build")
    if target.exists():
        raise SscmonError("the folder exists", where=str(target), todo="name a new one: -o FOLDER")
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".export-", dir=target.parent) as aside:
        draft = Draft(paths, Path(aside), "", newest_time(paths))
        write_parquet(draft)
        write_database(draft)
        count = write(draft, draft.folder / "iati", reporter, provider_id)
        os.replace(draft.folder / "iati", target)
    return count
