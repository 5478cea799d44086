"""HTTP: polite, patient and suspicious. The only module that opens a URL."""

import ipaddress
import os
import random
import re
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import requests
import urllib3

from sscmon import __version__
from sscmon.errors import ModelBroken, SourceChanged, SourceUnavailable, SscmonError
from sscmon.fetching.expect import HEAD_BYTES, FileKind, printable
from sscmon.fetching.part import Part, Validators
from sscmon.fetching.request import Request, Secret

USER_AGENT = f"Mozilla/5.0 (compatible; sscmon/{__version__}; open statistics of South-South cooperation)"
USER_AGENT_VARIABLE = "SSCMON_USER_AGENT"
PIECE = 1 << 16
FIRST_WAIT_S, LONGEST_BACKOFF_S = 1.0, 60.0
MOST_REDIRECTS, LONGEST_ADDRESS = 5, 2_000
MOST_ATTEMPTS = 50
TRY_LATER = (408, 425, 429)
NOT_THERE = (404, 410)
REFUSED = (401, 403)
KEPT = "the last good snapshot stays in use"
PACKED = (FileKind.ZIP, FileKind.PARQUET, FileKind.XLSX)
Tell = Callable[[int, int | None], None]


@dataclass(frozen=True)
class Received:
    """The outcome of one request: state downloaded, not_modified or missing."""

    state: str
    validators: Validators = Validators()


class _Again(Exception):
    """A fault that may pass: what to raise if it does not, and how long the publisher asks to wait."""

    def __init__(self, error: SscmonError, wait_s: float | None = None):
        super().__init__(error.what)
        self.error, self.wait_s = error, wait_s


class _Session(requests.Session):
    """Takes no answer for a redirect: `requests` would read the whole body of one, even where it does not follow it."""

    def get_redirect_target(self, resp: requests.Response) -> None:
        return None


