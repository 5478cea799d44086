"""The server: serves replies, answers conditional and range requests, keeps a log, and misbehaves when told to."""

import gzip
import hashlib
import re
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit


@dataclass(frozen=True)
class Asked:
    """One request as it came in; `path` begins with the publisher's host."""

    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: bytes = b""


@dataclass(frozen=True)
class Reply:
    """What is sent back.

    Attributes:
        body: bytes, or pieces of them.
        length: of pieces; announced for a body that has no length of its own.
        cut_at: the connection ends after so many bytes, though more were announced.
        is_file: has an ETag and a date, and can be asked for in parts.
        etag: instead of the one made from the body; "" for none.
        pause_s: before each byte, for a drip, or before the reply where `hangs`.
    """

    body: bytes | Iterable[bytes] = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    length: int | None = None
    cut_at: int | None = None
    is_file: bool = False
    etag: str | None = None
    last_modified: str = "Tue, 01 Apr 2031 06:00:00 GMT"
    pause_s: float = 0.0
    hangs: bool = False
    is_packed: bool = False


Endpoint = Callable[[Asked], Reply | None]
Fault = Callable[[Reply], Reply]


class ReplayServer:
    """Serves `endpoints` (path pattern to function) on the loopback address; use it as a context manager.

    `log` holds what was asked. `misbehave` plans faults for the next requests of a path.
    """

    def __init__(self, endpoints: dict[str, Endpoint]):
        self.endpoints = {re.compile(pattern): endpoint for pattern, endpoint in endpoints.items()}
        self.log: list[Asked] = []
        self._faults: list[tuple[re.Pattern, Fault]] = []
        self._http = _Server(("127.0.0.1", 0), type("Handler", (_Handler,), {"replay": self}))
        self._thread = threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)

    def __enter__(self) -> "ReplayServer":
        self._thread.start()
        return self

    def __exit__(self, *_) -> None:
        self._http.shutdown()
        self._http.server_close()

    @property
    def root(self) -> str:
        return f"http://127.0.0.1:{self._http.server_address[1]}"

    def url(self, address: str) -> str:
        """A publisher's address without its scheme, as this server answers it."""
        return f"{self.root}/{address}"

    def misbehave(self, pattern: str, fault: Fault, times: int = 1) -> None:
        """Change the next `times` replies to paths that match."""
        self._faults += [(re.compile(pattern), fault)] * times

    def asked_for(self, pattern: str) -> list[Asked]:
        return [asked for asked in self.log if re.search(pattern, asked.path)]

    def reply(self, asked: Asked) -> Reply:
        self.log.append(asked)
        reply = None
        for pattern, endpoint in self.endpoints.items():
            if pattern.search(asked.path):
                reply = endpoint(asked)
                break
        reply = reply or Reply(b"<html><title>Not Found</title></html>", 404, {"Content-Type": "text/html"})
        for index, (pattern, fault) in enumerate(self._faults):
            if pattern.search(asked.path):
                del self._faults[index]
                return fault(reply)
        return reply


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request, client_address) -> None:
        """A client that hangs up early is what some tests are about."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    replay: ReplayServer

    def do_GET(self) -> None:
        self._answer()

    do_HEAD = do_POST = do_PUT = do_DELETE = do_GET

    def log_message(self, *_) -> None:
        pass

    def _answer(self) -> None:
        parts = urlsplit(self.path)
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        path = f"/{parts.netloc}{parts.path}" if parts.scheme else parts.path
        asked = Asked(
            self.command, path[1:], dict(parse_qsl(parts.query, keep_blank_values=True)), dict(self.headers), body
        )
        try:
            self._send(asked, self.replay.reply(asked))
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def _send(self, asked: Asked, reply: Reply) -> None:
        if reply.hangs:
            time.sleep(reply.pause_s)
            self.close_connection = True
            return
        reply = _packed(asked, _in_part(asked, reply))
        is_whole = isinstance(reply.body, bytes)
        length = reply.length if reply.length is not None else len(reply.body) if is_whole else None
        self.send_response(reply.status)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        if length is None:
            self.send_header("Connection", "close")
            self.close_connection = True
        else:
            self.send_header("Content-Length", str(length))
        self.end_headers()
        if asked.method == "HEAD" or reply.status == 304:
            return
        sent = self._write(reply)
        if length is not None and sent < length:
            self.close_connection = True
            self.connection.shutdown(socket.SHUT_WR)

    def _write(self, reply: Reply) -> int:
        pieces = [reply.body] if isinstance(reply.body, bytes) else reply.body
        if reply.cut_at is not None:
            pieces = [reply.body[: reply.cut_at]]
        if reply.pause_s:
            pieces = (bytes([byte]) for piece in pieces for byte in piece)
        sent = 0
        for piece in pieces:
            time.sleep(reply.pause_s)
            self.wfile.write(piece)
            sent += len(piece)
        return sent


def _in_part(asked: Asked, reply: Reply) -> Reply:
    """A file's validators, and the answers to conditional and range requests."""
    if not (reply.is_file and reply.status == 200 and isinstance(reply.body, bytes)):
        return reply
    etag = f'"{hashlib.sha1(reply.body).hexdigest()}"' if reply.etag is None else reply.etag
    told = {"ETag": etag} if etag else {}
    told |= {"Last-Modified": reply.last_modified} if reply.last_modified else {}
    reply = replace(reply, headers={"Accept-Ranges": "bytes", **told, **reply.headers})
    if etag and asked.headers.get("If-None-Match") == etag:
        return replace(reply, status=304, body=b"", length=None)
    if not etag and reply.last_modified and asked.headers.get("If-Modified-Since") == reply.last_modified:
        return replace(reply, status=304, body=b"", length=None)
    wanted = re.fullmatch(r"bytes=(\d+)-", asked.headers.get("Range", ""))
    if not wanted or asked.headers.get("If-Range", etag) not in (etag, reply.last_modified):
        return reply
    start, size = int(wanted[1]), len(reply.body)
    if start >= size:
        return replace(reply, status=416, body=b"", headers={"Content-Range": f"bytes */{size}"}, length=None)
    told = {**reply.headers, "Content-Range": f"bytes {start}-{size - 1}/{size}"}
    return replace(reply, status=206, body=reply.body[start:], headers=told)


def _packed(asked: Asked, reply: Reply) -> Reply:
    if not (reply.is_packed and reply.status == 200 and "gzip" in asked.headers.get("Accept-Encoding", "")):
        return reply
    return replace(
        reply, body=gzip.compress(reply.body, mtime=0), headers={**reply.headers, "Content-Encoding": "gzip"}
    )
