"""The beginning of an IATI file: is it one, in which encoding and version. Document types are refused unread."""

import codecs
import re
from dataclasses import dataclass
from typing import BinaryIO

from sscmon.errors import SourceChanged

PROLOGUE_BYTES = 250_000
HIDDEN = re.compile(rb"<!--.*?-->|<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
DECLARATION = re.compile(rb"""\s*<\?xml\s[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
INSTRUCTION = re.compile(rb"<\?.*?\?>", re.DOTALL)
ATTRIBUTES = rb"""(?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*"""
ROOT = re.compile(rb"\s*<([\w:.-]+)(" + ATTRIBUTES + rb")\s*(/?)>")
ATTRIBUTE = re.compile(rb"""([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
OWN_NAMESPACE = re.compile(rb"""\sxmlns\s*=\s*(?:"[^"]*"|'[^']*')""")


@dataclass(frozen=True)
class Root:
    """The root element of a file: its start tag on one line, the file's encoding, and its attributes."""

    tag: bytes
    encoding: str
    attributes: dict[str, str]
    is_empty: bool = False

    @property
    def version(self) -> str:
        return self.attributes.get("version", "").strip()

    @property
    def may_be_1x(self) -> bool:
        return not self.version.startswith("2")


class _Recoded:
    """A UTF-16 stream read as UTF-8."""

    def __init__(self, stream: BinaryIO, start: bytes):
        self._stream, self._start = stream, start
        self._decode = codecs.getincrementaldecoder("utf-16")("replace").decode

    def read(self, size: int) -> bytes:
        while block := self._start or self._stream.read(size):
            self._start = b""
            if text := self._decode(block):
                return text.encode("utf-8")
        return b""


def without_hidden(data: bytes) -> bytes:
    """The same XML without comments, and with CDATA sections written as escaped text; lines keep their numbers."""
    return HIDDEN.sub(_plain, data)


def _plain(found: re.Match) -> bytes:
    if found[1] is None:
        return b"\n" * found[0].count(b"\n")
    return found[1].replace(b"&", b"&amp;").replace(b"<", b"&lt;").replace(b">", b"&gt;")


def read_root(stream: BinaryIO, name: str) -> tuple[Root, bytes, int, BinaryIO]:
    """Read a file up to its root's start tag.

    Returns:
        The root, the bytes read after it, the line they begin on, and the stream to go on with.

    Raises:
        SourceChanged: it is not an IATI activity file, or it declares a document type.
    """
    data = stream.read(PROLOGUE_BYTES)
    is_utf16 = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    if is_utf16:
        stream = _Recoded(stream, data)
        data = stream.read(PROLOGUE_BYTES)
    data = data.removeprefix(codecs.BOM_UTF8)
    if problem := _other_format(data):
        raise not_iati(name, problem)
    declared = DECLARATION.match(data)
    encoding = declared[1].decode() if declared and not is_utf16 else "utf-8"
    data = INSTRUCTION.sub(lambda found: b"\n" * found[0].count(b"\n"), without_hidden(data))
    if re.match(rb"\s*(<!DOCTYPE\s+html|<html)", data, re.IGNORECASE):
        raise not_iati(name, "it is a web page")
    if re.match(rb"\s*<!DOCTYPE", data, re.IGNORECASE):
        raise not_iati(
            name,
            "it declares a document type (DTD), by which a small file can unfold into a huge one or read other files",
            "ask its publisher for a file without <!DOCTYPE ...>",
        )
    match = ROOT.match(data)
    if not match:
        raise not_iati(name, "it does not begin as XML does")
    element = match[1].decode("ascii", "replace")
    if element == "iati-organisations":
        raise not_iati(
            name, "it is an organisation file and holds no activities", "nothing, unless it should have some"
        )
    if element != "iati-activities":
        raise not_iati(name, f"its root element is <{element[:60]}>, not <iati-activities>")
    try:
        codecs.lookup(encoding)
    except LookupError as error:
        raise not_iati(name, f"its encoding {encoding!r} is not known") from error
    attributes = {
        key.decode("ascii"): (double or single).decode(encoding, "replace")
        for key, double, single in ATTRIBUTE.findall(match[2])
    }
    tag = b"<iati-activities" + re.sub(rb"\s+", b" ", OWN_NAMESPACE.sub(b"", match[2])) + b">"
    line = 1 + data[: match.end()].count(b"\n")
    return Root(tag, encoding, attributes, bool(match[3])), data[match.end() :], line, stream


def _other_format(data: bytes) -> str:
    start = data.lstrip()[:4]
    if not start:
        return "it is empty"
    if start == b"PK\x03\x04":
        return "it is a spreadsheet or a zip archive under another name"
    if start[:1] in b"{[":
        return "it is JSON under another name"
    return ""


def not_iati(name: str, why: str, todo: str = "fetch it again, or ask its publisher for the IATI XML") -> SourceChanged:
    """The error of a file that is not an IATI activity file."""
    return SourceChanged(f"this is not an IATI activity file: {why}", where=name, todo=todo)