class Http:
    """One session for a run: paces requests by host, tries again, resumes, and streams bodies into files.

    Not for several threads at once.

    Args:
        attempts: tries in a row that bring nothing new.
        connect_s, read_s: seconds to wait for a connection, and for the next bytes.
        longest_wait_s: the longest Retry-After that is obeyed; a longer one ends the attempt.
        slowest_bytes_per_s, patience_s: a body slower than this over this time is taken as stuck.
        sleep, clock, now, jitter: the outside world, replaceable in tests.
    """

    def __init__(
        self,
        *,
        attempts: int = 5,
        connect_s: float = 15.0,
        read_s: float = 90.0,
        longest_wait_s: float = 600.0,
        slowest_bytes_per_s: float = 500.0,
        patience_s: float = 60.0,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
        now: Callable[[], float] = time.time,
        jitter: Callable[[], float] = random.random,
    ):
        self.attempts, self.timeout, self.longest_wait_s = attempts, (connect_s, read_s), longest_wait_s
        self.slowest_bytes_per_s, self.patience_s = slowest_bytes_per_s, patience_s
        self._sleep, self._clock, self._now, self._jitter = sleep, clock, now, jitter
        self._free_at: dict[str, float] = {}
        self._session = _Session()
        self._session.headers["User-Agent"] = _user_agent()

    def download(
        self, request: Request, part: Part, known: Validators | None = None, tell: Tell = lambda done, total: None
    ) -> Received:
        """Bring the body of one request into `part`, whole and checked, or learn that it is unchanged or missing.

        Args:
            known: validators of the copy at hand; a 304 answer then counts as not_modified.
            tell: called with bytes so far and bytes in all (None when the publisher does not say).

        Raises:
            SourceUnavailable: the publisher cannot be reached, refuses, or keeps failing.
            SourceChanged: the address is gone or leads astray, or the body is not what is expected.
        """
        in_vain = 0
        for _ in range(MOST_ATTEMPTS):
            before, _ = part.progress(request.address)
            try:
                return self._attempt(request, part, known or Validators(), tell)
            except _Again as fault:
                in_vain = 1 if part.progress(request.address)[0] > before else in_vain + 1
                if in_vain >= self.attempts:
                    raise fault.error from fault
                wait_s = self._backoff(in_vain) if fault.wait_s is None else fault.wait_s
                if wait_s > self.longest_wait_s:
                    raise SourceUnavailable(
                        f"{fault.error.what}; the publisher asks to wait {wait_s / 60:,.0f} minutes",
                        where=request.address,
                        todo=f"fetch again after that time; {KEPT}",
                    ) from fault
                last = fault
            self._sleep(wait_s)
        raise last.error from last

    def _attempt(self, request: Request, part: Part, known: Validators, tell: Tell) -> Received:
        offset, begun = part.progress(request.address)
        headers = {"Accept-Encoding": "identity" if request.expect.kind in PACKED else "gzip, deflate"}
        if offset:
            headers |= {"Range": f"bytes={offset}-", "If-Range": begun.for_range, "Accept-Encoding": "identity"}
        else:
            headers |= {"If-None-Match": known.etag} if known.etag else {}
            headers |= {"If-Modified-Since": known.last_modified} if known.last_modified else {}
        with self._open(request, headers) as response:
            status = response.status_code
            if status == 304 and known and not offset:
                return Received("not_modified", known)
            if status == 416 or (status == 206 and not (offset and _continues(response, offset, begun))):
                part.remove()
                raise _Again(_unavailable(request, "does not give the rest of the file"), wait_s=0.0)
            if status not in (200, 206):
                return self._not_ok(request, response)
            if status == 200:
                offset, begun = 0, _validators(response)
                part.start(request.address, begun if _is_plain(response) else Validators())
            self._receive(request, response, part, offset, tell)
        part.finish(request.address, begun)
        return Received("downloaded", begun)

    def _receive(self, request: Request, response: requests.Response, part: Part, offset: int, tell: Tell) -> None:
        """Stream the body to the file's end; look at its first bytes early, and at all of it when it is whole."""
        expect, done, head_is_checked = request.expect, offset, False
        total = _total(response, offset)
        self._check_room(request, part, total, done)
        window_start, window_done = self._clock(), done
        with part.path.open("r+b") as file:
            file.seek(offset)
            for piece in self._pieces(request, response):
                file.write(piece)
                done += len(piece)
                if done > expect.max_bytes:
                    part.remove()
                    raise _changed(request, f"is larger than the {expect.max_bytes:,} bytes that are allowed")
                if not head_is_checked and done >= HEAD_BYTES:
                    file.flush()
                    self._check(request, part, lambda: expect.check_head(_head(part.path), request.name), again=True)
                    head_is_checked = True
                tell(done, total)
                if self._clock() - window_start >= self.patience_s:
                    if done - window_done < self.slowest_bytes_per_s * self.patience_s:
                        raise _Again(_unavailable(request, f"is stuck after {done:,} bytes"))
                    window_start, window_done = self._clock(), done
        self._check(request, part, lambda: expect.check_ends(part.path, request.name), again=True)
        self._check(request, part, lambda: expect.check_content(part.path, request.name), again=False)

    def _check(self, request: Request, part: Part, look: Callable[[], None], again: bool) -> None:
        """Drop a body that is not what it should be; one of another kind may be a passing page: ask again."""
        try:
            look()
        except SourceChanged as error:
            part.remove()
            placed = SourceChanged(error.what, where=request.address, todo=error.todo)
            raise (_Again(placed) if again else placed) from error

    def _check_room(self, request: Request, part: Part, total: int | None, done: int) -> None:
        if total is None:
            return
        if total > request.expect.max_bytes:
            part.remove()
            raise _changed(request, f"has {total:,} bytes where {request.expect.max_bytes:,} are allowed")
        free = shutil.disk_usage(part.path.parent).free
        if total - done > free:
            raise SourceUnavailable(
                f"{request.name} needs {total - done:,} bytes and the disk has {free:,}",
                where=str(part.path.parent),
                todo="make room and fetch again",
            )

    def _pieces(self, request: Request, response: requests.Response):
        try:
            while piece := response.raw.read1(PIECE, decode_content=True):
                yield piece
        except (urllib3.exceptions.HTTPError, OSError) as error:
            raise _Again(_unavailable(request, f"broke off ({_reason(error)})")) from error

    def _not_ok(self, request: Request, response: requests.Response) -> Received:
        """Missing, to be tried again, or a fault, by the status and what the publisher says with it."""
        status, words = response.status_code, self._words(request, response)
        if status < 500 and any(mark in words for mark in request.empty_if):
            return Received("missing")
        if status in NOT_THERE and request.is_optional:
            return Received("missing")
        said = f"answers HTTP {status}" + (f": {words[:200]}" if words else "")
        if status in TRY_LATER or status >= 500:
            raise _Again(_unavailable(request, said), self._retry_after(response))
        if status in REFUSED:
            raise SourceUnavailable(
                f"{request.name}: the publisher refuses it and {said}",
                where=request.address,
                todo=f"check the key if one is needed, or set {USER_AGENT_VARIABLE} to say who you are; {KEPT}",
            )
        gone = "is not at its address any more" if status in NOT_THERE else "cannot be asked for in this way"
        raise _changed(request, f"{gone}: the publisher {said}")

    def _words(self, request: Request, response: requests.Response) -> str:
        """The beginning of a refusal's body as one safe line, without markup and without keys."""
        try:
            body = response.raw.read1(4 * HEAD_BYTES, decode_content=True) or b""
        except (urllib3.exceptions.HTTPError, OSError):
            return ""
        text = printable(re.sub(rb"<[^>]*>", b" ", body), limit=len(body))
        for header in request.headers.values():
            if isinstance(header, Secret):
                text = text.replace(header.value(), "***")
        return text

    def _open(self, request: Request, headers: dict[str, str]) -> requests.Response:
        """Send a request and follow its redirects, each looked at before it is followed; keys stay with their host."""
        headers |= {name: _header(value) for name, value in request.headers.items()}
        url, params = request.url, {name: str(value) for name, value in request.params.items()}
        for _ in range(MOST_REDIRECTS + 1):
            self._check_address(request, url)
            self._pace(urlsplit(url).netloc, request.pace_s)
            response = self._send(request, url, params, headers)
            location = response.headers.get("Location")
            if response.status_code not in (301, 302, 303, 307, 308) or not location:
                return response
            response.close()
            if request.form is not None or len(location) > LONGEST_ADDRESS:
                raise _changed(request, "is redirected in a way that is not followed")
            target = urljoin(response.url, location)
            if urlsplit(target)[:2] != urlsplit(url)[:2]:
                headers = {k: v for k, v in headers.items() if not isinstance(request.headers.get(k), Secret)}
            url, params = target, {}
        raise _changed(request, f"is redirected more than {MOST_REDIRECTS} times")

    def _send(self, request: Request, url: str, params: dict, headers: dict) -> requests.Response:
        try:
            return self._session.request(
                "GET" if request.form is None else "POST",
                url,
                params=params,
                headers=headers,
                data=request.form,
                timeout=self.timeout,
                stream=True,
                allow_redirects=False,
            )
        except requests.exceptions.SSLError as error:
            raise SourceUnavailable(
                f"{request.name}: the certificate of the publisher is not accepted",
                where=request.address,
                todo="behind a proxy with its own certificate, set REQUESTS_CA_BUNDLE to that certificate",
            ) from error
        except (requests.ConnectionError, requests.Timeout) as error:
            raise _Again(_unavailable(request, f"cannot be reached ({_reason(error)})")) from error
        except (requests.RequestException, urllib3.exceptions.HTTPError) as error:
            raise _changed(request, f"cannot be asked for ({_reason(error)})") from error

    def _check_address(self, request: Request, url: str) -> None:
        parts = urlsplit(url)
        inside, began_inside = is_inside(parts.hostname), is_inside(urlsplit(request.url).hostname)
        if parts.username or not parts.hostname or parts.scheme not in ("https", "http"):
            raise _changed(request, "leads to an address that is not followed")
        if parts.scheme == "http" and not (request.allows_http or (inside and began_inside)):
            raise _changed(request, "leads to an address without https")
        if inside and not began_inside:
            raise _changed(request, "leads to an address inside this network")

    def _pace(self, host: str, pace_s: float) -> None:
        wait_s = self._free_at.get(host, 0.0) - self._clock()
        if wait_s > 0:
            self._sleep(wait_s)
        self._free_at[host] = self._clock() + pace_s

    def _backoff(self, in_vain: int) -> float:
        return min(LONGEST_BACKOFF_S, FIRST_WAIT_S * 2 ** (in_vain - 1)) * (0.5 + self._jitter() / 2)

    def _retry_after(self, response: requests.Response) -> float | None:
        """Seconds from a Retry-After header, which holds seconds or a date; None without a readable one."""
        value = response.headers.get("Retry-After", "")
        try:
            return float(value) if value.isdigit() else max(0.0, parsedate_to_datetime(value).timestamp() - self._now())
        except (TypeError, ValueError):
            return None


