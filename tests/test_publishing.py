"""Publishing: whole or not at all, resumed after a fault, idempotent, the latest switched last, keys kept."""

import json
import subprocess
import sys
import threading
import zipfile
from hashlib import sha256
from pathlib import Path

import pytest
from click.testing import CliRunner
from replay import faults, sites
from replay.server import ReplayServer

from sscmon.cli import cli
from sscmon.errors import NotFound, PublishingFailed
from sscmon.publish.targets import bucket as bucket_module
from sscmon.publish.targets import publish, web
from sscmon.publish.targets.folder import Folder
from sscmon.publish.targets.tree import publish_tree
from sscmon.publish.targets.whole import is_newer, read_whole
from sscmon.snapshots import sha256_of

CONTENT = {"README.md": "read me", "data/a.csv": "a\n1\n", "data/b.csv": "b\n2\n", "sdmx/c d.xml": "<c/>"}


def write_release(root: Path, name: str, **changed: str) -> Path:
    """A small release with all that publishing looks at."""
    folder = root / name
    record = json.dumps({"name": name, "created": "2031-04-01T00:00:00Z"})
    for path, text in {**CONTENT, "release.json": record, **changed}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(f"{text} {name}" if path in CONTENT else text, encoding="utf-8")
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    lines = [f"{sha256_of(path)}  {path.relative_to(folder).as_posix()}" for path in files]
    (folder / "SHA256SUMS").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


@pytest.fixture
def first(tmp_path):
    return write_release(tmp_path / "release", "2031.1")


@pytest.fixture
def second(tmp_path):
    return write_release(tmp_path / "release", "2031.2")


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch):
    monkeypatch.setattr(web, "FIRST_WAIT_S", 0.0)
    monkeypatch.setattr(bucket_module, "FIRST_WAIT_S", 0.001)


