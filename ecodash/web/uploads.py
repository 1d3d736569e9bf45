"""Files on their way into a form: from those who may record, and only so many, for they wait in memory."""

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from anyio import CapacityLimiter, to_thread
from streamlit import runtime

from ecodash.language.text import t
from ecodash.web.html_document import language_of
from ecodash.web.limits import Message, Receive, Send
from ecodash.web.responses import Answer, send_whole
from ecodash.web.visitor import counted_as, may_upload

UPLOAD = "/_stcore/upload_file"
MOST_FILES = 5
MOST_BYTES = 60 * 1024 * 1024
# What a form takes at most, for whoever does not say how much is coming (server.maxUploadSize).
_LARGEST = 20 * 1024 * 1024

Scope = MutableMapping[str, Any]
Inside = Callable[[Scope, Receive, Send], Awaitable[None]]
# The numbers of a tab and of a file in it.
Place = tuple[str, str]


class Uploads:
    """How much everybody who may send files has waiting. Used on the event loop alone, so it needs no lock."""

    def __init__(self) -> None:
        self._waiting: dict[str, dict[Place, int]] = {}
        self._coming: set[Place] = set()
        self._asking = CapacityLimiter(4)

    async def passing(self, scope: Scope, receive: Receive, send: Send, inside: Inside) -> None:
        """Let a request through unless it brings a file from somebody who may not, or one too many."""
        if not scope["path"].startswith(UPLOAD):
            return await inside(scope, receive, send)
        if not await to_thread.run_sync(may_upload, scope, limiter=self._asking):
            # Whoever may not write cannot fill this machine's memory with files either.
            return await send_whole(send, Answer(404))
        if scope["method"] != "PUT":
            return await inside(scope, receive, send)
        who = await to_thread.run_sync(counted_as, scope, limiter=self._asking)
        place, size = _place(scope["path"]), _size(scope)
        if not self._has_room(who, place, size):
            return await send_whole(send, _full(scope))
        await self._taken(who, place, size, inside(scope, receive, _watched(send, lambda: self._drop(who, place))))

    async def _taken(self, who: str, place: Place, size: int, sending: Awaitable[None]) -> None:
        self._waiting.setdefault(who, {})[place] = size
        self._coming.add(place)
        try:
            await sending
        except BaseException:
            self._drop(who, place)
            raise
        finally:
            self._coming.discard(place)

    def _drop(self, who: str, place: Place) -> None:
        self._waiting.get(who, {}).pop(place, None)

    def _has_room(self, who: str, place: Place, size: int) -> bool:
        if place in self._coming:
            return False
        theirs = self._waiting.get(who, {})
        for other in [each for each in theirs if each not in self._coming and not is_waiting(*each)]:
            del theirs[other]
        others = [each for known, each in theirs.items() if known != place]
        return len(others) < MOST_FILES and sum(others) + size <= MOST_BYTES


def is_waiting(session: str, file: str) -> bool:
    """Whether a file still lies in memory for a tab that is open; one for a tab that was closed is let go."""
    if not runtime.exists():
        return False
    files = runtime.get_instance().uploaded_file_mgr
    if not files.get_files(session, [file]):
        return False
    if not runtime.get_instance().is_active_session(session):
        files.remove_session_files(session)
        return False
    return True


def _place(path: str) -> Place:
    session, _, file = path.removeprefix(UPLOAD).strip("/").partition("/")
    return session, file


def _size(scope: Scope) -> int:
    told = next((value for name, value in scope["headers"] if name == b"content-length"), b"")
    return int(told) if told.isdigit() else _LARGEST


def _watched(send: Send, refused: Callable[[], None]) -> Send:
    async def watched(message: Message) -> None:
        if message["type"] == "http.response.start" and not 200 <= message["status"] < 300:
            refused()
        await send(message)

    return watched


def _full(scope: Scope) -> Answer:
    sentence = t(language_of(scope["query_string"]), "door.many_files", most=MOST_FILES)
    return Answer(429, [(b"content-type", b"text/plain; charset=utf-8")], sentence.encode())
