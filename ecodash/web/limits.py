"""How much one visitor may ask for over the websocket, so that nobody, by accident or on purpose, stops the others.

Every message that Streamlit gets may start a run of the script, and starting one costs more than sending one. So
messages reach Streamlit at a walking pace; wishes to run the script that a newer one makes pointless are left out;
what a person pressed never is. Whoever floods is cut off, and their page connects anew by itself.
"""

import asyncio
import time
from collections import deque
from collections.abc import Awaitable, Callable, Iterator, MutableMapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

from google.protobuf.message import DecodeError
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

# A person who clicks fast makes three or four messages a second.
_AT_ONCE, _PER_SECOND = 20, 5.0
# Far above what a page sends by itself; reading and leaving out this many costs little.
_HEARD_AT_ONCE, _HEARD_PER_SECOND = 1000, 100.0
_MOST_WAITING = 60
_MOST_WAITING_BYTES = 8 * 1024 * 1024
# A meeting hall or an office has one address, and so has everybody who comes through a proxy that does not say for
# whom: a hundred readers and some second tabs.
_MOST_CONNECTIONS = 150
_RUNS_AT_ONCE, _RUNS_PER_SECOND = 150, 20.0
_OPENED_AT_ONCE, _OPENED_PER_SECOND = 150, 10.0
_NOT_TEXT, _FLOOD, _TOO_BIG = 1003, 1008, 1009
# Values that stand for something pressed: Streamlit's page forgets them as soon as they are sent.
_PRESSES = ("trigger_value", "string_trigger_value", "chat_input_value", "json_trigger_value")


