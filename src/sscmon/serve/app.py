"""The application: its addresses, and what each answers. One file at a time, forms without scripts."""

import logging
import secrets
import shutil
import traceback
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote

from anyio import CapacityLimiter
from anyio.to_thread import run_sync
from starlette.applications import Starlette
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from sscmon.errors import SscmonError
from sscmon.paths import Paths
from sscmon.serve import desk
from sscmon.serve.guard import Guard, Quiet
from sscmon.serve.pages import page
from sscmon.serve.texts import PROBLEMS, TEXTS
from sscmon.serve.visits import KEPT_SECONDS, Visit, Visits
from sscmon.submissions.intake import Terms
from sscmon.submissions.registry import NotAdmitted
from sscmon.text import LANGUAGES

COOKIE = "visitor"
LARGEST_BYTES = 25 << 20
FORM_ROOM = 64 << 10
AT_ONCE = 2
LOG = logging.getLogger(__name__)


def create_app(paths: Paths, hosts: frozenset[str], *, largest_bytes: int = LARGEST_BYTES) -> Starlette:
    """The application.

    Args:
        hosts: values of the Host header that it answers to.
        largest_bytes: of one file.
    """
    pages = Pages(paths, largest_bytes)
    return Starlette(
        routes=[
            Route("/", pages.choose_language),
            Mount("/static", StaticFiles(packages=[("sscmon.serve", "static")])),
            Route("/{lang}", pages.start),
            Route("/{lang}/template", pages.template),
            Route("/{lang}/check", pages.check, methods=["POST"]),
            Route("/{lang}/report/{id}", pages.report),
            Route("/{lang}/report/{id}/marked", pages.marked),
            Route("/{lang}/report/{id}/report.json", pages.report_json),
            Route("/{lang}/report/{id}/submit", pages.submit, methods=["POST"]),
            Route("/{lang}/receipt/{id}", pages.receipt),
            Route("/{lang}/receipt/{id}/receipt.json", pages.receipt_json),
        ],
        middleware=[
            Middleware(Guard, hosts=hosts, largest_bytes=largest_bytes + FORM_ROOM),
            Middleware(Quiet, answer=pages.surprise),
        ],
        exception_handlers={HTTPException: pages.problem, SscmonError: pages.refusal},
        lifespan=pages.lifespan,
    )


