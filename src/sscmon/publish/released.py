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


def release_before(paths: Paths, name: str) -> Path | None:
    """The newest of a project's releases before the one of that name (year and number), or None."""
    found = [path.parent for path in (paths.root / "release").glob(f"[0-9]*.*/{RECORD}")]
    return max((folder for folder in found if _order(folder.name) < _order(name)), key=_by_name, default=None)


def _by_name(folder: Path) -> tuple[int, ...]:
    return _order(folder.name)


def _order(name: str) -> tuple[int, ...]:
    return tuple(map(int, name.split(".")))