def _user_agent() -> str:
    configured = os.environ.get(USER_AGENT_VARIABLE, "").strip()
    if configured and not (configured.isascii() and configured.isprintable()):
        raise ModelBroken(
            f"{USER_AGENT_VARIABLE} cannot be sent", where=USER_AGENT_VARIABLE, todo="use ASCII characters in one line"
        )
    return configured or USER_AGENT


def _header(value: str | Secret) -> str:
    return value.value() if isinstance(value, Secret) else value


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(HEAD_BYTES)


def _is_plain(response: requests.Response) -> bool:
    return response.headers.get("Content-Encoding", "identity") == "identity"


def _validators(response: requests.Response) -> Validators:
    return Validators(response.headers.get("ETag", ""), response.headers.get("Last-Modified", ""))


def _total(response: requests.Response, offset: int) -> int | None:
    length = response.headers.get("Content-Length", "")
    return offset + int(length) if length.isdigit() and _is_plain(response) else None


def _continues(response: requests.Response, offset: int, begun: Validators) -> bool:
    """Whether a partial answer is the rest of the same file."""
    etag = response.headers.get("ETag", begun.etag)
    start = re.match(r"bytes (\d+)-", response.headers.get("Content-Range", ""))
    return bool(start) and int(start[1]) == offset and etag == begun.etag and _is_plain(response)


def is_inside(host: str | None) -> bool:
    """Whether a host is this machine or its own network, as far as its name tells."""
    if host == "localhost":
        return True
    try:
        address = ipaddress.ip_address(host or "")
    except ValueError:
        return False
    return address.is_loopback or address.is_private or address.is_link_local


def _reason(error: BaseException | None) -> str:
    """The innermost cause in words: refused connection, unknown host, time-out."""
    chain = []
    while error is not None:
        chain.append(error)
        error = error.__cause__ or error.__context__
    for cause in reversed(chain):
        if isinstance(cause, OSError) and cause.strerror:
            return cause.strerror
    if any(isinstance(cause, TimeoutError | requests.Timeout | urllib3.exceptions.TimeoutError) for cause in chain):
        return "no answer in time"
    return type(chain[-1]).__name__


def _unavailable(request: Request, what: str) -> SourceUnavailable:
    return SourceUnavailable(f"{request.name} {what}", where=request.address, todo=f"fetch again later; {KEPT}")


def _changed(request: Request, what: str) -> SourceChanged:
    return SourceChanged(
        f"{request.name} {what}",
        where=request.address,
        todo=f"look at what the publisher offers now, then teach the source; {KEPT}",
    )