class Pages:
    """What each address answers."""

    def __init__(self, paths: Paths, largest_bytes: int):
        self.paths, self.megabytes = paths, largest_bytes >> 20
        self.visits: Visits | None = None

    @asynccontextmanager
    async def lifespan(self, app: Starlette) -> AsyncIterator[None]:
        self.visits, self.limiter = Visits(), CapacityLimiter(AT_ONCE)
        try:
            yield
        finally:
            self.visits.close()

    async def work(self, task: Callable, *arguments: Any) -> Any:
        """Do in a thread what takes its time; no more at once than the machine can bear."""
        return await run_sync(partial(task, *arguments), limiter=self.limiter)

    def page(self, request: Request, name: str, status: int = 200, **values: Any) -> HTMLResponse:
        spoken = language(request, "en" if name == "problem" else "")
        return HTMLResponse(page(name, spoken, megabytes=self.megabytes, **values), status)

    def mine(self, request: Request) -> Visit:
        """The file an address is about, if it is this visitor's."""
        if visit := self.visits.find(request.cookies.get(COOKIE, ""), request.path_params["id"]):
            return visit
        raise HTTPException(404)

    async def form(self, request: Request) -> dict[str, Any]:
        """The fields of a form that this server wrote for this visitor."""
        fields = await request.form(max_files=1, max_fields=10, max_part_size=FORM_ROOM)
        if not self.visits.is_token(request.cookies.get(COOKIE, ""), str(fields.get("token", ""))):
            raise HTTPException(403)
        return fields

    async def choose_language(self, request: Request) -> Response:
        wanted = request.headers.get("accept-language", "").lower().replace(";", ",").split(",")
        known = [tag.strip()[:2] for tag in wanted if tag.strip()[:2] in LANGUAGES]
        return RedirectResponse(f"/{known[0] if known else 'en'}", 303)

    async def start(self, request: Request) -> Response:
        visitor = request.cookies.get(COOKIE) or secrets.token_urlsafe(24)
        answer = self.page(
            request,
            "start",
            audiences=desk.AUDIENCES,
            endings=desk.ENDINGS,
            token=self.visits.token(visitor),
        )
        answer.set_cookie(COOKIE, visitor, max_age=KEPT_SECONDS, httponly=True, samesite="strict")
        return answer

    async def template(self, request: Request) -> Response:
        audience, ending = request.query_params.get("for"), request.query_params.get("as")
        if audience not in desk.AUDIENCES or ending not in desk.ENDINGS:
            raise HTTPException(404)
        data = await self.work(desk.template, language(request), audience, ending)
        name = f"sscmon-{audience}-{language(request)}.{ending}"
        return Response(data, headers=attachment(name), media_type=desk.ENDINGS[ending])

    async def check(self, request: Request) -> Response:
        fields = await self.form(request)
        given = fields.get("file")
        if not isinstance(given, UploadFile) or not given.filename:
            raise HTTPException(400)
        visit = self.visits.begin(request.cookies[COOKIE], Path(given.filename.replace("\\", "/")).name[-120:])
        try:
            await self.work(keep, given, visit.path)
            visit.checked = await self.work(desk.checked, visit.path, language(request))
        except BaseException:
            self.visits.end(visit)
            raise
        return RedirectResponse(f"/{language(request)}/report/{visit.id}", 303)

    async def report(self, request: Request) -> Response:
        return self.report_page(request, self.mine(request))

    def report_page(self, request: Request, visit: Visit, status: int = 200, refused: str = "") -> Response:
        return self.page(
            request,
            "report",
            status,
            visit=visit,
            report=desk.shown(visit.checked, language(request)),
            token=self.visits.token(visit.visitor),
            confidentiality=desk.confidentiality(language(request)),
            refused=refused,
        )

    async def marked(self, request: Request) -> Response:
        visit = self.mine(request)
        target = visit.folder / "marked.xlsx"
        await self.work(desk.marked, visit.checked, target)
        name = f"{Path(visit.name).stem}-{TEXTS['checked'].in_(language(request))}.xlsx"
        return FileResponse(target, headers=attachment(name))

    async def report_json(self, request: Request) -> Response:
        visit = self.mine(request)
        return JSONResponse(desk.told(visit.checked), headers=attachment(f"{Path(visit.name).stem}.json"))

    async def submit(self, request: Request) -> Response:
        visit, fields = self.mine(request), await self.form(request)
        who, secret = str(fields.get("submitter", "")).strip(), str(fields.get("secret", ""))
        try:
            visit.receipt = await self.work(
                desk.sent, self.paths, visit.path, visit.name, visit.checked.language, terms(fields), who, secret
            )
        except NotAdmitted:
            return self.report_page(request, visit, 403, TEXTS["not_admitted"].in_(language(request)))
        return RedirectResponse(f"/{language(request)}/receipt/{visit.id}", 303)

    async def receipt(self, request: Request) -> Response:
        visit = self.mine(request)
        receipt, label = receipt_of(visit), desk.confidentiality(language(request))
        return self.page(
            request,
            "receipt",
            visit=visit,
            receipt=receipt,
            confidentiality=" ".join((label[receipt["confidentiality"]], receipt["embargo_until"])),
        )

    async def receipt_json(self, request: Request) -> Response:
        found = receipt_of(self.mine(request))
        return JSONResponse(found, headers=attachment(f"{found['submission_id']}.json"))

    async def problem(self, request: Request, error: HTTPException) -> Response:
        text = PROBLEMS.get(error.status_code, PROBLEMS[404]).in_(language(request, "en"))
        return self.page(request, "problem", error.status_code, what=text.format(megabytes=self.megabytes))

    async def refusal(self, request: Request, error: SscmonError) -> Response:
        return self.page(request, "problem", 422, what=error.what, todo=error.todo)

    def surprise(self, request: Request, error: Exception) -> Response:
        """Only the kind of error and its place in the code are logged."""
        frame = traceback.extract_tb(error.__traceback__)[-1]
        LOG.error("unexpected %s at %s:%s", type(error).__name__, Path(frame.filename).name, frame.lineno)
        return self.page(request, "problem", 500, what=PROBLEMS[500].in_(language(request, "en")))


def language(request: Request, otherwise: str = "") -> str:
    """The language of an address; nothing is there in any other."""
    found = request.path_params.get("lang", "")
    if found in LANGUAGES:
        return found
    if otherwise:
        return otherwise
    raise HTTPException(404)


def keep(given: UploadFile, path: Path) -> None:
    with path.open("wb") as file:
        shutil.copyfileobj(given.file, file)


def receipt_of(visit: Visit) -> dict[str, Any]:
    if visit.receipt is None:
        raise HTTPException(404)
    return visit.receipt


def terms(fields: Mapping[str, Any]) -> Terms:
    """The terms a form gives a file on."""
    word, day = str(fields.get("confidentiality", "PUBLIC")), str(fields.get("embargo", ""))
    return Terms.of(f"{word}:{day}" if word == "EMBARGO" else word, fields.get("consent") == "yes")


def attachment(name: str) -> dict[str, str]:
    """Headers of a file to be kept; letters outside ASCII are given as RFC 5987 has it."""
    plain = "".join(c if c.isascii() and (c.isalnum() or c in "-_.") else "_" for c in name)
    return {"content-disposition": f"attachment; filename=\"{plain}\"; filename*=utf-8''{quote(name, safe='')}"}
