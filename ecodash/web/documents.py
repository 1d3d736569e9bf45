"""Documents over HTTP, made when they are asked for: brief, to-do sheet, meeting papers, the workbook of data."""

import json
import os
from collections.abc import Iterable
from functools import partial
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Route

from ecodash import facts
from ecodash.api.data_tables import data_tables
from ecodash.api.query import Query, read_span, read_view
from ecodash.documents import making
from ecodash.documents.data_workbook import data_workbook
from ecodash.facts.selection import language
from ecodash.language.refusal import Refusal
from ecodash.language.text import t
from ecodash.store.store import Store
from ecodash.ui.address import addresses
from ecodash.web.api import NO_STORE, Send, answer_to, not_found, refused
from ecodash.web.document_turns import RETRY_AFTER_SECONDS
from ecodash.web.document_turns import documents as turns
from ecodash.web.document_turns import large_documents as large_turns
from ecodash.web.html_document import message
from ecodash.web.visitor import principal_of

# Shown by the browser at once; the others are for another program.
_SHOWN = ("application/pdf", "image/png")
_PAPERS = "papers.docx"
_OF_PAPERS = ("kind", "body", "digits", "form")
_OPTIONS = {"annex": making.WITH_ANNEXES, "activity": making.NEWS}
_OWN_NAMES = ("localhost", "127.0.0.1", "::1", "0.0.0.0")


async def document(request: Request) -> Response:
    """One document of the selection."""
    name = request.url.path.lstrip("/")
    if name not in making.documents():
        return await not_found(request)
    address = address_for(request)

    def send(store: Store, query: Query) -> Response:
        rest = dict(query)
        if name == _PAPERS:
            wanted = {key: rest.pop(key) for key in _OF_PAPERS if rest.get(key)}
            view, selection = read_view(store, {k: v for k, v in rest.items() if k not in _OF_PAPERS})
            who = principal_of(request, store.is_demo)
            # A link lets somebody report, so it is handed out by whoever may make one.
            may = {"sees_names": who.is_officer, "hands_links": who.is_secretary}
            return _file(making.make_paper(view, selection, address, **may, **wanted))
        thai_digits = _thai_digits(rest.pop("digits", ""))
        if name in making.NEWS:
            activity = rest.pop("activity", "")
            view, selection = read_view(store, rest)
            return _file(making.make_news(name, view, selection, address, activity, thai_digits))
        options = {"annexes": True} if _annexes(rest.pop("annex", "")) else {}
        if name in making.HANDED and principal_of(request, store.is_demo).is_secretary:
            options["hands_links"] = True
        view, selection = read_view(store, rest)
        return _file(making.make(name, view, selection, address, thai_digits, **options))

    options = [option for option, forms in _OPTIONS.items() if name in forms]
    return await _in_turn(request, send, _OF_PAPERS if name == _PAPERS else ["digits", *options])


async def data(request: Request) -> Response:
    """All that is known of the selection as one workbook of flat tables."""

    def send(store: Store, query: Query) -> Response:
        selection, start, end = read_span(store, query)
        return _file(data_workbook(data_tables(facts.seen_by(store, selection), selection, start, end), selection))

    return await _in_turn(request, send, ("from", "to"))


async def _in_turn(request: Request, send: Send, extra: Iterable[str]) -> Response:
    """What ``send`` makes once it is its turn; why it is not made, as a page to people and as JSON to programs."""
    busy = partial(refused, 503, t(language(request.query_params), "api.busy", seconds=RETRY_AFTER_SECONDS))
    make = partial(answer_to, request, send, extra, is_passed_on=True)
    answer = await (large_turns if _is_large(request) else turns).take(make, busy, request.is_disconnected)
    return _for_people(answer, language(request.query_params)) if _is_person(request) else answer


def _is_large(request: Request) -> bool:
    """A brief or the data of more than one area."""
    return request.url.path.startswith(("/brief.", "/data.")) and not request.query_params.get("area")


def _is_person(request: Request) -> bool:
    """A browser asks for pages, a program for whatever it gets."""
    return "text/html" in request.headers.get("accept", "")


def _for_people(answer: Response, lang: str) -> Response:
    """The sentence of a refusal on a page of its own."""
    if answer.status_code == 200:
        return answer
    kept = {name: value for name, value in answer.headers.items() if not name.startswith("content-")}
    return HTMLResponse(message(lang, json.loads(bytes(answer.body))["error"]), answer.status_code, kept)


def address_for(request: Request) -> str:
    """Where a telephone that reads the code finds this dashboard; this machine's own name would lead it to itself."""
    if os.environ.get("ECODASH_PUBLIC_URL") or request.url.hostname in _OWN_NAMES:
        return addresses()[0]
    return f"{request.url.scheme}://{request.url.netloc}"


def _thai_digits(value: str) -> bool:
    if value not in ("", "thai"):
        raise Refusal("api.misread", parameter="digits", value=value)
    return value == "thai"


def _annexes(value: str) -> bool:
    if value not in ("", "0", "1"):
        raise Refusal("api.misread", parameter="annex", value=value)
    return value == "1"


def _file(made: making.Document) -> Response:
    plain = made.name.encode("ascii", "replace").decode().replace("?", "_").replace('"', "_")
    named = f'filename="{plain}"' + ("" if plain == made.name else f"; filename*=UTF-8''{quote(made.name)}")
    how = "inline" if made.media_type in _SHOWN else "attachment"
    return Response(made.body, 200, NO_STORE | {"content-disposition": f"{how}; {named}"}, made.media_type)


routes: list[BaseRoute] = [
    Route("/data.xlsx", data),
    *(Route(f"/{subject}.{{form}}", document) for subject in making.subjects()),
]
