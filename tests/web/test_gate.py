"""The gate before every route: names and pages it answers to, failures, files waiting, what each answer carries."""

import gzip
import importlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket, WebSocketDisconnect
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.uploaded_file_manager import UploadedFileRec
from streamlit.web.server.starlette.starlette_static_routes import create_streamlit_static_assets_routes

from ecodash import identity, stores
from ecodash.access import feed_keys
from ecodash.domain.vocabulary import Role
from ecodash.web import allowed_hosts, api, responses, sign_in, static_files, uploads
from ecodash.web.gate import Front
from loops import run
from survey import surveyed_store

MEGABYTE = 1024 * 1024
NAME, PASSWORD = "สมหญิง", "ลำพูน-หริภุญชัย-2567"


async def fails(request: Request) -> Response:
    raise RuntimeError("password of the database")


async def said(request: Request) -> Response:
    return PlainTextResponse("here")


async def stream(websocket: WebSocket) -> None:
    await websocket.accept()
    await websocket.close()


class Tabs:
    """Stands for Streamlit: which tabs are open, and the files that wait in them."""

    def __init__(self) -> None:
        self.uploaded_file_mgr = MemoryUploadedFileManager("/_stcore/upload_file")
        self.open = {"tab-1", "tab-2"}

    def is_active_session(self, session: str) -> bool:
        return session in self.open

    async def take(self, request: Request) -> Response:
        session, file = request.path_params["session"], request.path_params["file"]
        if request.method == "DELETE":
            self.uploaded_file_mgr.remove_file(session, file)
        else:
            data = await request.body()
            self.uploaded_file_mgr.add_file(session, UploadedFileRec(file, "a.pdf", "application/pdf", data))
        return Response(status_code=204)


@pytest.fixture
def tabs(monkeypatch: pytest.MonkeyPatch) -> Tabs:
    tabs = Tabs()
    monkeypatch.setattr(uploads.runtime, "exists", lambda: True)
    monkeypatch.setattr(uploads.runtime, "get_instance", lambda: tabs)
    return tabs


@pytest.fixture
def client(home: Path, tabs: Tabs) -> Iterator[TestClient]:
    stores.use(surveyed_store())
    stores.use(surveyed_store(), demo=True)
    routes = [
        *api.routes,
        *sign_in.routes,
        *static_files.routes,
        Route("/fails", fails),
        Route("/said", said, methods=["GET", "POST"]),
        Route("/media/{name}", said),
        Route("/_stcore/upload_file/{session}/{file}", tabs.take, methods=["PUT", "DELETE"]),
        WebSocketRoute("/_stcore/stream", stream),
        *create_streamlit_static_assets_routes(""),
    ]
    app = Starlette(routes=routes, middleware=[Middleware(Front)])
    with TestClient(app, base_url="http://localhost:8501", follow_redirects=False) as client:
        yield client


def may_stream(client: TestClient, **headers: str) -> bool:
    told = {name.replace("_", "-"): value for name, value in headers.items()}
    try:
        with client.websocket_connect("/_stcore/stream", headers=told):
            return True
    except WebSocketDisconnect:
        return False


# By which names, from which pages


@pytest.mark.parametrize(
    "host", ["localhost:8501", "127.0.0.1", "192.168.1.20:8501", "[fe80::1]:8501", "ecodash", "PC-LAMPHUN:8501"]
)
def test_this_machine_is_reached_by_number_and_by_plain_name(client: TestClient, host: str) -> None:
    assert may_stream(client, host=host, origin=f"http://{host.lower()}")
    assert client.post("/said", headers={"host": host}).text == "here"


def test_a_page_elsewhere_that_lets_its_name_lead_here_is_refused(client: TestClient) -> None:
    assert not may_stream(client, host="evil.example", origin="http://evil.example")
    for lang, words in (("th", "ไม่รู้จักชื่อ"), ("en", "does not know the name")):
        answer = client.post(f"/said?lang={lang}", headers={"host": "evil.example", "origin": "http://evil.example"})
        assert answer.status_code == 400
        assert words in answer.text


