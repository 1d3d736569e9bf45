"""Documents take turns: writing one takes seconds of the processor, and everybody else goes on reading meanwhile.

Those of many areas have turns of their own, so that an agency's sheet never waits for a country's brief.
"""

import threading
from collections.abc import Awaitable, Callable

from anyio import CapacityLimiter, create_task_group, sleep, to_thread
from starlette.responses import Response

from ecodash.documents.apart import Abandoned, is_wanted

# A document is made in threads of its own, so that signing in, the API and the health check never wait for one.
_TOGETHER = 2
_WAITING = 8
_LARGE_TOGETHER, _LARGE_WAITING = 1, 4
RETRY_AFTER_SECONDS = 10
_LOOK_EVERY_SECONDS = 0.5


class Turns:
    """So many at a time, so many who wait, and no more. Used on the event loop alone, so it needs no lock."""

    def __init__(self, together: int, waiting: int) -> None:
        self._limiter = CapacityLimiter(together)
        self._threads = CapacityLimiter(together)
        self._places = together + waiting

    async def take(
        self, make: Callable[[], Response], busy: Callable[[], Response], is_gone: Callable[[], Awaitable[bool]]
    ) -> Response:
        """What ``make`` answers once it is its turn; at once what ``busy`` answers when too many wait already.

        Nothing is made for whoever closed the page while they waited.
        """
        if not self._places:
            answer = busy()
            answer.headers["retry-after"] = str(RETRY_AFTER_SECONDS)
            return answer
        self._places -= 1
        try:
            async with self._limiter:
                if await is_gone():
                    return busy()
                return await self._made_while_wanted(make, busy, is_gone)
        finally:
            self._places += 1

    async def _made_while_wanted(
        self, make: Callable[[], Response], busy: Callable[[], Response], is_gone: Callable[[], Awaitable[bool]]
    ) -> Response:
        """What ``make`` answers; where its document is set apart, that ends once the page is closed."""
        left = threading.Event()

        async def look() -> None:
            while not await is_gone():
                await sleep(_LOOK_EVERY_SECONDS)
            left.set()

        is_wanted.set(lambda: not left.is_set())
        async with create_task_group() as looking:
            looking.start_soon(look)
            answer = await to_thread.run_sync(_tried, make, limiter=self._threads)
            looking.cancel_scope.cancel()
        if isinstance(answer, Abandoned):
            return busy()
        if isinstance(answer, Exception):
            raise answer
        return answer


def _tried(make: Callable[[], Response]) -> Response | Exception | Abandoned:
    """What it answers or what it fails with: raised within a group of tasks, a failure would be a group of failures."""
    try:
        return make()
    except (Exception, Abandoned) as error:
        return error


documents = Turns(_TOGETHER, _WAITING)
large_documents = Turns(_LARGE_TOGETHER, _LARGE_WAITING)
