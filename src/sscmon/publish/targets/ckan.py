"""A CKAN portal: each release a dataset that stays private until it is whole, and one dataset that names the latest.

Follows CKAN's action API, version 3.
"""

import tempfile
from pathlib import Path
from typing import Any

from sscmon.errors import PublishingFailed
from sscmon.publish.draft import DESCRIPTION, TITLE
from sscmon.publish.targets.tree import Tell
from sscmon.publish.targets.web import AGAIN, Site, needed
from sscmon.publish.targets.whole import WholeRelease, bundle, is_newer
from sscmon.snapshots import sha256_of

TOKEN, ORGANISATION = "SSCMON_CKAN_TOKEN", "SSCMON_CKAN_ORGANISATION"
LATEST = "sscmon"


def publish_ckan(release: WholeRelease, root: str, tell: Tell) -> tuple[int, int, str]:
    """Publish a release as the dataset `sscmon-<year>-<number>`, and let the dataset `sscmon` link to its files.

    Returns:
        Files sent, files that were there, and the release that is the latest now.

    Raises:
        PublishingFailed: the portal fails or refuses, a file does not arrive as it was sent, or another release is
            published under this name.
    """
    portal = _Portal(Site(root, {"Authorization": needed(TOKEN)}), needed(ORGANISATION))
    with tempfile.TemporaryDirectory(prefix="sscmon-") as folder:
        files = bundle(release, Path(folder))
        dataset = portal.dataset(release)
        sent = portal.fill(dataset, files, tell)
        if dataset["private"]:
            portal.act("package_patch", {"id": dataset["name"], "private": False})
        latest = portal.show(LATEST)
        if latest is None or is_newer(release.name, latest["version"]):
            portal.point(release, latest)
            return sent, len(files) - sent, release.name
    return sent, len(files) - sent, latest["version"]


class _Portal:
    def __init__(self, site: Site, organisation: str):
        self.site, self.organisation = site, organisation

    def act(self, action: str, given: dict, **upload: Any) -> Any:
        """The result of an action; None where the portal says that the thing is not there."""
        body = {"data": given, **upload} if upload else {"json": given}
        answer = self.site.ask("POST", f"api/3/action/{action}", **body)
        if answer is None or not answer.get("success"):
            return None
        return answer["result"]

    def show(self, name: str) -> dict | None:
        """A dataset; None where there is none."""
        return self.act("package_show", {"id": name})

    def dataset(self, release: WholeRelease) -> dict:
        """The dataset of a release, made where there is none yet."""
        name = f"sscmon-{release.name.replace('.', '-')}"
        found = self.show(name) or self.act(
            "package_create", {**self._described(name, release), "title": f"{TITLE}, {release.name}", "private": True}
        )
        if found is None:
            raise PublishingFailed(f"the portal does not make the dataset {name}", where=self.site.root, todo=AGAIN)
        return found

    def fill(self, dataset: dict, files: dict[str, Path], tell: Tell) -> int:
        """Bring the files that are missing or wrong; each is read back. Returns how many were sent."""
        there, sent = {one["name"]: one for one in dataset["resources"]}, 0
        for number, (name, path) in enumerate(sorted(files.items()), 1):
            digest, resource = sha256_of(path), there.get(name)
            if resource and self.site.sha256(resource["url"]) == digest:
                continue
            if not dataset["private"]:
                raise PublishingFailed(
                    f"another release is published as {dataset['name']}",
                    where=f"{self.site.root}/dataset/{dataset['name']}",
                    todo="a release never changes: give this one another name",
                )
            tell(f"{number} of {len(files)} {name}")
            self._send(dataset, resource, name, path, digest)
            sent += 1
        return sent

    def _send(self, dataset: dict, resource: dict | None, name: str, path: Path, digest: str) -> None:
        given = {"name": name, "hash": digest, "format": path.suffix.lstrip(".").upper()}
        action = "resource_update" if resource else "resource_create"
        given |= {"id": resource["id"]} if resource else {"package_id": dataset["id"]}
        with path.open("rb") as content:
            made = self.act(action, given, files={"upload": (name, content)})
        if made is None or self.site.sha256(made["url"]) != digest:
            raise PublishingFailed(f"the file {name} did not arrive as it was sent", where=self.site.root, todo=AGAIN)

    def point(self, release: WholeRelease, latest: dict | None) -> None:
        """Let the dataset `sscmon` link to the files of a release, in one step."""
        released = self.show(f"sscmon-{release.name.replace('.', '-')}")
        links = [{"name": one["name"], "url": one["url"], "hash": one["hash"]} for one in released["resources"]]
        given = {**self._described(LATEST, release), "title": TITLE, "private": False, "resources": links}
        if self.act("package_update" if latest else "package_create", given) is None:
            raise PublishingFailed("the portal does not switch to the new release", where=self.site.root, todo=AGAIN)

    def _described(self, name: str, release: WholeRelease) -> dict:
        return {
            "name": name,
            "notes": "\n\n".join(DESCRIPTION),
            "version": release.name,
            "license_id": "cc-by",
            "owner_org": self.organisation,
        }
