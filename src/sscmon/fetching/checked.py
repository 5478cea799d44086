"""When a source was last looked at, and what its publisher then said of each file: `checked.json` beside its snapshots.

A snapshot never changes; a publisher may put a new ETag on the same content, and a later request needs the newest one.
"""

import json
import os
import tempfile
from pathlib import Path

from sscmon.fetching.part import Validators
from sscmon.paths import Paths
from sscmon.snapshots import Snapshot, utc_now

FILE = "checked.json"


def read_checked(paths: Paths, snapshot: Snapshot | None) -> dict[str, Validators]:
    """Validators of the files of a snapshot, as last seen; those of its manifest where it was not looked at since."""
    if snapshot is None:
        return {}
    found = {item["name"]: item for item in snapshot.manifest["files"]}
    try:
        checked = json.loads(_path(paths, snapshot.source_id).read_text(encoding="utf-8"))
        if checked["snapshot_id"] == snapshot.id:
            found |= checked["files"]
    except (OSError, ValueError, LookupError, TypeError):
        pass
    return {name: Validators(item.get("etag", ""), item.get("last_modified", "")) for name, item in found.items()}


def write_checked(paths: Paths, snapshot: Snapshot, details: dict[str, dict[str, str]]) -> None:
    """Note that the newest snapshot still holds what the publisher offers."""
    kept = ("etag", "last_modified")
    checked = {
        "snapshot_id": snapshot.id,
        "checked_at": utc_now(),
        "files": {name: {k: v for k, v in item.items() if k in kept} for name, item in sorted(details.items())},
    }
    path = _path(paths, snapshot.source_id)
    handle, aside = tempfile.mkstemp(prefix=f".{FILE}-", dir=path.parent)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(checked, file, indent=1)
    os.chmod(aside, 0o644)
    os.replace(aside, path)


def last_checked(paths: Paths, source_id: str) -> str:
    """UTC time at which a fetch of the source last succeeded, with or without news; "" when never."""
    try:
        return json.loads(_path(paths, source_id).read_text(encoding="utf-8"))["checked_at"]
    except (OSError, ValueError, LookupError):
        return ""


def _path(paths: Paths, source_id: str) -> Path:
    return paths.raw / source_id / FILE