def content_of(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def assert_whole(files: dict[str, bytes]) -> None:
    lines = files["SHA256SUMS"].decode().splitlines()
    assert {line[66:]: line[:64] for line in lines} == {
        name: sha256(body).hexdigest() for name, body in files.items() if name != "SHA256SUMS"
    }


# What leaves the house.


@pytest.mark.parametrize("harm", ["changed", "missing", "added", "linked"])
def test_a_release_that_is_not_whole_does_not_leave(first, tmp_path, harm):
    path = first / "data" / ("new.csv" if harm == "added" else "a.csv")
    if harm == "linked":
        path.rename(tmp_path / "elsewhere.csv")
        path.symlink_to(tmp_path / "elsewhere.csv")
    elif harm == "missing":
        path.unlink()
    else:
        path.write_text("x")
    with pytest.raises(PublishingFailed, match="csv"):
        publish(first, f"folder:{tmp_path}/www")
    assert not (tmp_path / "www").exists()


def test_only_releases_and_known_places_are_taken(first, tmp_path):
    with pytest.raises(NotFound, match="no release"):
        publish(tmp_path, f"folder:{tmp_path}/www")
    for target in ("ftp:there", "folder:", "nowhere"):
        with pytest.raises(PublishingFailed, match="no place"):
            publish(first, target)


def test_releases_are_ordered_by_year_and_number():
    assert is_newer("2031.10", "2031.9") and is_newer("2032.1", "2031.12") and not is_newer("2031.1", "2031.1")


# A folder.


def test_a_folder_gets_the_release_and_keeps_it(first, second, tmp_path):
    target = f"folder:{tmp_path}/www"
    done = publish(first, target)
    assert (done.sent, done.there, done.latest) == (6, 0, "2031.1")
    assert content_of(tmp_path / "www" / "2031.1") == content_of(first)
    assert (publish(first, target).sent, publish(second, target).latest) == (0, "2031.2")
    assert json.loads((tmp_path / "www" / "latest.json").read_text())["release"] == "2031.2"
    assert (tmp_path / "www" / "latest").resolve().name == "2031.2"
    assert publish(first, target).latest == "2031.2", "an older release does not become the latest"
    assert sorted(path.name for path in (tmp_path / "www").iterdir()) == ["2031.1", "2031.2", "latest", "latest.json"]


def test_another_release_of_the_same_name_is_refused(first, tmp_path):
    publish(first, f"folder:{tmp_path}/www")
    other = write_release(tmp_path / "other", "2031.1", extra="more")
    with pytest.raises(PublishingFailed, match="another release"):
        publish(other, f"folder:{tmp_path}/www")
    assert content_of(tmp_path / "www" / "2031.1") == content_of(first)


def test_a_publisher_that_was_killed_goes_on_where_it_stopped(first, tmp_path):
    program = f"""
import os, signal
from pathlib import Path
from sscmon.publish.targets import folder, publish
put, count = folder.Folder.put, iter(range(9))
def dying(self, name, path):
    if next(count) == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    put(self, name, path)
folder.Folder.put = dying
publish(Path({str(first)!r}), "folder:{tmp_path}/www")
"""
    assert subprocess.run([sys.executable, "-c", program]).returncode == -9
    assert not (tmp_path / "www" / "2031.1").exists() and not (tmp_path / "www" / "latest.json").exists()
    done = publish(first, f"folder:{tmp_path}/www")
    assert (done.sent, done.there) == (3, 3)
    assert content_of(tmp_path / "www" / "2031.1") == content_of(first)


def test_what_an_interrupted_run_left_of_another_try_does_not_stay(first, tmp_path):
    left = tmp_path / "www" / ".2031.1.part" / "data" / "old.csv"
    left.parent.mkdir(parents=True)
    left.write_text("of a release that was written again")
    publish(first, f"folder:{tmp_path}/www")
    assert content_of(tmp_path / "www" / "2031.1") == content_of(first)


class Interrupted(Exception):
    pass


@pytest.mark.parametrize("after", range(8))
def test_wherever_it_is_interrupted_nothing_half_is_seen_and_the_next_run_finishes(first, second, tmp_path, after):
    publish(first, f"folder:{tmp_path}/www")
    store, steps = Folder(tmp_path / "www"), iter(range(99))
    for name in ("put", "settle", "point"):
        setattr(store, name, counted(getattr(store, name), steps, after))
    with pytest.raises(Interrupted):
        publish_tree(read_whole(second), store, lambda line: None)
    assert latest_release(lambda name: (tmp_path / "www" / name).read_bytes()) == "2031.1"
    for folder in (tmp_path / "www").glob("2*"):
        assert_whole(content_of(folder))
    assert publish(second, f"folder:{tmp_path}/www").latest == "2031.2"
    assert content_of(tmp_path / "www" / "2031.2") == content_of(second)


def counted(function, steps, after):
    def step(*given):
        if next(steps) == after:
            raise Interrupted
        return function(*given)

    return step


def latest_release(read) -> str:
    """What a reader does: take the latest release's name once, then read all its files, and check them."""
    latest = json.loads(read("latest.json"))
    sums = read(f"{latest['path']}SHA256SUMS")
    assert sha256(sums).hexdigest() == latest["sha256sums_sha256"]
    for line in sums.decode().splitlines():
        assert sha256(read(latest["path"] + line[66:])).hexdigest() == line[:64]
    return latest["release"]


# A bucket.


@pytest.fixture
def bucket(monkeypatch):
    place = sites.Bucket()
    with ReplayServer({"^shelf/": place}) as server:
        monkeypatch.setenv("AWS_ACCESS_KEY_ID", "key")
        monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret-key")
        monkeypatch.setenv("AWS_ENDPOINT_URL", server.root)
        monkeypatch.setenv("AWS_REGION", "south-1")
        place.server = server
        yield place


def test_a_bucket_gets_the_release_once_and_signed(bucket, first):
    done = publish(first, "s3://shelf/sscmon")
    assert (done.sent, done.there) == (6, 0)
    prefix = "shelf/sscmon/2031.1/"
    found = {key.removeprefix(prefix): body for key, body in bucket.objects.items() if key.startswith(prefix)}
    assert {name.replace("%20", " "): body for name, body in found.items()} == content_of(first)
    assert bucket.server.log[-1].path == "shelf/sscmon/latest.json", "the latest is switched last"
    assert all("Signature=" in asked.headers["authorization"] for asked in bucket.server.log)
    assert not any(b"secret-key" in str(asked).encode() for asked in bucket.server.log)
    assert publish(first, "s3://shelf/sscmon").sent == 0


def test_a_bucket_without_md5_marks_is_read_back(bucket, first):
    bucket.tells_md5 = False
    assert publish(first, "s3://shelf").sent == 6
    del bucket.objects["shelf/2031.1/SHA256SUMS"]
    assert publish(first, "s3://shelf").sent == 1


@pytest.fixture
def large(tmp_path, monkeypatch):
    """A release with a file that goes in parts: obstore cuts at 5 MB."""
    monkeypatch.setattr(bucket_module, "IN_ONE_PIECE", 1 << 20)
    return write_release(tmp_path / "release", "2031.3", **{"data/large.csv": "x,\u00f1\n" * 2_500_000})


def test_a_large_file_goes_in_parts_and_is_sent_once(bucket, large):
    assert publish(large, "s3://shelf").sent == 7
    [parts] = bucket.uploads.values()
    assert len(parts) > 1
    assert bucket.objects["shelf/2031.3/data/large.csv"] == (large / "data" / "large.csv").read_bytes()
    assert publish(large, "s3://shelf").sent == 0


def test_a_large_file_that_stops_between_its_parts_is_not_there(bucket, large):
    def refuse(asked):
        return sites.as_json({}, 403) if asked.query.get("partNumber") == "2" else sites.Bucket.__call__(bucket, asked)

    bucket.server.endpoints = {pattern: refuse for pattern in bucket.server.endpoints}
    with pytest.raises(PublishingFailed, match="bucket"):
        publish(large, "s3://shelf")
    assert not {"shelf/2031.3/data/large.csv", "shelf/2031.3/SHA256SUMS", "shelf/latest.json"} & set(bucket.objects)
    bucket.server.endpoints = {pattern: bucket for pattern in bucket.server.endpoints}
    assert publish(large, "s3://shelf").latest == "2031.3"
    assert bucket.objects["shelf/2031.3/data/large.csv"] == (large / "data" / "large.csv").read_bytes()


def test_a_bucket_that_fails_in_between_is_tried_again(bucket, first):
    bucket.server.misbehave("b.csv", faults.status(500), times=2)
    assert publish(first, "s3://shelf").sent == 6
    assert latest_release(lambda name: bucket.objects[f"shelf/{name.replace(' ', '%20')}"]) == "2031.1"


@pytest.mark.parametrize("after", range(0, 19, 3))
def test_a_bucket_that_refuses_leaves_the_latest_as_it_was(bucket, first, second, after):
    publish(first, "s3://shelf")
    steps = iter(range(99))

    def refuse(asked):
        return sites.as_json({}, 403) if next(steps) >= after else sites.Bucket.__call__(bucket, asked)

    bucket.server.endpoints = {pattern: refuse for pattern in bucket.server.endpoints}
    with pytest.raises(PublishingFailed, match="bucket") as caught:
        publish(second, "s3://shelf")
    assert "secret-key" not in str(caught.value)
    assert latest_release(lambda name: bucket.objects[f"shelf/{name.replace(' ', '%20')}"]) == "2031.1"
    bucket.server.endpoints = {pattern: bucket for pattern in bucket.server.endpoints}
    assert publish(second, "s3://shelf").latest == "2031.2"


def test_a_file_that_arrives_damaged_is_noticed(bucket, first):
    original = bucket.__class__.__call__

    def harming(asked):
        reply = original(bucket, asked)
        if asked.method == "PUT" and "a.csv" in asked.path:
            bucket.objects[asked.path] = b"?" * len(asked.body)
        return reply

    bucket.server.endpoints = {pattern: harming for pattern in bucket.server.endpoints}
    with pytest.raises(PublishingFailed, match="a.csv did not arrive"):
        publish(first, "s3://shelf")
    assert "shelf/latest.json" not in bucket.objects


def test_readers_of_the_latest_never_see_a_mixture(bucket, first, second, tmp_path):
    publish(first, "s3://shelf")
    publish(first, f"folder:{tmp_path}/www")
    seen, stop = {"s3": set(), "folder": set()}, threading.Event()

    def poll():
        while not stop.is_set():
            seen["s3"].add(latest_release(lambda name: bucket.objects[f"shelf/{name.replace(' ', '%20')}"]))
            seen["folder"].add(latest_release(lambda name: (tmp_path / "www" / name).read_bytes()))

    reader = threading.Thread(target=poll)
    reader.start()
    publish(second, "s3://shelf")
    publish(second, f"folder:{tmp_path}/www")
    while reader.is_alive() and not all("2031.2" in names for names in seen.values()):
        pass
    stop.set()
    reader.join(60)
    assert seen == {"s3": {"2031.1", "2031.2"}, "folder": {"2031.1", "2031.2"}}


@pytest.mark.parametrize("missing", ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"])
def test_keys_come_from_the_environment_and_go_to_safe_addresses(bucket, first, monkeypatch, missing):
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://storage.example.org")
    with pytest.raises(PublishingFailed, match="https"):
        publish(first, "s3://shelf")
    monkeypatch.delenv(missing)
    with pytest.raises(PublishingFailed, match=f"{missing} is not set"):
        publish(first, "s3://shelf")


# A deposit.


@pytest.fixture
def zenodo(monkeypatch):
    place = sites.Zenodo(lambda: place.server.root)
    monkeypatch.setenv("SSCMON_ZENODO_TOKEN", "secret-token")
    with ReplayServer({"^api/": place}) as server:
        place.server = server
        yield place


def test_a_deposit_holds_the_release_as_a_version(zenodo, first, second):
    target = f"zenodo:{zenodo.server.root}"
    assert publish(first, target).sent == 4
    files = zenodo.published("2031.1")
    assert files.keys() == {"README.md", "SHA256SUMS", "release.json", "sscmon-2031.1.zip"}
    assert zenodo.server.log[-1].path.endswith("actions/publish"), "published as the last step"
    assert publish(first, target).sent == 0
    assert publish(second, target).latest == "2031.2"
    assert zenodo.published("2031.2").keys() == {"README.md", "SHA256SUMS", "release.json", "sscmon-2031.2.zip"}
    assert zenodo.published("2031.1") == files, "a version never changes"
    assert len(zenodo.server.asked_for("newversion")) == 1


def test_the_zip_holds_the_whole_release_the_same_each_time(zenodo, first, tmp_path):
    publish(first, f"zenodo:{zenodo.server.root}")
    body = zenodo.published("2031.1")["sscmon-2031.1.zip"]
    (tmp_path / "got.zip").write_bytes(body)
    with zipfile.ZipFile(tmp_path / "got.zip") as archive:
        found = {name.removeprefix("sscmon-2031.1/"): archive.read(name) for name in archive.namelist()}
    assert found == content_of(first)
    zenodo.deposits.clear()
    publish(first, f"zenodo:{zenodo.server.root}")
    assert zenodo.published("2031.1")["sscmon-2031.1.zip"] == body


@pytest.mark.parametrize("step", ["api/deposit/depositions$", "README", "actions/publish"])
def test_a_deposit_whose_answer_is_lost_is_taken_up_again(zenodo, first, step):
    target = f"zenodo:{zenodo.server.root}"
    zenodo.server.misbehave(step, faults.status(500), times=5)
    with pytest.raises(PublishingFailed, match="HTTP 500") as caught:
        publish(first, target)
    assert "secret-token" not in str(caught.value)
    zenodo.server._faults.clear()
    publish(first, target)
    assert len(zenodo.deposits) == 1 and zenodo.published("2031.1")


def test_a_deposit_that_answers_with_a_wrong_checksum_is_not_published(zenodo, first):
    zenodo.server.misbehave("api/files/.*README", faults.other_body(b'{"checksum": "md5:0"}'))
    with pytest.raises(PublishingFailed, match="did not arrive"):
        publish(first, f"zenodo:{zenodo.server.root}")
    assert not zenodo.published("2031.1")


def test_a_netrc_file_does_not_replace_the_key(zenodo, first, tmp_path, monkeypatch):
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login somebody password else")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    assert publish(first, f"zenodo:{zenodo.server.root}").sent == 4


def test_a_key_is_not_sent_where_a_site_leads_to_another(zenodo, first):
    zenodo.root = lambda: "http://127.0.0.1:1"
    with pytest.raises(PublishingFailed, match="another site"):
        publish(first, f"zenodo:{zenodo.server.root}")


# A portal.


@pytest.fixture
def ckan(monkeypatch):
    place = sites.Ckan(lambda: place.server.root)
    monkeypatch.setenv("SSCMON_CKAN_TOKEN", "secret-token")
    monkeypatch.setenv("SSCMON_CKAN_ORGANISATION", "south")
    with ReplayServer({"": place}) as server:
        place.server = server
        yield place


def test_a_portal_shows_whole_releases_and_the_latest(ckan, first, second):
    target = f"ckan:{ckan.server.root}"
    assert publish(first, target).sent == 4
    assert publish(first, target).sent == 0
    assert publish(second, target).latest == "2031.2"
    assert publish(first, target).latest == "2031.2"
    assert {name: one["private"] for name, one in ckan.datasets.items()} == dict.fromkeys(
        ["sscmon-2031-1", "sscmon", "sscmon-2031-2"], False
    )
    links = {one["name"]: one["url"] for one in ckan.datasets["sscmon"]["resources"]}
    assert ckan.datasets["sscmon"]["version"] == "2031.2" and "sscmon-2031.2.zip" in links


@pytest.mark.parametrize("step", ["package_create", "resource_create", "package_patch", "download/"])
def test_a_portal_that_fails_shows_nothing_half_and_is_taken_up_again(ckan, first, step):
    ckan.server.misbehave(step, faults.status(503), times=5)
    with pytest.raises(PublishingFailed, match="HTTP 503"):
        publish(first, f"ckan:{ckan.server.root}")
    assert "sscmon" not in ckan.datasets
    ckan.server._faults.clear()
    publish(first, f"ckan:{ckan.server.root}")
    assert ckan.datasets["sscmon"]["version"] == "2031.1"
    assert len(ckan.datasets["sscmon-2031-1"]["resources"]) == 4


def test_a_file_that_a_portal_changes_is_noticed_and_sent_again(ckan, first):
    ckan.server.misbehave("download/", faults.other_body(b"changed"))
    with pytest.raises(PublishingFailed, match="did not arrive"):
        publish(first, f"ckan:{ckan.server.root}")
    name = next(iter(ckan.files))
    ckan.files[name] = b"changed"
    assert publish(first, f"ckan:{ckan.server.root}").latest == "2031.1"
    assert b"changed" not in ckan.files.values()


# The command.


def test_the_command_says_what_it_did(first, tmp_path, monkeypatch):
    monkeypatch.setenv("SSCMON_ROOT", str(tmp_path))
    done = CliRunner().invoke(cli, ["publish", "2031.1", "--to", f"folder:{tmp_path}/www"])
    assert done.exit_code == 0
    assert "6 files sent, 0 were there. The latest release is 2031.1." in done.output
    refused = CliRunner().invoke(cli, ["publish", "2031.7", "--to", f"folder:{tmp_path}/www"])
    assert refused.exit_code == 1 and "this is no release" in refused.output
