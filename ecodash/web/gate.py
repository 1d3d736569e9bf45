"""The gate: what every request passes on its way in, around Streamlit and our own routes. Pure ASGI."""

import asyncio
import json
import logging
import uuid
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, TypeVar
from urllib.parse import urlencode

from anyio import CapacityLimiter, to_thread

from ecodash.access.problem import EntryProblem
from ecodash.language.text import t
from ecodash.web.allowed_hosts import READING, problem_of
from ecodash.web.html_document import content_security_policy, language_of, message
from ecodash.web.limits import Listener, Message, Receive, Send, Visitors
from ecodash.web.open_tabs import open_tab
from ecodash.web.responses import Answer, Compressed, Outgoing, encoding_of, send_whole
from ecodash.web.uploads import UPLOAD, Uploads
from ecodash.web.visitor import cookies_of, counted_as, is_open_to_all, may_download, may_read

Scope = MutableMapping[str, Any]
ASGIApp = Callable[[Scope, Receive, Send], Awaitable[None]]

_log = logging.getLogger("ecodash")
_CLOSED = ("/_stcore/metrics", "/_stcore/agent")
# No form of ours is longer; files come by another way, which has a limit of its own.
_LONGEST_BODY = 64 * 1024
_Told = TypeVar("_Told")
_POLICY_VIOLATED, _TRY_LATER = 1008, 1013


class _TooBig(Exception):
    """More was sent than any form of ours holds."""


class Front:
    """Asks who may come in, counts, adds security headers, makes the document ours, and compresses pages and files."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._compressed = Compressed()
        self._visitors = Visitors()
        self._uploads = Uploads()
        # Asking who somebody is may wait for a file, and must neither wait for others' documents nor hold them up.
        self._asking = CapacityLimiter(8)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            return await self._app(scope, receive, send)
        if scope["type"] == "websocket":
            return await self._stream(scope, receive, send)
        out = Outgoing(send, scope["path"], scope["query_string"], scope["method"] == "HEAD")
        try:
            refusal = await self._refusal(scope)
            if refusal is None:
                await self._uploads.passing(scope, receive, out, self._inside)
                await out.finish(self._compressed, encoding_of(_header(scope, b"accept-encoding")))
                return
        except EntryProblem as problem:
            refusal = _sentence(scope, 503, problem.sentence(language_of(scope["query_string"])))
        except _TooBig:
            refusal = _said(scope, 413, "too_big")
        except Exception as error:
            if out.has_begun:
                raise
            code = uuid.uuid4().hex[:8]
            _log.error("request error %s", code, exc_info=error)
            refusal = _said(scope, 500, "failed", code=code)
        await send_whole(send, refusal, scope["method"] == "HEAD")

    async def _inside(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not scope["path"].startswith(UPLOAD):
            receive = _limited(receive)
        await self._app(_without_encoding(scope), receive, send)

    async def _stream(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The websocket of one tab, at the pace of a person."""
        try:
            is_let_in = not await self._asked(problem_of, scope) and await self._asked(may_read, scope)
        except EntryProblem:
            is_let_in = False
        if not is_let_in:
            return await send({"type": "websocket.close", "code": _POLICY_VIOLATED})
        with self._visitors.connected(await self._asked(counted_as, scope)) as visitor:
            if visitor is None:
                return await send({"type": "websocket.close", "code": _TRY_LATER})
            await asyncio.sleep(visitor.opening.take())
            listener = Listener(receive, send, [visitor.runs])
            with listener.listening(), open_tab(cookies_of(scope["headers"]), listener.cut_off):
                await self._app(scope, listener.receive, listener.send)

    async def _refusal(self, scope: Scope) -> Answer | None:
        """Why a request is not answered; None when it is."""
        path: str = scope["path"]
        wrong = problem_of(scope) if scope["method"] in READING else await self._asked(problem_of, scope)
        if wrong:
            return _said(scope, 400, wrong)
        if not is_open_to_all(path) and not await self._asked(may_read, scope):
            return _asked_to_enter(scope)
        if path.startswith(_CLOSED):
            return Answer(404)
        # Backups lie here for the moment in which they are downloaded.
        if path.startswith("/media/") and not await self._asked(may_download, scope):
            return Answer(404)
        return None

    async def _asked(self, question: Callable[[Scope], _Told], scope: Scope) -> _Told:
        return await to_thread.run_sync(question, scope, limiter=self._asking)


def _limited(receive: Receive) -> Receive:
    """A body no longer than any form of ours."""
    left = _LONGEST_BODY

    async def limited() -> Message:
        nonlocal left
        part = await receive()
        left -= len(part.get("body", b""))
        if left < 0:
            raise _TooBig
        return part

    return limited


def _header(scope: Scope, name: bytes) -> bytes:
    return next((value for key, value in scope["headers"] if key == name), b"")


def _without_encoding(scope: Scope) -> Scope:
    headers = [(key, value) for key, value in scope["headers"] if key != b"accept-encoding"]
    return {**scope, "headers": headers}


def _said(scope: Scope, status: int, words: str, **values: object) -> Answer:
    return _sentence(scope, status, t(language_of(scope["query_string"]), f"door.{words}", **values))


def _sentence(scope: Scope, status: int, sentence: str) -> Answer:
    """A sentence for people, or for programs where they ask."""
    if scope["path"].startswith(("/api/", "/healthz", "/openapi.json")):
        body, kind = json.dumps({"error": sentence}, ensure_ascii=False).encode(), b"application/json; charset=utf-8"
    else:
        body, kind = message(language_of(scope["query_string"]), sentence), b"text/html; charset=utf-8"
    headers = [(b"content-type", kind), (b"cache-control", b"no-store")]
    return Answer(status, [*headers, (b"content-security-policy", content_security_policy(b"").encode())], body)


def _asked_to_enter(scope: Scope) -> Answer:
    """A reader without the passphrase is sent to the page that asks for it, and from there to where they were going."""
    query = scope["query_string"].decode("latin-1")
    wanted = scope["path"] + (f"?{query}" if query else "")
    lang = language_of(scope["query_string"])
    target = f"/auth/enter?{urlencode({'next': wanted, 'lang': lang})}"
    return Answer(303, [(b"location", target.encode()), (b"cache-control", b"no-store")])
