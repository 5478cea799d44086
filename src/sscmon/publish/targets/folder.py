"""A folder as a place to publish: a web server's root, a mounted share."""

import os
import shutil
from pathlib import Path

from sscmon.engine import replaced
from sscmon.publish.targets.tree import LATEST
from sscmon.snapshots import sha256_of


class Folder:
    """Releases as folders with `latest.json`, and `latest` as a link for people.

    A program that reads several files must take the release's name from `latest.json` once: through the link it could
    read one file before the switch and another after it.
    """

    def __init__(self, root: Path):
        self.root, self.address = root, str(root)

    def staging(self, release: str, names: set[str]) -> str:
        """A hidden folder beside the releases; files that an earlier run left there and are not of these go."""
        staging = self.root / f".{release}.part"
        for path in staging.rglob("*"):
            if path.is_file() and path.relative_to(staging).as_posix() not in names:
                path.unlink()
        return staging.name

    def settle(self, release: str) -> None:
        """Give the staged folder its name, at once."""
        os.replace(self.root / f".{release}.part", self.root / release)

    def read(self, name: str) -> bytes | None:
        """A small file; None where there is none."""
        path = self.root / name
        return path.read_bytes() if path.is_file() else None

    def holds(self, name: str, path: Path, sha256: str) -> bool:
        """Whether the folder has this file with these bytes."""
        there = self.root / name
        return there.is_file() and there.stat().st_size == path.stat().st_size and sha256_of(there) == sha256

    def put(self, name: str, path: Path) -> None:
        """Copy a file; it appears whole or not at all."""
        with replaced(self.root / name) as aside:
            shutil.copyfile(path, aside)

    def point(self, latest: bytes, release: str) -> None:
        """Write `latest.json`, and let the link `latest` lead to the release."""
        link, aside = self.root / "latest", self.root / f".latest-{os.getpid()}"
        aside.unlink(missing_ok=True)
        aside.symlink_to(release)
        os.replace(aside, link)
        with replaced(self.root / LATEST) as new:
            new.write_bytes(latest)
