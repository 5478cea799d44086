"""The element of an IATI file that the address of a row points to, as it stands in the file."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from lxml import etree

from sscmon import archives
from sscmon.errors import SourceChanged
from sscmon.sources.iati.cutting import Cutter, activities
from sscmon.sources.iati.reading import ARCHIVE, Unpacked
from sscmon.sources.iati.rows import parse_piece

PLACE = re.compile(r"iati-activity\[(\d+)\]((?:/[a-z-]+\[\d+\])*)")
LONGEST_TEXT = 4_000


def element_at(path: Path, address: str) -> str | None:
    """The XML at an address, `file.xml#iati-activity[2]/transaction[1]` or `archive.zip/file.xml#...`.

    Returns:
        The element, cut after 4,000 characters; its activity where a 1.0x file does not have the element under that
        name; None for an address of another form, for an activity that cannot be parsed or is too large to be shown.
    """
    name, _, place = address.partition("#")
    found = PLACE.fullmatch(place)
    if not found or path.suffix == ".json":
        return None
    try:
        with _opened(path, name) as stream:
            activity = _activity(Cutter(stream, name), int(found[1]))
    except (SourceChanged, etree.XMLSyntaxError):
        return None
    if activity is None:
        return None
    below = activity.xpath(f".{found[2]}") if found[2] else []
    text = etree.tostring(below[0] if below else activity, encoding="unicode", with_tail=False)
    return text if len(text) <= LONGEST_TEXT else f"{text[:LONGEST_TEXT]} ..."


@contextmanager
def _opened(path: Path, name: str) -> Iterator[BinaryIO]:
    if path.suffix != ".zip":
        with path.open("rb") as stream:
            yield stream
        return
    member = name.removeprefix(f"{path.name}/")
    with archives.opened(path, ARCHIVE) as archive:
        yield Unpacked(archives.pieces(archive, archive.getinfo(member)))


def _activity(cutter: Cutter, number: int) -> etree._Element | None:
    for piece in cutter.pieces():
        if piece.first < number <= piece.first + piece.count:
            if piece.skip is not None or piece.refused:
                return None
            listed = [xml for _, xml in activities(piece.xml)]
            return parse_piece(listed[number - piece.first - 1], cutter.root)[0]
    return None
