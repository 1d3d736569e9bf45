"""The data over HTTP, read-only: health, tables, status, what is owed, changes and series.

The answers are those of ``ecodash.api.answers``; here is only how they are asked for and sent.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from anyio import CapacityLimiter, to_thread
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from ecodash import __version__, facts, identity
from ecodash.api import answers, flat, openapi
from ecodash.api.owed import OWED
from ecodash.api.owed import owed as matters_owed
from ecodash.api.query import PAGING, Page, Query, check_parameters, read_page, read_question, read_span, read_view
from ecodash.facts.selection import is_added_on_the_way, language, wants_demo
from ecodash.language import csv_text
from ecodash.language.problem import Problem
from ecodash.language.text import t
from ecodash.maintenance.guard import last_look
from ecodash.store.store import Store
from ecodash.stores import current, home
from ecodash.web.live import changes_after

Send = Callable[[Store, Query], Response]

NO_STORE = {"cache-control": "no-store"}
# Whoever watches the server is answered although all other threads may be taken.
_own_thread = CapacityLimiter(1)


async def healthz(request: Request) -> Response:
    """Whether the store answers: it is really read."""
    return await to_thread.run_sync(_health, request, limiter=_own_thread)


async def head(request: Request) -> Response:
    """How many changes there are; with ``after``, as soon as there is another number, or a few seconds later."""
    store = current(demo=request.query_params.get("demo") == "1")
    return _json({"changes": await changes_after(store, request.query_params.get("after"))})


async def status(request: Request) -> Response:
    """Where every item of one area stands."""

    def send(store: Store, query: Query) -> Response:
        return _json(answers.status(store, *read_question(store, query)))

    return await answered(request, send)


async def changes(request: Request) -> Response:
    """What changed in one area between two days."""

    def send(store: Store, query: Query) -> Response:
        asked, start, end = read_span(store, query)
        store = facts.seen_by(store, asked)
        narrowed = {"item": asked.item, "agency": asked.agency}
        return _json(answers.changes(store, asked.focus, asked.framework, start, end, **narrowed))

    return await answered(request, send, "from", "to")


async def series(request: Request) -> Response:
    """One area month by month."""

    def send(store: Store, query: Query) -> Response:
        asked, start, end = read_span(store, query)
        store = facts.seen_by(store, asked)
        return _json(answers.series(store, asked.focus, asked.framework, start, end))

    return await answered(request, send, "from", "to")


async def table(request: Request) -> Response:
    """One of the tables, as JSON or CSV."""
    name, _, form = request.path_params["file"].rpartition(".")
    if name in flat.FLAT and form == "csv":
        return await _flat(request, name)
    if name not in answers.COLUMNS or form not in ("json", "csv"):
        return await not_found(request)

    def send(store: Store, query: Query) -> Response:
        page, rest = read_page(query)
        answer = answers.table(store, name, *read_question(store, rest))
        return _paged(request, answer, page, lambda part: _rows(store, name, form, answers.COLUMNS[name], part))

    return await answered(request, send, *PAGING)


async def owed(request: Request) -> Response:
    """What is owed within a selection, as JSON or CSV."""

    form = request.url.path.rpartition(".")[2]

    def send(store: Store, query: Query) -> Response:
        page, rest = read_page(query)
        answer = matters_owed(*read_view(store, rest))
        return _paged(request, answer, page, lambda part: _rows(store, "owed", form, OWED, part))

    return await answered(request, send, *PAGING)


async def _flat(request: Request, name: str) -> Response:
    """Status, changes or series of all areas, one fact a row."""

    def send(store: Store, query: Query) -> Response:
        if name == "status":
            seen, asked = read_view(store, query)
            return _file(store, name, asked.as_of.isoformat(), flat.status_csv(seen, asked))
        asked, start, end = read_span(store, query)
        store = facts.seen_by(store, asked)
        return _file(store, name, end.isoformat(), flat.span_csv(store, name, asked, start, end))

    return await answered(request, send, *(() if name == "status" else ("from", "to")))


async def described(request: Request) -> Response:
    """What can be asked, for programs."""
    return await answered(request, lambda store, query: _json(openapi.description()))


async def not_found(request: Request) -> Response:
    """There is nothing at this path."""
    lang = language(request.query_params)
    return refused(404, t(lang, "api.not_found", path=request.url.path))


async def answered(request: Request, send: Send, *extra: str, is_passed_on: bool = False) -> Response:
    """What ``send`` answers to a query within the parameters of the screens and ``extra``, or why not.

    Whoever has the very same answer already, and says so by its mark, is told that and sent nothing.
    """
    answer = await run_in_threadpool(answer_to, request, send, extra, is_passed_on=is_passed_on)
    if answer.status_code != 200:
        return answer
    mark = f'"{hashlib.sha256(bytes(answer.body)).hexdigest()[:32]}"'
    if mark in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers={"cache-control": answer.headers["cache-control"], "etag": mark})
    answer.headers["etag"] = mark
    return answer


def answer_to(
    request: Request,
    send: Send,
    extra: Iterable[str] = (),
    failure: Mapping[str, str] = MappingProxyType({}),
    *,
    is_passed_on: bool = False,
) -> Response:
    """The answer, or why there is none; ``failure`` is said beside the sentence when the store fails.

    ``is_passed_on``: people send such links to each other, so what a chat adds to them is left aside.
    """
    lang = language(request.query_params)
    given = request.query_params.multi_items()
    try:
        query = check_parameters([p for p in given if not (is_passed_on and is_added_on_the_way(p[0]))], extra)
        return send(current(wants_demo(query)), query)
    except Problem as problem:
        said = failure if problem.http_status >= 500 else {}
        return _json({**said, "error": problem.sentence(lang)}, problem.http_status)
    except OSError as error:
        sentence = t(lang, "api.file_problem", reason=error.strerror or error)
        return _json({**failure, "error": sentence}, 503)


def _health(request: Request) -> Response:
    def send(store: Store, query: Query) -> Response:
        changes = store.ask("head")[0]["id"]
        # How much is recorded is not for those who may not read; that the store answers is for whoever watches it.
        told: dict[str, Any] = {"changes": changes} if identity.may_read(request.cookies) else {}
        found = None if store.is_demo else last_look(home())
        if found is not None:
            told["checked"] = {"at": found.at.isoformat(timespec="seconds") + "Z", "sound": found.is_sound}
        if store.shared:
            told["shared"] = store.trouble.code if store.trouble else "ok"
        return _json({"status": "ok", "store": "ok", "version": __version__, **told})

    failure = {"status": "error", "store": "error", "version": __version__}
    return answer_to(request, send, failure=failure)


def _json(answer: Mapping[str, Any], status_code: int = 200) -> Response:
    body = json.dumps(answer, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return Response(body, status_code, NO_STORE, "application/json; charset=utf-8")


def _rows(store: Store, name: str, form: str, columns: Sequence[str], answer: answers.Answer) -> Response:
    if form == "json":
        return _json(answer)
    return _file(store, name, answer["as_of"], csv_text.write(columns, answer["rows"]))


def _paged(
    request: Request, answer: answers.Answer, page: Page | None, send: Callable[[answers.Answer], Response]
) -> Response:
    """The rows of one page, in the shape of all of them; how many there are, and where it goes on, in the headers."""
    if page is None:
        return send(answer)
    total, end = len(answer["rows"]), page.offset + page.limit
    sent = send({**answer, "rows": answer["rows"][page.offset : end]})
    sent.headers["x-total-count"] = str(total)
    if end < total:
        onward = request.url.include_query_params(offset=end)
        sent.headers["link"] = f'<{onward.path}?{onward.query}>; rel="next"'
    return sent


def _file(store: Store, name: str, day: str, text: str) -> Response:
    kind = "-demo" if store.is_demo else ""
    headers = {"content-disposition": f'attachment; filename="{name}{kind}-{day}.csv"'}
    return Response(text, headers=NO_STORE | headers, media_type="text/csv; charset=utf-8")


def refused(status_code: int, sentence: str) -> Response:
    """A sentence that says what is wrong, for programs."""
    return _json({"error": sentence}, status_code)


routes: list[BaseRoute] = [
    Route("/healthz", healthz),
    Route("/openapi.json", described),
    Route("/api/v1/head.json", head),
    Route("/api/v1/status.json", status),
    Route("/api/v1/changes.json", changes),
    Route("/api/v1/series.json", series),
    Route("/api/v1/owed.json", owed),
    Route("/api/v1/owed.csv", owed),
    Route("/api/v1/{file}", table),
    Route("/api/{rest:path}", not_found),
]
