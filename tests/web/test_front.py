"""What every answer passes on its way out: files compressed once, and never a file without its body."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import HTMLResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.testclient import TestClient

from ecodash.web.gate import Front

TEXT = "ก" * 5000
PAGE = f"<p>{TEXT}</p>"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "index.js").write_text(TEXT, encoding="utf-8")
    return tmp_path


@pytest.fixture
def client(home: Path, folder: Path) -> Iterator[TestClient]:
    pages = {"/s/long": PAGE, "/s/short": "short", "/auth/login": PAGE}
    shown = [Route(path, lambda request: HTMLResponse(pages[request.url.path])) for path in pages]
    files = Mount("/static", StaticFiles(directory=folder))
    app = Starlette(routes=[files, *shown], middleware=[Middleware(Front)])
    with TestClient(app) as client:
        yield client


@pytest.mark.parametrize(("accepted", "encoding"), [("gzip, deflate", "gzip"), ("gzip, deflate, br;q=1", "br")])
def test_scripts_and_pages_are_sent_compressed_and_whole(client: TestClient, accepted: str, encoding: str) -> None:
    for path, whole in (("/static/index.js", TEXT), ("/s/long", PAGE)):
        answer = client.get(path, headers={"accept-encoding": accepted})
        assert (answer.headers["content-encoding"], answer.headers["vary"]) == (encoding, "accept-encoding")
        assert answer.text == whole
        assert "content-encoding" not in client.get(path, headers={"accept-encoding": "identity"}).headers


def test_what_is_short_or_about_signing_in_is_sent_as_it_is(client: TestClient) -> None:
    for path in ("/s/short", "/auth/login"):
        assert "content-encoding" not in client.get(path).headers


def test_whoever_asks_for_the_head_alone_spoils_nothing_for_others(client: TestClient) -> None:
    head = client.head("/static/index.js")
    assert (head.status_code, head.content) == (200, b"")
    assert client.get("/static/index.js").text == TEXT


def test_a_body_cut_short_is_not_kept(home: Path, folder: Path) -> None:
    """As when a browser goes away while its file is being read: the next one gets the whole file."""
    cut = True
    whole = StaticFiles(directory=folder)

    async def app(scope: Any, receive: Any, send: Any) -> None:
        if not cut:
            return await whole({**scope, "path": "/index.js"}, receive, send)

        async def sent(message: Any) -> None:
            await send({**message, "body": b""} if message["type"] == "http.response.body" else message)

        await whole({**scope, "path": "/index.js"}, receive, sent)

    front = TestClient(Front(app))
    assert front.get("/static/index.js").content == b""
    cut = False
    assert front.get("/static/index.js").text == TEXT
