"""Cut the bytes of an IATI file at the ends of activities, so that memory does not grow with the file.

No parser sees more than one piece, and no piece carries a document type: entities and external files cannot be named.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from sscmon.errors import SourceChanged
from sscmon.sources.iati.prologue import read_root, without_hidden
from sscmon.sources.iati.stylesheet import first_elements

BLOCK_BYTES = 250_000  # small enough for the tree of a piece to stay in the processor's cache
LARGEST_ACTIVITY_BYTES = 3_000_000
LARGEST_ELEMENT_BYTES = 8_000_000
LARGEST_HEAD_BYTES = 8_000_000
LARGEST_TAG_BYTES = 100_000

OPEN, CLOSE, LAST = b"<iati-activity", b"</iati-activity>", b"</iati-activities"
ACTIVITY_START = re.compile(rb"<iati-activity(?=[\s>/])")
START = re.compile(rb"""<([\w:.-]+)((?:[^<>"'/]|/(?!>)|"[^"<]*"|'[^'<]*')*)(/?)>""")


@dataclass(frozen=True)
class Piece:
    """Some whole activities of a file, or a part of a very large one.

    Attributes:
        xml: their bytes.
        first: activities of the file before the first one.
        count: activities in it, as their start tags say.
        line: line of the file its first byte stands on.
        skip: for a part of one activity, how many elements of each name stood before; None for whole activities.
        is_head: it carries the row of the activity itself.
        refused: why it cannot be read, where that is known without parsing.
    """

    xml: bytes
    first: int
    count: int
    line: int
    skip: dict[str, int] | None = None
    is_head: bool = True
    refused: str = ""


def activities(xml: bytes) -> Iterator[tuple[int, bytes]]:
    """The activities of a piece, broken ones included: where each begins, and its bytes."""
    starts = [found.start() for found in ACTIVITY_START.finditer(xml)]
    for start, end in zip(starts, [*starts[1:], len(xml)], strict=True):
        activity = xml[start:end]
        closed = activity.rfind(CLOSE)
        yield start, activity[: closed + len(CLOSE)] if closed >= 0 else activity


def _may_hide(data: bytes) -> bool:
    """Whether a comment or a CDATA section begins here; one byte is found several times as fast as two."""
    return b"!" in data and b"<!" in data


class Cutter:
    """Cuts one file; after `pieces` has ended, `activity_count` is known, and `error` where the file was cut off."""

    def __init__(self, stream: BinaryIO, name: str):
        """Read the beginning of the file.

        Raises:
            SourceChanged: it is not an IATI activity file.
        """
        self.name = name
        self.root, self._data, self._line, self._stream = read_root(stream, name)
        self._read = 0
        self._has_hidden = _may_hide(self._data)
        self.activity_count = 0
        self.error: SourceChanged | None = None

    def pieces(self) -> Iterator[Piece]:
        """The file's activities, in order."""
        while not self.root.is_empty:
            end = self._data.rfind(CLOSE, 0, self._visible_bytes())
            if end >= 0:
                yield self._piece(end + len(CLOSE))
            elif len(self._data) > LARGEST_ACTIVITY_BYTES:
                yield from self._large_activity()
            if not self._fill():
                yield from self._rest()
                return

    def _fill(self) -> bool:
        block = self._stream.read(BLOCK_BYTES)
        self._drop(self._read)
        data = self._data + block
        self._has_hidden = _may_hide(data)
        self._data = without_hidden(data) if self._has_hidden else data
        return bool(block)

    def _drop(self, size: int) -> bytes:
        dropped, self._data, self._read = self._data[:size], self._data[size:], 0
        self._line += dropped.count(b"\n")
        return dropped

    def _piece(self, size: int, refused: str = "") -> Piece:
        line, xml = self._line, self._drop(size)
        piece = Piece(xml, self.activity_count, xml.count(OPEN), line, refused=refused)
        self.activity_count += piece.count
        return piece

    def _rest(self) -> Iterator[Piece]:
        """What follows the last end of an activity: self-closed ones, or one that was cut off."""
        end = self._data.find(LAST)
        if end < 0:
            end = len(self._data)
            self.error = SourceChanged(
                "the file ends before its root element does: it was cut off",
                where=f"{self.name}, line {self._line + self._data.count(10)}",
                todo="fetch it again; the activities before the cut are kept",
            )
        if OPEN in self._data[:end]:
            yield self._piece(end)

    def _visible_bytes(self) -> int:
        """Bytes before a comment or CDATA section whose end was not read yet; a very long one is not waited for."""
        if not self._has_hidden:
            return len(self._data)
        opened = [at for mark in (b"<!--", b"<![CDATA[") if (at := self._data.find(mark)) >= 0]
        first = min(opened, default=len(self._data))
        return first if len(self._data) - first < LARGEST_ELEMENT_BYTES else len(self._data)

    def _large_activity(self) -> Iterator[Piece]:
        """An activity larger than the buffer should be, as pieces with some of its elements each."""
        begin = self._data.find(OPEN)
        if begin < 0:
            self._drop(len(self._data) - len(OPEN))
            return
        self._drop(begin)
        start = START.match(self._data, 0, LARGEST_TAG_BYTES)
        if not start or start[3]:
            yield self._piece(start.end()) if start else self._refused("its start tag does not end")
            return
        tag, line = start[0], self._line
        self._drop(len(tag))
        part, head, skip, seen = [], [], {}, {}

        def piece(elements: list[bytes], is_head: bool) -> Piece:
            return Piece(tag + b"".join(elements) + CLOSE, self.activity_count, 1, line, skip, is_head)

        size = head_size = 0
        while element := self._next_element():
            name = START.match(element)[1].decode("utf-8", "replace")
            if name in first_elements():
                part.append(element)
                size += len(element)
                seen[name] = seen.get(name, 0) + 1
            elif (head_size := head_size + len(element)) < LARGEST_HEAD_BYTES:
                head.append(element)
            if size > BLOCK_BYTES:
                yield piece(part, False)
                part, skip, size = [], dict(seen), 0
        yield piece(part, False)
        self._drop(self._read)
        if element is None or head_size >= LARGEST_HEAD_BYTES:
            yield self._refused("an element of it does not end, or is larger than this reader takes", tag)
            return
        self._drop(len(CLOSE))
        yield piece(head, True)
        self.activity_count += 1

    def _next_element(self) -> bytes | None:
        """The next child of a large activity; empty at the activity's end, None where there is no way on."""
        while True:
            at = self._data.find(b"<", self._read)
            if at >= 0:
                if self._data.startswith(CLOSE, at):
                    self._read = at
                    return b""
                if (end := self._element_end(at)) >= 0:
                    self._read = end
                    if self._data.startswith(b"<?", at):
                        continue
                    return self._data[at:end]
            if len(self._data) - self._read > LARGEST_ELEMENT_BYTES or not self._fill():
                return None

    def _element_end(self, at: int) -> int:
        """Where the element or instruction that begins at `at` ends; -1 where it does not, or is an activity."""
        if self._data.startswith(b"<?", at):
            end = self._data.find(b"?>", at)
            return end + 2 if end >= 0 else -1
        start = START.match(self._data, at, at + LARGEST_TAG_BYTES)
        if not start or self._data.startswith(OPEN, at):
            return -1
        if start[3]:
            return start.end()
        close = b"</" + start[1] + b">"
        end = self._data.find(close, start.end())
        return end + len(close) if end >= 0 else -1

    def _refused(self, why: str, tag: bytes = b"") -> Piece:
        """Leave an activity that cannot be read, up to the next one or the end; what was skipped is not kept."""
        line, xml = self._line, tag or self._data[: len(OPEN)]
        self._drop(0 if tag else len(OPEN))
        while (at := self._next_activity()) < 0:
            self._drop(max(len(self._data) - len(LAST), 0))
            if not self._fill():
                at = len(self._data)
                break
        self._drop(at)
        self.activity_count += 1
        return Piece(xml, self.activity_count - 1, 1, line, refused=why)

    def _next_activity(self) -> int:
        starts = [at for mark in (OPEN, LAST) if (at := self._data.find(mark)) >= 0]
        return min(starts, default=-1)