def test_names_that_were_told_and_names_behind_a_proxy_are_served(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    eco = {"host": "eco.lamphun.example", "origin": "https://eco.lamphun.example"}
    assert not may_stream(client, **eco)
    assert may_stream(client, **eco, x_forwarded_for="10.0.0.7")
    for name, value in (
        ("ECODASH_PUBLIC_URL", "https://eco.lamphun.example/"),
        ("ECODASH_HOSTS", "a.example, eco.lamphun.example"),
        ("ECODASH_HOSTS", "*.lamphun.example"),
    ):
        with monkeypatch.context() as told:
            told.setenv(name, value)
            assert may_stream(client, **eco)
            assert client.post("/said", headers=eco).text == "here"
    assert not may_stream(client, **eco)


def test_a_proxy_that_calls_us_by_another_name_says_under_which_it_was_called(client: TestClient) -> None:
    origin = "https://eco.lamphun.example"
    assert not may_stream(client, host="127.0.0.1:8501", origin=origin)
    assert may_stream(client, host="127.0.0.1:8501", origin=origin, x_forwarded_host="eco.lamphun.example")


@pytest.mark.parametrize("origin", ["http://localhost:9999", "http://127.0.0.1:8501", "null", "https://evil.example"])
def test_a_page_of_another_program_of_this_machine_opens_no_websocket(client: TestClient, origin: str) -> None:
    assert not may_stream(client, host="localhost:8501", origin=origin)
    assert may_stream(client, host="localhost:8501", origin="http://localhost:8501")


@pytest.mark.parametrize("wrong", [{"origin": "http://["}, {"host": "["}, {"host": "a:b:c"}, {"host": "a" * 5000}])
def test_an_address_that_is_none_is_refused_with_a_sentence(client: TestClient, wrong: dict[str, str]) -> None:
    assert not may_stream(client, **wrong)
    for path in ("/auth/login", "/said", "/api/v1/areas.json"):
        for method in ("GET", "POST"):
            thai = client.request(method, path, headers=wrong)
            english = client.request(method, f"{path}?lang=en", headers=wrong)
            assert (thai.status_code, english.status_code) == (400, 400)
            assert thai.text != english.text


def test_no_proxy_is_believed_unless_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    config = importlib.import_module("uvicorn").Config
    monkeypatch.delenv("FORWARDED_ALLOW_IPS", raising=False)
    allowed_hosts.believe_no_proxy_unless_told()
    assert seen_behind_a_proxy(config) == "127.0.0.1"
    monkeypatch.setenv("FORWARDED_ALLOW_IPS", "127.0.0.1")
    allowed_hosts.believe_no_proxy_unless_told()
    assert os.environ["FORWARDED_ALLOW_IPS"] == "127.0.0.1"
    assert seen_behind_a_proxy(config) == "10.9.9.9"


def seen_behind_a_proxy(config: Any) -> str:
    """The address that our routes see when this machine says that it speaks for another."""
    seen: list[str] = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        seen.append(scope["client"][0])

    async def nothing(*_: Any) -> Any:
        return {}

    loaded = config(app)
    loaded.load()
    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "client": ("127.0.0.1", 1), "scheme": "http",
        "headers": [(b"x-forwarded-for", b"10.9.9.9")], "http_version": "1.1", "method": "GET", "path": "/",
    }  # fmt: skip
    run(loaded.loaded_app(scope, nothing, nothing))
    return seen[0]


# Failures


def test_a_failure_is_one_page_of_ours_with_a_code_and_nothing_else(client: TestClient) -> None:
    for lang, words in (("th", "แสดงหน้านี้ไม่สำเร็จ"), ("en", "could not be shown")):
        answer = client.get(f"/fails?lang={lang}")
        assert answer.status_code == 500
        assert words in answer.text
        assert "password" not in answer.text
        assert answer.headers["x-content-type-options"] == "nosniff"


# What each answer carries


def test_every_answer_says_how_it_is_to_be_treated(client: TestClient) -> None:
    stores.people().set_passphrase("ประชาชนลำพูนทุกคน", by=NAME)
    for path in ("/said", "/_stcore/metrics", "/healthz", "/auth/enter", "/assets/icon.png"):
        answer = client.get(path)
        assert answer.headers["x-content-type-options"] == "nosniff", path
        assert answer.headers["referrer-policy"] == "same-origin", path
    assert client.get("/healthz").headers["content-security-policy"].startswith("default-src 'none'")


@pytest.mark.parametrize("path", ["/assets/nosuch", "/static/nosuch.js", "/static/index.html", "/fonts/nosuch", "/x/y"])
def test_a_file_that_is_not_there_is_not_found_and_kept_by_nobody(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert "immutable" not in answer.headers.get("cache-control", "")
    assert b'id="root"' not in answer.content
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_our_own_files_are_kept_by_browsers(client: TestClient) -> None:
    answer = client.get("/assets/ecodash.css")
    assert "immutable" in answer.headers["cache-control"]
    assert answer.headers["content-encoding"] == "br"


def test_compressed_files_are_few() -> None:
    compressed = responses.Compressed()
    for n in range(1000):
        answer = responses.Answer(200, [(b"content-length", b"3"), (b"etag", b"x")], b"abc")
        compressed.lighten(answer, f"/static/{n}", b"gzip")
        assert gzip.decompress(answer.body) == b"abc"
    assert len(compressed._kept) <= 600


def test_a_long_answer_goes_on_as_it_comes() -> None:
    """Nothing of a download is held back: each part is there before the next is made."""
    sent: list[bytes] = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"application/zip")]})
        for n in range(5):
            await send({"type": "http.response.body", "body": bytes([n]), "more_body": n < 4})
            assert sent[-1] == bytes([n])

    async def send(message: Any) -> None:
        sent.append(message.get("body", b"start"))

    scope = {"type": "http", "path": "/static/x.zip", "query_string": b"", "method": "GET", "headers": []}
    run(Front(app)(scope, None, send))  # type: ignore[arg-type]
    assert sent == [b"start", *(bytes([n]) for n in range(5))]