class Bucket:
    """Some at once, then so many a second. ``clock`` counts seconds."""

    def __init__(self, at_once: int, per_second: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._slack = at_once / per_second
        self._step = 1 / per_second
        self._clock = clock
        self._next = clock()

    def take(self) -> float:
        """Take one; the seconds to wait until it counts, zero while there are some left."""
        now = self._clock()
        self._next = max(self._next, now) + self._step
        return max(0.0, self._next - now - self._slack)

    @property
    def is_full(self) -> bool:
        """Whether nothing was taken for so long that a new one would be the same."""
        return self._next <= self._clock()


@dataclass
class Visitor:
    """What one address has open, or one person who is known by a cookie."""

    connections: int = 0
    opening: Bucket = field(default_factory=lambda: Bucket(_OPENED_AT_ONCE, _OPENED_PER_SECOND))
    runs: Bucket = field(default_factory=lambda: Bucket(_RUNS_AT_ONCE, _RUNS_PER_SECOND))

    @property
    def is_forgettable(self) -> bool:
        return not self.connections and self.opening.is_full and self.runs.is_full


class Visitors:
    """Everybody who is connected, or was a moment ago."""

    def __init__(self) -> None:
        self._known: dict[str, Visitor] = {}

    @contextmanager
    def connected(self, who: str) -> Iterator[Visitor | None]:
        """One more connection of somebody; None when they have enough of them."""
        for gone in [name for name, visitor in self._known.items() if visitor.is_forgettable]:
            del self._known[gone]
        visitor = self._known.setdefault(who, Visitor())
        if visitor.connections >= _MOST_CONNECTIONS:
            yield None
            return
        visitor.connections += 1
        try:
            yield visitor
        finally:
            visitor.connections -= 1


class Listener:
    """Stands between a browser's websocket and Streamlit: ``receive`` and ``send`` are what Streamlit gets."""

    def __init__(self, receive: Receive, send: Send, buckets: Sequence[Bucket]) -> None:
        self._from_browser = receive
        self._to_browser = send
        self._buckets = (Bucket(_AT_ONCE, _PER_SECOND), *buckets)
        self._heard = Bucket(_HEARD_AT_ONCE, _HEARD_PER_SECOND)
        self._waiting: deque[Message] = deque()
        self._arrived = asyncio.Event()
        self._is_cut = False

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Messages are read as they come, so that of many only the newest needs to be kept."""
        reading = asyncio.ensure_future(self._read())
        try:
            yield
        finally:
            reading.cancel()

    async def receive(self) -> Message:
        """The next message, when its turn has come."""
        while True:
            while not self._waiting:
                self._arrived.clear()
                await self._arrived.wait()
            if self._waiting[0]["type"] == "websocket.receive":
                await asyncio.sleep(max(bucket.take() for bucket in self._buckets))
            # While it waited its turn the browser may have been cut off, and what it said forgotten.
            if self._waiting:
                return self._waiting.popleft()

    async def send(self, message: Message) -> None:
        """What Streamlit says; nothing once the browser was cut off."""
        if not self._is_cut:
            await self._to_browser(message)

    async def _read(self) -> None:
        closing: Message = {"type": "websocket.disconnect", "code": 1006, "reason": ""}
        try:
            closing = await self._read_until_closed()
        finally:
            # Whatever ended the reading, Streamlit must not wait for more.
            self._put(closing)

    async def _read_until_closed(self) -> Message:
        while (message := await self._from_browser())["type"] != "websocket.disconnect":
            if message["type"] != "websocket.receive":
                self._put(message)
            elif code := self._keep(message):
                await self.cut_off(code)
                return {"type": "websocket.disconnect", "code": code, "reason": ""}
        return message

    def _keep(self, message: Message) -> int:
        """Put a message behind the others; the code to close with when it is too much."""
        if message.get("bytes") is None:
            return _NOT_TEXT
        if self._heard.take() > 0:
            return _FLOOD
        if self._waiting and _is_outdated(self._waiting[-1], message):
            self._waiting[-1] = message
            return 0
        self._put(message)
        if len(self._waiting) > _MOST_WAITING:
            return _FLOOD
        waiting = sum(len(each.get("bytes") or b"") for each in self._waiting)
        # A single one that is too big is told so by Streamlit.
        return _TOO_BIG if len(self._waiting) > 1 and waiting > _MOST_WAITING_BYTES else 0

    def _put(self, message: Message) -> None:
        self._waiting.append(message)
        self._arrived.set()

    async def cut_off(self, code: int) -> None:
        """Close the connection; what was not heard yet is forgotten."""
        self._is_cut = True
        self._waiting.clear()
        # The browser may be gone already.
        with suppress(OSError, RuntimeError):
            await self._to_browser({"type": "websocket.close", "code": code, "reason": ""})


def _is_outdated(old: Message, new: Message) -> bool:
    """Whether an unheard message asks for nothing that the next one does not ask for as well."""
    if old["type"] != "websocket.receive":
        return False
    before, after = _run_asked_for(old), _run_asked_for(new)
    return before is not None and after is not None and covers(after, before)


def covers(new: ClientState, old: ClientState) -> bool:
    """Whether the newer of two wishes to run the script does all that the older would.

    A page sends the value of every widget each time, files of uploaders included. Only what was pressed stands in one
    message alone.
    """
    states = old.widget_states.widgets
    is_told_again = {state.id for state in states} <= {state.id for state in new.widget_states.widgets}
    pressed = any(state.WhichOneof("value") in _PRESSES for state in states)
    # A run of the whole screen runs its parts too, a run of one part not the others.
    wide_enough = new.fragment_id in ("", old.fragment_id)
    # Going back in the history restores the address; a run by itself must not take a person's place.
    same_kind = new.is_history_navigation >= old.is_history_navigation and new.is_auto_rerun <= old.is_auto_rerun
    return is_told_again and not pressed and wide_enough and same_kind


def _run_asked_for(message: Message) -> ClientState | None:
    try:
        told = BackMsg.FromString(message["bytes"])
    except DecodeError:
        return None
    return told.rerun_script if told.WhichOneof("type") == "rerun_script" else None
