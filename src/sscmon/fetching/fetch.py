"""A run of fetching: ask each source's publisher, and make a snapshot of what is new."""

import fcntl
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path

from sscmon import sources
from sscmon.errors import (
    BuildLocked,
    ModelBroken,
    NotFound,
    SnapshotBroken,
    SourceChanged,
    SourceUnavailable,
    SscmonError,
)
from sscmon.fetching.checked import read_checked, write_checked
from sscmon.fetching.given import kept_details, steady_detail, store_files
from sscmon.fetching.http import Http
from sscmon.fetching.part import Part, Validators
from sscmon.fetching.request import Answer, FetchContext, Request
from sscmon.paths import Paths
from sscmon.snapshots import Snapshot, newest, sha256_of
from sscmon.sources import Source

SHAPE_FAULTS = (LookupError, TypeError, ValueError, AttributeError)
TELL_EVERY_S = 0.5
LOOK = "look at what the publisher sends now, then teach the source; the last good snapshot stays in use"


@dataclass(frozen=True)
class Progress:
    """How far one download is.

    Attributes:
        done_bytes, total_bytes: so far and in all; the total is None when the publisher does not say.
        rate_bytes_per_s, left_s: mean rate of this download, and the time left at that rate (None when not known).
    """

    source_id: str
    name: str
    done_bytes: int
    total_bytes: int | None
    rate_bytes_per_s: float
    left_s: float | None


Tell = Callable[[Progress], None]


@dataclass(frozen=True)
class Exchange:
    """One request and what became of it: downloaded, not_modified, missing, planned."""

    name: str
    address: str
    state: str
    bytes: int = 0


@dataclass(frozen=True)
class Outcome:
    """What became of one source.

    Attributes:
        state: new, unchanged, planned (dry run) or failed.
        snapshot: the newest snapshot after the run; None when there is none.
        error: why it failed.
    """

    source_id: str
    state: str
    snapshot: Snapshot | None = None
    error: SscmonError | None = None
    exchanges: tuple[Exchange, ...] = ()


@dataclass(frozen=True)
class FetchReport:
    """What became of a run over several sources, in their order."""

    outcomes: tuple[Outcome, ...]

    @property
    def failed(self) -> tuple[Outcome, ...]:
        return tuple(outcome for outcome in self.outcomes if outcome.state == "failed")

    @property
    def state(self) -> str:
        """ok, partly_failed or failed."""
        if not self.failed:
            return "ok"
        return "failed" if len(self.failed) == len(self.outcomes) else "partly_failed"


def fetch_sources(
    paths: Paths,
    ids: tuple[str, ...] = (),
    since: date | None = None,
    dry_run: bool = False,
    progress: Tell = lambda progress: None,
    http: Http | None = None,
    known: dict[str, Source] | None = None,
) -> FetchReport:
    """Fetch several sources, one after the other. A source that fails keeps its last snapshot; the others go on.

    Args:
        ids: the sources wanted; without any, all that can be fetched.
        since: ask only for what is dated from this day on; other files are taken over from the last snapshot.
        dry_run: list what would be asked for; only requests that serve to find that out are sent.
        progress: called about twice a second during a download, and at its end.
        http: the session to use.
        known: all sources; those that are installed without it.

    Raises:
        NotFound: an id is of no source, or of one that is not fetched.
    """
    known = sources.discover() if known is None else known
    for source_id in ids:
        if source_id not in known or known[source_id].requests is None:
            can = ", ".join(sorted(key for key, source in known.items() if source.requests)) or "none"
            raise NotFound(
                f"there is no source {source_id!r} to be fetched", todo=f"sources that can be fetched: {can}"
            )
    http = http or Http()
    outcomes = []
    for source in known.values():
        if source.id in ids or (not ids and source.requests):
            try:
                outcomes.append(fetch_source(paths, source, since, dry_run, progress, http))
            except SscmonError as error:
                outcomes.append(Outcome(source.id, "failed", _kept(paths, source.id), error))
    return FetchReport(tuple(outcomes))


def fetch_source(
    paths: Paths,
    source: Source,
    since: date | None = None,
    dry_run: bool = False,
    progress: Tell = lambda progress: None,
    http: Http | None = None,
) -> Outcome:
    """Fetch one source; arguments as `fetch_sources`. What was downloaded before a failure is used by the next run.

    Raises:
        SourceUnavailable: the publisher cannot be reached or refuses.
        SourceChanged: something is no longer where or what it was.
        BuildLocked: the same source is being fetched by another process.
    """
    previous = newest(paths, source.id)
    with _workspace(paths, source.id, dry_run) as folder:
        run = _Run(source, http or Http(), folder, previous, read_checked(paths, previous), progress, dry_run)
        run.ask_all(FetchContext(since, datetime.now(UTC).date(), previous))
        if dry_run:
            return Outcome(source.id, "planned", previous, exchanges=tuple(run.exchanges))
        if since:
            run.take_over()
        if not run.files:
            raise SourceUnavailable(
                f"the publisher of {source.id} offers nothing of what was asked for",
                where="; ".join(exchange.address for exchange in run.exchanges[:3]),
                todo="ask for an earlier date, or look at what the publisher offers now",
            )
        snapshot = store_files(paths, source, run.files, run.details)
        write_checked(paths, snapshot, run.details)
        shutil.rmtree(folder)
    is_new = previous is None or snapshot.folder != previous.folder
    return Outcome(source.id, "new" if is_new else "unchanged", snapshot, exchanges=tuple(run.exchanges))