def test_a_page_in_many_parts_arrives_whole(home: Path) -> None:
    async def page(request: Request) -> Response:
        return StreamingResponse((b"x" * 1000 for _ in range(1000)), media_type="text/html")

    async def failing(request: Request) -> Response:
        def parts() -> Iterator[bytes]:
            yield b"x"
            raise RuntimeError

        return StreamingResponse(parts(), media_type="text/html")

    routes = [Route("/page", page), Route("/failing", failing), Mount("/", HTMLResponse("-"))]
    with TestClient(Starlette(routes=routes, middleware=[Middleware(Front)])) as client:
        assert client.get("/page").content == b"x" * 1_000_000
        assert client.get("/failing").status_code == 500


def test_health_tells_strangers_no_number(client: TestClient) -> None:
    assert "changes" in client.get("/healthz").json()
    stores.people().set_passphrase("ประชาชนลำพูนทุกคน", by=NAME)
    assert list(client.get("/healthz").json()) == ["status", "store", "version"]
    client.post("/auth/enter", data={"passphrase": "ประชาชนลำพูนทุกคน"}, headers={"origin": "http://localhost:8501"})
    assert "changes" in client.get("/healthz").json()


def test_a_feed_is_read_past_the_passphrase_by_its_own_key(client: TestClient) -> None:
    link = "/calendar.ics?agency=tesaban"
    assert identity.feed_address(link) == link
    stores.people().set_passphrase("ประชาชนลำพูนทุกคน", by=NAME)
    mine, other = identity.feed_address(link), identity.feed_address("/feed.atom?agency=diw")
    assert mine.startswith(f"{link}&key=")
    key = mine.rpartition("=")[2]

    def is_read(address: str) -> bool:
        return client.get(address, follow_redirects=False).status_code != 303

    assert is_read(mine)
    assert is_read(f"{mine}&lang=en")
    # It opens this one feed and nothing else.
    for closed in (link, f"/calendar.ics?key={key}", f"/calendar.ics?agency=diw&key={key}", f"/said?key={key}",
                   f"/feed.atom?agency=tesaban&key={key}", f"{link}&demo=1&key={key}", f"{link}&key=x"):  # fmt: skip
        assert not is_read(closed), closed
    feed_keys.withdraw(stores.people(), "tesaban", NAME)
    assert not is_read(mine)
    assert is_read(identity.feed_address(link))
    assert is_read(other)
    stores.people().set_passphrase("ประชาชนลำพูนทุกคน", by=NAME)
    assert not is_read(other)


def test_a_backup_is_downloaded_by_those_who_sign_in(client: TestClient) -> None:
    assert client.get("/media/abc.zip").status_code == 404
    signed_in(client)
    answer = client.get("/media/abc.zip")
    assert answer.text == "here"
    assert answer.headers["cache-control"] == "no-store"


# Files that wait to be recorded


def signed_in(client: TestClient) -> None:
    stores.people().add(NAME, Role.SECRETARY, PASSWORD, by="-")
    data = {"name": NAME, "password": PASSWORD}
    assert client.post("/auth/login", data=data, headers={"origin": "http://localhost:8501"}).status_code == 303


def put(client: TestClient, place: str, size: int = 10) -> int:
    return client.put(f"/_stcore/upload_file/{place}", content=b"x" * size).status_code


def test_five_files_wait_and_the_sixth_is_refused_until_one_is_gone(client: TestClient, tabs: Tabs) -> None:
    signed_in(client)
    assert [put(client, f"tab-{n % 2 + 1}/{n}") for n in range(6)] == [204] * 5 + [429]
    # One that was sent already may be sent anew.
    assert put(client, "tab-1/0") == 204
    for lang, words in (("th", "5 ไฟล์"), ("en", "5 files")):
        assert words in client.put(f"/_stcore/upload_file/tab-1/9?lang={lang}", content=b"x").text
    assert client.delete("/_stcore/upload_file/tab-1/0").status_code == 204
    assert put(client, "tab-1/6") == 204
    assert put(client, "tab-1/7") == 429
    tabs.open = {"tab-1", "tab-3"}
    assert put(client, "tab-3/8") == 204
    assert tabs.uploaded_file_mgr.get_files("tab-2", ["1", "3"]) == []


def test_sixty_megabytes_wait_and_no_more(client: TestClient, tabs: Tabs) -> None:
    signed_in(client)
    assert [put(client, f"tab-1/{n}", 19 * MEGABYTE) for n in range(4)] == [204, 204, 204, 429]
    assert put(client, "tab-1/5", MEGABYTE) == 204


def test_readers_send_no_files(client: TestClient) -> None:
    assert put(client, "tab-1/1") == 404
