"""The manual over HTTP: ``/help``, ``/help/minutes``, ``/help/programs``, ``/help/print`` and its pictures."""

from base64 import b64encode
from hashlib import sha256

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.routing import BaseRoute, Route

from ecodash import facts, manual
from ecodash.api import openapi
from ecodash.facts.selection import language, wants_demo
from ecodash.stores import current
from ecodash.ui import manual_pages
from ecodash.ui.address import reachable
from ecodash.web.html_document import not_found

_BOOK = "print"
_PRACTICE = "practice"


async def topic(request: Request) -> Response:
    """One topic, or the whole book; what is no topic is said to be none."""
    name = request.path_params.get("topic", manual_pages.INDEX)
    lang = language(request.query_params)
    if name == _BOOK:
        return _shown(manual_pages.book(lang))
    if name not in manual.TOPICS:
        return HTMLResponse(not_found(lang), 404)
    demo = wants_demo(request.query_params)
    # The path is walked over the demonstration, whatever data the reader came from.
    steps = await run_in_threadpool(lambda: facts.practice_steps(current(demo=True))) if name == _PRACTICE else ()
    return _shown(manual_pages.topic_page(lang, name, demo, steps))


async def programs(request: Request) -> Response:
    """What other programs can ask, for people to read."""
    lang, demo = language(request.query_params), wants_demo(request.query_params)
    origin = reachable(f"{request.url.scheme}://{request.url.netloc}")
    return _shown(manual_pages.programs_page(lang, demo, openapi.description(), origin))


async def picture(request: Request) -> Response:
    """A picture by its file's name; only those that are there have one."""
    name = request.path_params["file"]
    files = {file.name: file for file in manual.PICTURES.glob("*.webp")}
    if name not in files:
        return HTMLResponse(not_found(language(request.query_params)), 404)
    return FileResponse(files[name], media_type="image/webp", headers={"cache-control": "max-age=3600"})


def _shown(html: str) -> Response:
    """No script and no other host, and of styles only the page's own."""
    digest = b64encode(sha256(manual_pages.style().encode()).digest()).decode()
    policy = (
        f"default-src 'none'; style-src 'sha256-{digest}'; font-src 'self'; img-src 'self' data:; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
    )
    return HTMLResponse(html, headers={"cache-control": "no-store", "content-security-policy": policy})


routes: list[BaseRoute] = [
    Route("/help", topic),
    Route("/help/pictures/{file}", picture),
    Route(f"/help/{manual_pages.PROGRAMS}", programs),
    Route("/help/{topic}", topic),
]
