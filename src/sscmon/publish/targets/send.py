"""`sscmon publish`: a release to one target, checked before it leaves and after it arrived."""

from dataclasses import dataclass
from pathlib import Path

from sscmon.errors import PublishingFailed
from sscmon.publish.targets.bucket import Bucket
from sscmon.publish.targets.ckan import publish_ckan
from sscmon.publish.targets.folder import Folder
from sscmon.publish.targets.tree import Tell, publish_tree
from sscmon.publish.targets.whole import read_whole
from sscmon.publish.targets.zenodo import publish_zenodo

FORMS = "folder:PATH, s3://BUCKET/PREFIX, zenodo, zenodo:ADDRESS or ckan:ADDRESS"


@dataclass(frozen=True)
class Sent:
    """What was done: files sent, files that were there already, and the release that readers get as the latest."""

    release: str
    sent: int
    there: int
    latest: str


def publish(folder: Path, target: str, tell: Tell = lambda line: None) -> Sent:
    """Bring a release to a target; what is there already is not sent again, and the latest is switched last.

    Args:
        folder: the release.
        target: `folder:PATH`, `s3://BUCKET/PREFIX`, `zenodo[:ADDRESS]` or `ckan:ADDRESS`.
        tell: called with a line before each file.

    Raises:
        NotFound: the folder is no release.
        PublishingFailed: the release is not whole, the target is not known, or it fails; run again to go on.
    """
    kind, _, place = target.partition(":")
    if kind not in ("folder", "s3", "zenodo", "ckan") or not (place or kind == "zenodo"):
        raise PublishingFailed(f"{target!r} is no place to publish", todo=f"name one of these forms: {FORMS}")
    release = read_whole(folder)
    if kind == "zenodo":
        done = publish_zenodo(release, place, tell)
    elif kind == "ckan":
        done = publish_ckan(release, place, tell)
    else:
        done = publish_tree(release, Folder(Path(place)) if kind == "folder" else Bucket(target), tell)
    return Sent(release.name, *done)