def _kept(paths: Paths, source_id: str) -> Snapshot | None:
    """The last snapshot, which a failure leaves in use; None where there is none or its manifest is broken."""
    try:
        return newest(paths, source_id)
    except SnapshotBroken:
        return None


@contextmanager
def _workspace(paths: Paths, source_id: str, dry_run: bool) -> Iterator[Path]:
    """The folder of files on their way, for this process alone; it outlives a failure, so that the next run goes on."""
    if dry_run:
        with tempfile.TemporaryDirectory() as folder:
            yield Path(folder)
        return
    folder = paths.raw / source_id / ".fetch"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder.parent / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise BuildLocked(
                f"{source_id} is being fetched by another process", where=str(folder), todo="wait for it to end"
            ) from error
        yield folder


@dataclass
class _Run:
    """The requests of one source: what was asked, and the files and manifest details that came of it."""

    source: Source
    http: Http
    folder: Path
    previous: Snapshot | None
    checked: dict[str, Validators]
    progress: Tell
    dry_run: bool
    files: dict[str, Path] = field(default_factory=dict)
    details: dict[str, dict[str, str]] = field(default_factory=dict)
    exchanges: list[Exchange] = field(default_factory=list)
    asked: set[str] = field(default_factory=set)

    def ask_all(self, context: FetchContext) -> None:
        """Drive the source's generator: each request gets its answer before the next is made."""
        requests, answer = self.source.requests(context), None
        while True:
            try:
                request = requests.send(answer)
            except StopIteration:
                return
            except SHAPE_FAULTS as error:
                raise SourceChanged(
                    f"what {self.source.id} offers has a shape that is not known ({type(error).__name__}: {error})",
                    where=answer.request.address if answer else self.source.id,
                    todo=LOOK,
                ) from error
            name = request.name
            if not name or name in self.asked or name.startswith(".") or Path(name).name != name:
                raise ModelBroken(f"{name!r} is doubled or no plain file name", where=self.source.id)
            self.asked.add(name)
            answer = self._ask(request)

    def take_over(self) -> None:
        """Files of the last snapshot that were not asked for this time."""
        for name, item in self._last_items.items():
            if item.get("request", name) not in self.asked:
                self.files[name] = self.previous.path(name)
                self.details[name] = kept_details(item)

    def _ask(self, request: Request) -> Answer:
        """One request with all its pages."""
        if self.dry_run and request.is_kept:
            self.exchanges.append(Exchange(request.name, request.address, "planned"))
            return Answer(request, "planned")
        pages, states, seen, page = [], [], set(), request
        while page is not None:
            if page.address in seen or len(pages) == request.max_pages:
                raise SourceChanged(
                    f"the pages of {request.name} repeat or do not end (after {len(pages)})",
                    where=page.address,
                    todo=LOOK,
                )
            seen.add(page.address)
            name = request.page_name(len(pages) + 1)
            path, state = self._ask_page(page, request.name, name)
            states.append(state)
            if path is None:
                break
            pages.append(path)
            page = request.page(page, Answer(page, state, path, (path,))) if request.page else None
        state = "downloaded" if "downloaded" in states else states[0]
        return Answer(request, state, pages[0] if pages else None, tuple(pages))

    def _ask_page(self, page: Request, asked: str, name: str) -> tuple[Path | None, str]:
        part = Part(self.folder / f"{name}.part")
        known, copy = part.whole(page.address), part.path
        if known is None:
            known, copy = self._copy(page, name)
        received = self.http.download(page, part, known, self._teller(name))
        path = {"downloaded": part.path, "not_modified": copy, "missing": None}[received.state]
        if path is None and name in self._last_items:
            raise SourceChanged(
                f"{name} was published before and is not found any more",
                where=page.address,
                todo="if it is withdrawn for good, give the other files: sscmon fetch SOURCE --from FOLDER",
            )
        size = path.stat().st_size if received.state == "downloaded" else 0
        self.exchanges.append(Exchange(name, page.address, received.state, size))
        if path and page.is_kept:
            self.files[name] = path
            self.details[name] = _details(page, asked, received.validators) | steady_detail(page.expect, path)
        return path, received.state

    @cached_property
    def _last_items(self) -> dict[str, dict]:
        """What the manifest of the last snapshot says, by file name."""
        return {item["name"]: item for item in self.previous.manifest["files"]} if self.previous else {}

    def _copy(self, page: Request, name: str) -> tuple[Validators | None, Path | None]:
        """The same file of the last snapshot, if it came from the same address, can be asked after, and is sound."""
        item, validators = self._last_items.get(name), self.checked.get(name)
        if not item or item["url"] != page.address or not validators:
            return None, None
        path = self.previous.path(name)
        is_sound = path.is_file() and sha256_of(path) == item["sha256"]
        return (validators, path) if is_sound else (None, None)

    def _teller(self, name: str) -> Callable[[int, int | None], None]:
        """Report progress about twice a second, and when a file is complete."""
        begun = told = time.monotonic()
        first = None

        def tell(done: int, total: int | None) -> None:
            nonlocal told, first
            now = time.monotonic()
            first = done if first is None else first
            if now - told < TELL_EVERY_S and done != total:
                return
            told = now
            rate = (done - first) / (now - begun) if now > begun else 0.0
            left = (total - done) / rate if total is not None and rate else None
            self.progress(Progress(self.source.id, name, done, total, rate, left))

        return tell


def _details(page: Request, asked: str, validators: Validators) -> dict[str, str]:
    told = {"etag": validators.etag, "last_modified": validators.last_modified}
    return {"url": page.address, "request": asked} | {key: value for key, value in told.items() if value}
