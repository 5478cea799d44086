"""Publishing file by file to a place that keeps paths: what is there already stays, `latest.json` is written last."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from sscmon.errors import PublishingFailed
from sscmon.publish.release import CHECKSUMS
from sscmon.publish.targets.whole import WholeRelease, is_newer

LATEST = "latest.json"
Tell = Callable[[str], None]


class Store(Protocol):
    """A place for files; every write is whole or not at all."""

    address: str

    def staging(self, release: str, names: set[str]) -> str:
        """Where the files of a release are put until it is whole; other files than these do not stay there."""

    def settle(self, release: str) -> None:
        """Make a whole release visible under its name."""

    def read(self, name: str) -> bytes | None:
        """A small file; None where there is none."""

    def holds(self, name: str, path: Path, sha256: str) -> bool:
        """Whether the place has this file with these bytes."""

    def put(self, name: str, path: Path) -> None:
        """Bring a file there."""

    def point(self, latest: bytes, release: str) -> None:
        """Write `latest.json`."""


def publish_tree(release: WholeRelease, store: Store, tell: Tell) -> tuple[int, int, str]:
    """Bring a release to a store and let `latest.json` name it, unless that names a newer one.

    Returns:
        Files sent, files that were there, and the release that is the latest now.

    Raises:
        PublishingFailed: another release has this name there, or a file does not arrive as it was sent.
    """
    sums = release.checksums.read_bytes()
    published = store.read(f"{release.name}/{CHECKSUMS}")
    if published not in (None, sums):
        raise PublishingFailed(
            f"another release is published as {release.name}",
            where=f"{store.address}/{release.name}",
            todo="a release never changes: give this one another name",
        )
    sent = 0
    if published is None:
        sent = _send(release, store, tell)
        store.settle(release.name)
    latest = _latest(store)
    if latest is None or is_newer(release.name, latest):
        digest = hashlib.sha256(sums).hexdigest()
        said = {"release": release.name, "path": f"{release.name}/", "sha256sums_sha256": digest}
        store.point((json.dumps(said, indent=1) + "\n").encode(), release.name)
        latest = release.name
    return sent, len(release.files) + 1 - sent, latest


def _send(release: WholeRelease, store: Store, tell: Tell) -> int:
    """Send what is not there yet, the checksums last: a release without them is not whole."""
    staging, sent = store.staging(release.name, set(release.files)), 0
    for number, (name, digest) in enumerate(sorted(release.files.items()), 1):
        path, target = release.folder / name, f"{staging}/{name}"
        if not store.holds(target, path, digest):
            tell(f"{number} of {len(release.files)} {name}")
            store.put(target, path)
            if not store.holds(target, path, digest):
                raise PublishingFailed(
                    f"the file {name} did not arrive as it was sent",
                    where=f"{store.address}/{target}",
                    todo="run the same command again; it sends only what is missing",
                )
            sent += 1
    store.put(f"{staging}/{CHECKSUMS}", release.checksums)
    return sent + 1


def _latest(store: Store) -> str | None:
    content = store.read(LATEST)
    if content is None:
        return None
    try:
        return str(json.loads(content)["release"])
    except (ValueError, KeyError, TypeError) as error:
        raise PublishingFailed(
            f"{LATEST} is not one of ours",
            where=f"{store.address}/{LATEST}",
            todo="remove it, or publish elsewhere",
        ) from error
