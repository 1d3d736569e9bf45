"""Our own files: stylesheet, script, fonts from their package."""

import fontpkg
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from ecodash.web.document import ASSETS, stylesheet


async def _stylesheet(_: Request) -> Response:
    return Response(stylesheet(), media_type="text/css")


async def _links(_: Request) -> Response:
    return Response((ASSETS / "links.js").read_bytes(), media_type="text/javascript")


routes: list[BaseRoute] = [
    Route("/assets/ecodash.css", _stylesheet),
    Route("/assets/links.js", _links),
    Mount("/fonts", StaticFiles(directory=fontpkg.path("Sarabun").parent)),
]
