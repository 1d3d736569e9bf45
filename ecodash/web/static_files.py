"""Our own files: stylesheet, script, icon, fonts as browsers take them."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from ecodash.ui.static_pages import FONTS
from ecodash.web.html_document import ASSETS, script, stylesheet


async def _stylesheet(_: Request) -> Response:
    return Response(stylesheet(), media_type="text/css")


async def _script(_: Request) -> Response:
    return Response(script(), media_type="text/javascript")


async def _icon(_: Request) -> Response:
    return Response((ASSETS / "icon.png").read_bytes(), media_type="image/png")


async def _demonstration(_: Request) -> Response:
    return Response((ASSETS / "demonstration.svg").read_bytes(), media_type="image/svg+xml")


routes: list[BaseRoute] = [
    Route("/assets/ecodash.css", _stylesheet),
    Route("/assets/ecodash.js", _script),
    Route("/assets/icon.png", _icon),
    Route("/assets/demonstration.svg", _demonstration),
    Mount("/fonts", StaticFiles(directory=FONTS)),
]
