"""What stands before every request: who may ask, how much may be sent, and what a browser may do with the answer."""

from collections.abc import Callable

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

METHODS = ("GET", "HEAD", "POST")
LARGEST_DRAINED = 10
ANSWER_HEADERS = {
    "content-security-policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
}


class Guard:
    """Refuses other names of the host (a page elsewhere that points its name here), forms of other origins and
    bodies above the limit; says in every answer that nothing from elsewhere may be loaded.

    Args:
        hosts: values of the Host header that are ours.
        largest_bytes: of one request.
    """

    def __init__(self, app: ASGIApp, hosts: frozenset[str], largest_bytes: int):
        self.app, self.hosts, self.largest_bytes = app, hosts, largest_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        send = _with_headers(send)
        headers = Headers(scope=scope)
        if refusal := self._refusal(scope, headers):
            await refusal(scope, receive, send)
        else:
            await self.app(scope, self._limited(receive, headers), send)

    def _refusal(self, scope: Scope, headers: Headers) -> PlainTextResponse | None:
        if headers.get("host", "").lower() not in self.hosts:
            return PlainTextResponse("This address is not served here.", 400)
        if scope["method"] not in METHODS:
            return PlainTextResponse("Not allowed.", 405, {"allow": ", ".join(METHODS)})
        if scope["method"] == "POST" and not _is_own(scope, headers):
            return PlainTextResponse("The form comes from another page.", 403)
        return None

    def _limited(self, receive: Receive, headers: Headers) -> Receive:
        """Reads at most the limit; a body above it is read to its end unseen, so that the browser sees the answer."""
        length = headers.get("content-length", "")
        declared = int(length) if length.isdecimal() else 0
        seen = 0

        async def limited() -> Message:
            nonlocal seen
            if declared > self.largest_bytes:
                await _drain(receive, self.largest_bytes * LARGEST_DRAINED)
                raise HTTPException(413)
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > self.largest_bytes:
                raise HTTPException(413)
            return message

        return limited


def _is_own(scope: Scope, headers: Headers) -> bool:
    """A browser names the origin of every form it sends; a program that names none still needs the form's token."""
    origin = headers.get("origin")
    return origin is None or origin.lower() == f"{scope['scheme']}://{headers['host'].lower()}"


async def _drain(receive: Receive, most: int) -> None:
    seen, is_more = 0, True
    while is_more and seen <= most:
        message = await receive()
        seen += len(message.get("body", b""))
        is_more = message.get("more_body", False)


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message).update(ANSWER_HEADERS)
        await send(message)

    return sending


class Quiet:
    """Answers what nobody foresaw. The error itself goes nowhere: its text may hold what a visitor sent."""

    def __init__(self, app: ASGIApp, answer: Callable[[Request, Exception], Response]):
        self.app, self.answer = app, answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await self.app(scope, receive, send)
        except Exception as error:
            await self.answer(Request(scope), error)(scope, receive, send)
