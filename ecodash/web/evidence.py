"""Files of evidence over HTTP: what is public to everybody, the rest to officers alone."""

from functools import lru_cache
from typing import Any
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from ecodash.domain.vocabulary import Visibility
from ecodash.evidence.problem import FileProblem
from ecodash.facts.selection import language, wants_demo
from ecodash.language.text import t
from ecodash.recording import standing
from ecodash.store.problem import StoreProblem
from ecodash.stores import current, vault
from ecodash.web.visitor import principal_of

# A file that somebody sent must not run, load or be framed, whatever it says it is.
_HEADERS = {"content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox"}


async def file(request: Request) -> Response:
    """The file of one piece of evidence."""
    return await run_in_threadpool(_sent, request, False)


async def picture(request: Request) -> Response:
    """A small picture of it."""
    return await run_in_threadpool(_sent, request, True)


def _sent(request: Request, small: bool) -> Response:
    lang = language(request.query_params)
    demo = wants_demo(request.query_params)
    try:
        row = standing(current(demo), "evidence", request.path_params["code"])
        if row is None or not row["sha256"] or row["withdrawn_on"] or not _may_see(request, row, demo):
            return Response(
                t(lang, "api.not_found", path=request.url.path), 404, {"cache-control": "no-store"}, "text/plain"
            )
        if small:
            return Response(_small(demo, row["sha256"]), 200, _HEADERS | _kept(row), "image/png")
        data, media_type = vault(demo).get(row["sha256"])
    except FileProblem as problem:
        return Response(problem.sentence(lang), 404 if problem.code == "gone" else 500, media_type="text/plain")
    except StoreProblem as problem:
        return Response(problem.sentence(lang), 503, media_type="text/plain")
    return Response(data, 200, _HEADERS | _kept(row) | _named(row, media_type), media_type)


def _may_see(request: Request, row: dict[str, Any], demo: bool) -> bool:
    return row["visibility"] == Visibility.PUBLIC or principal_of(request, demo).is_officer


def _kept(row: dict[str, Any]) -> dict[str, str]:
    # What is public today may be internal tomorrow.
    return {"cache-control": "private, max-age=300" if row["visibility"] == Visibility.PUBLIC else "no-store"}


def _named(row: dict[str, Any], media_type: str) -> dict[str, str]:
    """Pictures are shown, documents saved under the name they came with."""
    shown = "inline" if media_type.startswith("image/") else "attachment"
    name = quote(row["file_name"] or row["code"], safe="")
    return {"content-disposition": f"{shown}; filename*=UTF-8''{name}"}


@lru_cache(maxsize=64)
def _small(demo: bool, sha256: str) -> bytes:
    from ecodash.evidence.content import preview

    return preview(*vault(demo).get(sha256))


routes: list[BaseRoute] = [
    Route("/evidence/{code}", file),
    Route("/evidence/{code}/preview.png", picture),
]
