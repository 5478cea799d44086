"""How a source says what it wants: requests, the answers it gets back, and the context it decides in.

A source's `requests` is a generator: it yields a `Request` and gets the `Answer`, so that it can first discover
(a version, an index, the number of pages) and then fetch.
"""

import json
import os
from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit, urlunsplit

from sscmon.errors import SourceChanged, SourceUnavailable
from sscmon.fetching.expect import Expect
from sscmon.snapshots import Snapshot

LARGEST_READ = 64 << 20


@dataclass(frozen=True)
class Secret:
    """A key that lies in an environment variable and goes into a request header, never into a file or a message.

    Attributes:
        variable: name of the environment variable.
        todo: where a person gets a key.
    """

    variable: str
    todo: str = ""

    def value(self) -> str:
        """The key.

        Raises:
            SourceUnavailable: the variable is not set, or cannot be a header.
        """
        value = os.environ.get(self.variable, "").strip()
        if not value or not (value.isascii() and value.isprintable()):
            held = "no valid one" if value else "none"
            raise SourceUnavailable(
                f"a key is needed, and the environment variable {self.variable} holds {held}",
                where=self.variable,
                todo=f"set {self.variable}{'; ' + self.todo if self.todo else ''}",
            )
        return value


@dataclass(frozen=True)
class Request:
    """One thing to ask a publisher for.

    Attributes:
        name: the file's name in the snapshot; pages after the first get `-0002` and so on before the suffix.
        url, params: the address; https unless `allows_http` or the host is this machine.
        expect: what the answer must be.
        headers: sent as they are, a Secret by its value.
        form: fields to post; the request is a GET without it.
        page: the request for the next page, from the request just answered and its answer; None after the last.
        is_optional: "not found" means not published (yet), and is no fault.
        empty_if: words in the body of a refusal that mean "there are no data", which is no fault.
        is_kept: the answer belongs into the snapshot; without, it only serves to decide what to ask next.
        pace_s: seconds between two requests to the host.
        max_pages: more pages are taken as a fault of the publisher.
    """

    name: str
    url: str
    expect: Expect
    params: Mapping[str, str | int] = field(default_factory=dict)
    headers: Mapping[str, str | Secret] = field(default_factory=dict)
    form: Mapping[str, str] | None = None
    page: "Callable[[Request, Answer], Request | None] | None" = None
    is_optional: bool = False
    empty_if: tuple[str, ...] = ()
    is_kept: bool = True
    allows_http: bool = False
    pace_s: float = 1.0
    max_pages: int = 1_000

    @property
    def address(self) -> str:
        """The whole address: what is asked for, for the manifest and for messages."""
        parts = urlsplit(self.url)
        query = "&".join(part for part in (parts.query, urlencode(self.params)) if part)
        return urlunsplit(parts._replace(query=query))

    def page_name(self, number: int) -> str:
        """Name of the file of one page, counted from 1."""
        path = Path(self.name)
        return self.name if number == 1 else f"{path.stem}-{number:04}{path.suffix}"


@dataclass(frozen=True)
class Answer:
    """What came back for a request.

    Attributes:
        state: downloaded, not_modified (the file known already), missing (nothing published) or planned (dry run).
        path: the file of the first page; None when missing or planned.
        pages: the files of all pages.
    """

    request: Request
    state: str
    path: Path | None = None
    pages: tuple[Path, ...] = ()

    def text(self) -> str:
        """The first page as text; "" when there is none.

        Raises:
            SourceChanged: it is longer than 64 MiB, or not UTF-8.
        """
        if self.path is None:
            return ""
        if self.path.stat().st_size > LARGEST_READ:
            raise SourceChanged(f"{self.request.name} is too long to be read at once", where=self.request.address)
        try:
            return self.path.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError as error:
            raise SourceChanged(f"{self.request.name} is not UTF-8 text", where=self.request.address) from error

    def json(self) -> Any:
        """The first page as JSON; None when there is none.

        Raises:
            SourceChanged: as `text`, or it is not JSON.
        """
        if self.path is None:
            return None
        try:
            return json.loads(self.text())
        except (ValueError, RecursionError) as error:
            raise SourceChanged(f"{self.request.name} is not readable as JSON", where=self.request.address) from error


@dataclass(frozen=True)
class FetchContext:
    """What a source decides by.

    Attributes:
        since: ask only for what is dated from this day on; files not asked for stay as they are.
        today: the day of the run, UTC.
        previous: the newest snapshot, if there is one.
    """

    since: date | None
    today: date
    previous: Snapshot | None

    def years(self, first: int) -> range:
        """The years from `first`, or from the year of `since`, to the present one."""
        return range(max(first, self.since.year if self.since else first), self.today.year + 1)


Requests = Callable[[FetchContext], Generator[Request, Answer, None]]
