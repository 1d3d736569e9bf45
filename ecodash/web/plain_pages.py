"""Pages that need no script: the short page behind every screen, and the brief as one file to take away."""

from base64 import b64encode
from collections.abc import Callable
from functools import partial
from hashlib import sha256

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Route

from ecodash.facts.selection import language, wants_demo
from ecodash.language.text import t
from ecodash.store.problem import StoreProblem
from ecodash.store.store import Store
from ecodash.stores import current
from ecodash.ui import static_pages
from ecodash.ui.address import reachable
from ecodash.ui.screens import PATHS
from ecodash.web.api import NO_STORE
from ecodash.web.document_turns import RETRY_AFTER_SECONDS
from ecodash.web.document_turns import documents as turns
from ecodash.web.html_document import message, not_found

Make = Callable[[Store], Response]


async def short(request: Request) -> Response:
    """``/s/briefing?area=…``: what the screen says first, complete before the screen itself would load."""
    screen = request.path_params.get("screen", "").strip("/")
    if screen not in PATHS:
        return HTMLResponse(not_found(language(request.query_params)), 404)

    def make(store: Store) -> Response:
        page = static_pages.page_of(store, dict(request.query_params), screen, reachable(_origin(request)))
        html = static_pages.short_page(page, _origin(request))
        return HTMLResponse(html, headers=_headers("short" if static_pages.is_brief(screen) else "screen"))

    return await run_in_threadpool(_made, request, make)


async def snapshot(request: Request) -> Response:
    """``/snapshot.html?area=…``: the whole brief in one file, for someone outside the network."""

    def make(store: Store) -> Response:
        page = static_pages.page_of(store, dict(request.query_params), "")
        html = static_pages.snapshot(page, reachable(_origin(request)))
        headers = {
            "cache-control": "no-store",
            "content-disposition": f'attachment; filename="{static_pages.file_name(page)}"',
        }
        return HTMLResponse(html, headers=headers)

    busy = partial(_busy, language(request.query_params))
    return await turns.take(partial(_made, request, make), busy, request.is_disconnected)


def _busy(lang: str) -> Response:
    return HTMLResponse(message(lang, t(lang, "api.busy", seconds=RETRY_AFTER_SECONDS)), 503, NO_STORE)


def _made(request: Request, make: Make) -> Response:
    lang = language(request.query_params)
    try:
        return make(current(wants_demo(request.query_params)))
    except StoreProblem as problem:
        sentence = problem.sentence(lang)
    except OSError as error:
        sentence = t(lang, "api.file_problem", reason=error.strerror or error)
    return HTMLResponse(message(lang, sentence), 503, NO_STORE)


def _origin(request: Request) -> str:
    """The address by which the visitor came."""
    return f"{request.url.scheme}://{request.url.netloc}"


def _headers(document: str) -> dict[str, str]:
    """No script, no other host, and of styles only the page's own; a screen's bars have their lengths as attributes."""
    lengths = "style-src-attr 'unsafe-inline'; " if document == "screen" else ""
    digest = b64encode(sha256(static_pages.style_of(document).encode()).digest()).decode()
    policy = (
        f"default-src 'none'; style-src 'sha256-{digest}'; {lengths}font-src 'self'; img-src 'self' data:; "
        "base-uri 'none'; form-action 'self'; frame-ancestors 'self'"
    )
    return {"cache-control": "no-store", "content-security-policy": policy}


routes: list[BaseRoute] = [
    Route("/s", short),
    Route("/s/{screen:path}", short),
    Route("/snapshot.html", snapshot),
]
