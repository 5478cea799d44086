"""Releases that were written: which there are and what each was made from."""

import json
from pathlib import Path

from sscmon.errors import NotFound
from sscmon.paths import Paths

RECORD = "release.json"


def read_record(folder: Path) -> dict:
    """The record of a release.

    Raises:
        NotFound: the folder has none, or one that cannot be read.
    """
    try:
        return json.loads((folder / RECORD).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise NotFound(
            f"this is no release: it has no readable {RECORD}",
            where=str(folder),
            todo="name the folder of a release, as release/2026.1",
        ) from error


def release_folders(paths: Paths) -> list[Path]:
    """The releases below a project that have a record, oldest first."""
    found = [
        path.parent for path in (paths.root / "release").glob(f"*/{RECORD}") if not path.parent.name.startswith(".")
    ]
    return sorted(found, key=lambda folder: [int(part) for part in folder.name.split(".")])
