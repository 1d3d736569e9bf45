"""What every HTTP answer passes on its way out, around Streamlit and our own routes. Pure ASGI."""

import asyncio
import gzip
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool

from ecodash.ui.screens import PATHS
from ecodash.web.document import content_security_policy, language_of, localised, not_found
from ecodash.web.pace import Listener, Message, Receive, Send, Visitors
from ecodash.web.visitor import counted_as, may_read, may_upload

Scope = MutableMapping[str, Any]
ASGIApp = Callable[[Scope, Receive, Send], Awaitable[None]]

_CLOSED = ("/_stcore/metrics", "/_stcore/agent")
_UPLOAD = "/_stcore/upload_file"
_SAFE_HEADERS = [
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"x-frame-options", b"SAMEORIGIN"),
    (b"permissions-policy", b"camera=(), microphone=(), geolocation=()"),
]
_FOR_EVER = b"public, max-age=31536000, immutable"
_COMPRESSIBLE = (b"text/", b"application/javascript", b"application/json", b"image/svg")


@dataclass
class _Answer:
    status: int
    headers: list[tuple[bytes, bytes]]
    body: bytes

    def header(self, name: bytes) -> bytes:
        return next((value for key, value in self.headers if key.lower() == name), b"")

    def put(self, name: bytes, value: bytes) -> None:
        self.headers = [(key, old) for key, old in self.headers if key.lower() != name] + [(name, value)]


class Front:
    """Adds security headers, makes the document ours, and sends the bundle compressed."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._compressed: dict[str, tuple[bytes, bytes]] = {}
        self._visitors = Visitors()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            return await self._app(scope, receive, send)
        is_let_in = may_read(scope)
        if scope["type"] == "websocket":
            return await (self._stream(scope, receive, send) if is_let_in else send({"type": "websocket.close"}))
        path: str = scope["path"]
        if not is_let_in:
            return await _send(send, _asked_to_enter(scope))
        if path.startswith(_CLOSED) or (path.startswith(_UPLOAD) and not await run_in_threadpool(may_upload, scope)):
            # Whoever may not write cannot fill this machine's memory with files either.
            return await _send(send, _Answer(404, [], b""))
        answer = await self._collected(scope, receive)
        if path.startswith(("/static/", "/fonts/", "/assets/")):
            self._lighten(answer, path, _accepts_gzip(scope))
        elif answer.header(b"content-type").startswith(b"text/html") and b'id="root"' in answer.body:
            _make_ours(answer, path, scope["query_string"])
        for name, value in _SAFE_HEADERS:
            answer.put(name, value)
        await _send(send, answer, head=scope["method"] == "HEAD")

    async def _stream(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The websocket of one tab, at the pace of a person."""
        who = await run_in_threadpool(counted_as, scope)
        with self._visitors.connected(who) as visitor:
            if visitor is None:
                return await send({"type": "websocket.close", "code": 1013})
            await asyncio.sleep(visitor.opening.take())
            listener = Listener(receive, send, [visitor.runs])
            with listener.listening():
                await self._app(scope, listener.receive, listener.send)

    async def _collected(self, scope: Scope, receive: Receive) -> _Answer:
        answer = _Answer(500, [], b"")

        async def collect(message: Message) -> None:
            if message["type"] == "http.response.start":
                answer.status = message["status"]
                answer.headers = list(message["headers"])
            elif message["type"] == "http.response.body":
                answer.body += message.get("body", b"")

        await self._app(_without_encoding(scope), receive, collect)
        return answer

    def _lighten(self, answer: _Answer, path: str, gzipped: bool) -> None:
        """Files whose name or version changes with their content: kept by browsers, compressed once."""
        if answer.status != 200:
            return
        answer.put(b"cache-control", _FOR_EVER)
        # Asked for its head alone, or by a browser that went away, a file has no body: that is not to be kept.
        is_whole = answer.header(b"content-length") == str(len(answer.body)).encode()
        if not gzipped or not is_whole or not answer.header(b"content-type").startswith(_COMPRESSIBLE):
            return
        tag = answer.header(b"etag")
        kept = self._compressed.get(path)
        if kept is None or kept[0] != tag:
            kept = self._compressed[path] = (tag, gzip.compress(answer.body, 6))
        answer.body = kept[1]
        answer.put(b"content-encoding", b"gzip")
        answer.put(b"vary", b"accept-encoding")


def _without_encoding(scope: Scope) -> Scope:
    headers = [(key, value) for key, value in scope["headers"] if key != b"accept-encoding"]
    return {**scope, "headers": headers}


def _accepts_gzip(scope: Scope) -> bool:
    return any(key == b"accept-encoding" and b"gzip" in value for key, value in scope["headers"])


def _make_ours(answer: _Answer, path: str, query_string: bytes) -> None:
    html = answer.body
    if path.strip("/") in PATHS:
        answer.body = localised(html, query_string)
    else:
        answer.status, answer.body = 404, not_found(language_of(query_string))
    answer.put(b"content-security-policy", content_security_policy(html).encode())
    answer.put(b"cache-control", b"no-cache")
    for stale in (b"etag", b"last-modified"):
        answer.headers = [(key, value) for key, value in answer.headers if key.lower() != stale]


def _asked_to_enter(scope: Scope) -> _Answer:
    """A reader without the passphrase is sent to the page that asks for it, and from there to where they were going."""
    query = scope["query_string"].decode("latin-1")
    wanted = scope["path"] + (f"?{query}" if query else "")
    lang = language_of(scope["query_string"])
    target = f"/auth/enter?{urlencode({'next': wanted, 'lang': lang})}"
    return _Answer(303, [(b"location", target.encode()), (b"cache-control", b"no-store")], b"")


async def _send(send: Send, answer: _Answer, head: bool = False) -> None:
    if not head or answer.body:
        answer.put(b"content-length", str(len(answer.body)).encode())
    await send({"type": "http.response.start", "status": answer.status, "headers": answer.headers})
    await send({"type": "http.response.body", "body": b"" if head else answer.body})
