"""Paging: how the next page is asked for. Each function takes a request and its answer and gives the next request,
or None after the last page."""

from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from sscmon.errors import SourceChanged, SourceUnavailable
from sscmon.fetching.request import Answer, Request


def world_bank(request: Request, answer: Answer) -> Request | None:
    """World Bank API v2: `[{page, pages, ...}, [rows]]`; an error is a list of one element.

    Raises:
        SourceUnavailable: the API answers with an error message.
        SourceChanged: the answer has another shape.
    """
    content = answer.json()
    if isinstance(content, list) and content and isinstance(content[0], dict) and "message" in content[0]:
        messages = "; ".join(str(part.get("value", part)) for part in content[0]["message"])
        raise SourceUnavailable(
            f"the World Bank refuses {request.name}: {messages}", where=request.address, todo="check country and series"
        )
    if not (isinstance(content, list) and len(content) == 2):
        raise _changed(request, "a list of page numbers and rows")
    page, pages = int(_at(request, content, 0, "page")), int(_at(request, content, 0, "pages"))
    return _with(request, page=page + 1) if page < pages else None


def fts_next_link(request: Request, answer: Answer) -> Request | None:
    """OCHA FTS: `meta.nextLink` is the address of the next page; it must stay on the same host.

    Raises:
        SourceChanged: there is no `meta`, the status is not ok, or the link leads elsewhere.
    """
    content = answer.json()
    if not isinstance(content, dict) or content.get("status") != "ok" or "meta" not in content:
        raise _changed(request, "status ok and meta")
    link = content["meta"].get("nextLink")
    if not link:
        return None
    if urlsplit(link)[:2] != urlsplit(request.url)[:2]:
        raise SourceChanged(f"the next page of {request.name} lies on another host", where=request.address)
    return replace(request, url=link, params={})


def solr_cursor(request: Request, answer: Answer) -> Request | None:
    """Solr with `cursorMark` (start with `*` and a sort by id): ends when the cursor stays.

    Raises:
        SourceChanged: there is no cursor in the answer.
    """
    cursor = _at(request, answer.json(), "nextCursorMark")
    return _with(request, cursorMark=cursor) if cursor != request.params["cursorMark"] else None


def solr_start(request: Request, answer: Answer) -> Request | None:
    """Solr with `start` and `rows`: ends when `response.numFound` is reached.

    Raises:
        SourceChanged: there is no `response.numFound`.
    """
    start = int(request.params.get("start", 0)) + int(request.params["rows"])
    return _with(request, start=start) if start < int(_at(request, answer.json(), "response", "numFound")) else None


def ckan_start(request: Request, answer: Answer) -> Request | None:
    """CKAN `package_search` with `start` and `rows`: ends with a page that has no results.

    Raises:
        SourceChanged: there is no `result.results`.
    """
    found = _at(request, answer.json(), "result", "results")
    return _with(request, start=int(request.params.get("start", 0)) + len(found)) if found else None


def _with(request: Request, **params) -> Request:
    return replace(request, params={**request.params, **params})


def _at(request: Request, content: Any, *steps: str | int) -> Any:
    try:
        for step in steps:
            content = content[step]
    except (LookupError, TypeError):
        raise _changed(request, ".".join(str(step) for step in steps)) from None
    return content


def _changed(request: Request, wanted: str) -> SourceChanged:
    return SourceChanged(
        f"the answer for {request.name} has no {wanted}",
        where=request.address,
        todo="look at what the publisher sends now, then teach the source",
    )
