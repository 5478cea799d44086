"""What OECD sources ask for: the newest version of a dataflow, its data by SDMX, its bulk files."""

import re
from collections.abc import Generator, Iterable
from html import unescape
from urllib.parse import urlsplit

from sscmon.errors import SourceChanged
from sscmon.fetching.expect import Expect, FileKind
from sscmon.fetching.request import Answer, Request

HOST = "https://sdmx.oecd.org"
AGENCY = "OECD.DCD.FSD"
PACE_S = 20.0
STRUCTURE = Expect(FileKind.XML)
VERSION = re.compile(r'<(?:\w+:)?Dataflow\b[^>]*\bversion="([\d.]+)"')
NOTHING = ("NoResultsFound", "NoRecordsFound")
Asking = Generator[Request, Answer, None]


def ask_dataflow(flow: str) -> Generator[Request, Answer, tuple[str, str]]:
    """Ask for the newest version of a dataflow; returns it with the description of the dataflow.

    Raises:
        SourceChanged: the answer names no version.
    """
    name = flow.split("@")[-1].lower()
    address = f"{HOST}/public/rest/dataflow/{AGENCY}/{flow}/latest"
    answer = yield Request(f"dataflow_{name}.xml", address, STRUCTURE, is_kept=False, pace_s=PACE_S)
    found = VERSION.search(answer.text())
    if not found:
        raise SourceChanged(
            f"the dataflow {flow} names no version", where=address, todo="look at what the publisher sends now"
        )
    return found[1], answer.text()


def ask_years(flow: str, key: str, name: str, years: Iterable[int], expect: Expect) -> Asking:
    """Ask for the data of a dataflow year by year, as CSV with labels; a year without data is no fault.

    Args:
        flow: such as `DSD_DAC2@DF_DAC2A`.
        key: one position a dimension, empty for all of its codes.
        name: start of the files' names.
    """
    version, _ = yield from ask_dataflow(flow)
    for year in years:
        yield Request(
            f"{name}_{year}.csv",
            f"{HOST}/public/rest/data/{AGENCY},{flow},{version}/{key}",
            expect,
            params={
                "startPeriod": year,
                "endPeriod": year,
                "dimensionAtObservation": "AllDimensions",
                "format": "csvfilewithlabels",
            },
            is_optional=True,
            empty_if=NOTHING,
            pace_s=PACE_S,
        )


def bulk_address(description: str, label: str) -> str:
    """The address of a bulk file in the description of its dataflow: an annotation `label|address`, where a date may
    follow the label, or a link with the label as its text.

    Raises:
        SourceChanged: there is no such file, or it lies on a host that is not OECD's.
    """
    text = unescape(unescape(description))
    name = re.escape(label)
    found = re.search(rf"{name}(?:-v\d{{8}}(?:-\d+)?)?\s*\|+\s*(https://[^\s|<>\"']+)", text) or re.search(
        rf"href=[\"'](https://[^\s|<>\"']+)[\"'][^<>]*>\s*{name}", text
    )
    if not found or not (urlsplit(found[1]).hostname or "").endswith(".oecd.org"):
        raise SourceChanged(
            f"the dataflow offers no bulk file {label!r} on a host of OECD",
            where=HOST,
            todo="look at what the publisher offers now, then teach the source",
        )
    return found[1]
