"""A Zenodo-style deposit: a draft is filled and checked, and published as the last step.

Follows the deposit API of Zenodo (developers.zenodo.org, REST API: Deposit). One record holds all releases as
versions, so that the record's own identifier always leads to the latest.
"""

import tempfile
from pathlib import Path
from urllib.parse import quote

from sscmon.errors import PublishingFailed
from sscmon.publish.draft import DESCRIPTION, KEYWORDS, TITLE
from sscmon.publish.targets.tree import Tell
from sscmon.publish.targets.web import AGAIN, Site, needed
from sscmon.publish.targets.whole import WholeRelease, bundle, is_newer, md5_of

TOKEN = "SSCMON_ZENODO_TOKEN"
DEFAULT = "https://zenodo.org"
DEPOSITS = "api/deposit/depositions"
MOST_LISTED = 100


def publish_zenodo(release: WholeRelease, root: str, tell: Tell) -> tuple[int, int, str]:
    """Publish a release as a version of our record; a draft left by an interrupted run is taken up again.

    Returns:
        Files sent, files that were there, and the release that is the latest now.

    Raises:
        PublishingFailed: the site fails or refuses, a file does not arrive as it was sent, or another release is
            published under this name.
    """
    site = Site(root or DEFAULT, {"Authorization": f"Bearer {needed(TOKEN)}"})
    with tempfile.TemporaryDirectory(prefix="sscmon-") as folder:
        files = bundle(release, Path(folder))
        ours = _ours(site)
        latest = max((_version(one) for one in ours if one["submitted"]), key=_order, default=None)
        published = [one for one in ours if one["submitted"] and _version(one) == release.name]
        if published:
            _check_same(site, published[0], release, files)
            return 0, len(files), latest or release.name
        draft = _draft(site, ours, release)
        sent = _fill(site, draft, files, tell)
        site.ask("POST", f"{DEPOSITS}/{draft['id']}/actions/publish")
    return sent, len(files) - sent, release.name if latest is None or is_newer(release.name, latest) else latest


def _ours(site: Site) -> list[dict]:
    """Our deposits, published ones and drafts, newest first."""
    listed = site.ask("GET", DEPOSITS, params={"size": MOST_LISTED, "sort": "mostrecent"}) or []
    return [one for one in listed if one["metadata"].get("title") == TITLE and _version(one)]


def _version(deposit: dict) -> str:
    return deposit["metadata"].get("version", "")


def _order(name: str) -> list[int]:
    return [int(part) for part in name.split(".")]


def _check_same(site: Site, deposit: dict, release: WholeRelease, files: dict[str, Path]) -> None:
    there = {name: mark for name, (_, mark) in _files(site, deposit).items()}
    if there != {name: md5_of(path) for name, path in files.items()}:
        raise PublishingFailed(
            f"another release is published as {release.name}",
            where=f"{site.root}/records/{deposit['id']}",
            todo="a release never changes: give this one another name",
        )


def _files(site: Site, deposit: dict) -> dict[str, tuple[str, str]]:
    """Identifier and MD5 of each file of a deposit, by name."""
    listed = site.ask("GET", f"{DEPOSITS}/{deposit['id']}/files") or []
    return {one["filename"]: (one["id"], one["checksum"].removeprefix("md5:")) for one in listed}


def _draft(site: Site, ours: list[dict], release: WholeRelease) -> dict:
    """The draft of this release: one begun before, a new version of our record, or a new record."""
    described = {"metadata": _metadata(release)}
    begun = [one for one in ours if not one["submitted"] and _version(one) == release.name]
    published = [one for one in ours if one["submitted"]]
    if begun:
        draft = begun[0]
    elif published:
        newest = max(published, key=lambda one: _order(_version(one)))
        made = site.ask("POST", f"{DEPOSITS}/{newest['id']}/actions/newversion")
        draft = site.ask("GET", made["links"]["latest_draft"])
    else:
        return site.ask("POST", DEPOSITS, json=described)
    return site.ask("PUT", f"{DEPOSITS}/{draft['id']}", json=described)


def _metadata(release: WholeRelease) -> dict:
    return {
        "title": TITLE,
        "upload_type": "dataset",
        "description": f"<p>{DESCRIPTION.en}</p><p>{DESCRIPTION.es}</p><p>{DESCRIPTION.pt}</p>",
        "creators": [{"name": "sscmon"}],
        "version": release.name,
        "publication_date": release.created,
        "keywords": list(KEYWORDS),
        "access_right": "open",
        "license": "cc-by-4.0",
    }


def _fill(site: Site, draft: dict, files: dict[str, Path], tell: Tell) -> int:
    """Make the files of a draft those of the release; returns how many were sent."""
    there, sent = _files(site, draft), 0
    for name, (file_id, mark) in there.items():
        if name not in files or mark != md5_of(files[name]):
            site.ask("DELETE", f"{DEPOSITS}/{draft['id']}/files/{file_id}")
    for number, (name, path) in enumerate(sorted(files.items()), 1):
        mark = md5_of(path)
        if there.get(name, ("", ""))[1] == mark:
            continue
        tell(f"{number} of {len(files)} {name}")
        told = site.upload(f"{draft['links']['bucket']}/{quote(name)}", path)
        if told["checksum"].removeprefix("md5:") != mark:
            raise PublishingFailed(f"the file {name} did not arrive as it was sent", where=site.root, todo=AGAIN)
        sent += 1
    return sent
