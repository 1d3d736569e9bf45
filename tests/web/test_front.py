"""What every answer passes on its way out: files compressed once, and never a file without its body."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles
from starlette.testclient import TestClient

from ecodash.web.gate import Front

TEXT = "ก" * 5000


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "index.js").write_text(TEXT, encoding="utf-8")
    return tmp_path


@pytest.fixture
def client(home: Path, folder: Path) -> Iterator[TestClient]:
    app = Starlette(routes=[Mount("/static", StaticFiles(directory=folder))], middleware=[Middleware(Front)])
    with TestClient(app) as client:
        yield client


def test_a_script_is_sent_compressed_and_whole(client: TestClient) -> None:
    answer = client.get("/static/index.js")
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.text == TEXT
    assert client.get("/static/index.js", headers={"accept-encoding": "identity"}).text == TEXT


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
