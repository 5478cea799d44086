"""What publishers' servers do on bad days: each function gives a change of a reply."""

from dataclasses import replace

from replay.server import Fault, Reply

PAGE = b"<!DOCTYPE html>\n<html><head><title>Site maintenance</title></head><body>Back soon</body></html>"


def status(code: int, body: bytes = b"", **headers: str) -> Fault:
    return lambda reply: Reply(body, code, {name.replace("_", "-"): value for name, value in headers.items()})


def cut(at: int) -> Fault:
    """The connection ends after so many bytes of the body, though more were announced."""
    return lambda reply: replace(reply, cut_at=at)


def hang(seconds: float) -> Fault:
    return lambda reply: replace(reply, hangs=True, pause_s=seconds)


def drip(seconds: float) -> Fault:
    """One byte at a time."""
    return lambda reply: replace(reply, pause_s=seconds)


def web_page(reply: Reply) -> Reply:
    """A page for people, with status 200."""
    return Reply(PAGE, headers={"Content-Type": "text/html"})


def other_body(body: bytes) -> Fault:
    return lambda reply: replace(reply, body=body)


def other_etag(etag: str) -> Fault:
    return lambda reply: replace(reply, etag=etag)


def redirect(location: str, code: int = 302, body: bytes = b"") -> Fault:
    return lambda reply: Reply(body, code, {"Location": location})


def damaged(at: int) -> Fault:
    """One byte in the middle is another."""

    def change(reply: Reply) -> Reply:
        body = bytearray(reply.body)
        body[at] ^= 0xFF
        return replace(reply, body=bytes(body))

    return change
