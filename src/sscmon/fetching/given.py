"""Files that a person downloaded: checked as a fetched one is, and made the same snapshot."""

from fnmatch import fnmatchcase
from pathlib import Path

from sscmon.errors import NotFound, SourceChanged
from sscmon.fetching.expect import Expect
from sscmon.paths import Paths
from sscmon.snapshots import MANIFEST, Snapshot, newest, store, utc_now
from sscmon.sources import Source


def take_files(paths: Paths, source: Source, given: Path) -> Snapshot:
    """Make a snapshot from files on disk; the newest one is returned when nothing in them is new.

    Of a source that does not declare its files, those with the names of the newest snapshot are taken, or all where
    there is none yet.

    Args:
        given: a folder with all files of the source, or one file that takes its place among those of the last snapshot.

    Raises:
        NotFound: there is no such file, or the folder lacks one.
        SourceChanged: a file's name is not known, or it is not what the source expects.
    """
    files, details = ({}, {}) if given.is_dir() else _of_last(paths, source)
    if not source.files:
        files |= {path.name: path for path in _listed(given)}
        return store_files(paths, source, _complete(paths, source, files, given), details)
    for path in _listed(given):
        name, expect = _recognised(source, path, is_alone=given.is_file())
        expect.check(path, name)
        files[name] = path
        details[name] = steady_detail(expect, path)
    return store_files(paths, source, files, details)


def store_files(paths: Paths, source: Source, files: dict[str, Path], details: dict[str, dict[str, str]]) -> Snapshot:
    """Put files into a snapshot taken now."""
    return store(
        paths,
        source.id,
        files,
        retrieved_at=utc_now(),
        licence=source.licence,
        citation=source.citation,
        details=details,
    )


def steady_detail(expect: Expect, path: Path) -> dict[str, str]:
    """The hash over what counts of a file, where its source says how to take it."""
    return {"steady_sha256": expect.digest(path)} if expect.digest else {}


def kept_details(item: dict) -> dict[str, str]:
    """What a manifest says of a file beyond what a new snapshot finds out by itself."""
    return {key: value for key, value in item.items() if key not in ("name", "bytes", "sha256")}


def _of_last(paths: Paths, source: Source) -> tuple[dict[str, Path], dict[str, dict[str, str]]]:
    last = newest(paths, source.id)
    items = last.manifest["files"] if last else []
    return {i["name"]: last.path(i["name"]) for i in items}, {i["name"]: kept_details(i) for i in items}


def _complete(paths: Paths, source: Source, files: dict[str, Path], given: Path) -> dict[str, Path]:
    """The files that belong to a source by the names of its newest snapshot."""
    last = newest(paths, source.id)
    wanted = [item["name"] for item in last.manifest["files"]] if last else list(files)
    if missing := [name for name in wanted if name not in files]:
        raise NotFound(
            f"the folder lacks {', '.join(missing)}",
            where=str(given),
            todo=f"put there every file of the source: {', '.join(wanted)}",
        )
    return {name: files[name] for name in wanted}


def _listed(given: Path) -> list[Path]:
    if given.is_file():
        return [given]
    found = sorted(p for p in given.glob("*") if p.is_file() and not p.name.startswith(".") and p.name != MANIFEST)
    if not found:
        raise NotFound("there is no file to take", where=str(given), todo="name a file, or a folder that holds files")
    return found


def _recognised(source: Source, path: Path, is_alone: bool) -> tuple[str, Expect]:
    for pattern, expect in source.files.items():
        if fnmatchcase(path.name, pattern):
            return path.name, expect
    plain = [pattern for pattern in source.files if not set(pattern) & set("*?[")]
    if is_alone and len(source.files) == len(plain) == 1:
        return plain[0], source.files[plain[0]]
    raise SourceChanged(
        f"{path.name} is not the name of a file of the source {source.id}",
        where=str(path),
        todo=f"rename it: {', '.join(source.files)}",
    )
