"""Documents take turns: writing one takes seconds of the processor, and everybody else goes on reading meanwhile.

Those of many areas have turns of their own, so that an agency's sheet never waits for a country's brief.
"""

from collections.abc import Awaitable, Callable

from anyio import CapacityLimiter, to_thread
from starlette.responses import Response

# A document is made in threads of its own, so that signing in, the API and the health check never wait for one.
_TOGETHER = 2
_WAITING = 8
_LARGE_TOGETHER, _LARGE_WAITING = 1, 4
RETRY_AFTER_SECONDS = 10


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
                return await to_thread.run_sync(make, limiter=self._threads)
        finally:
            self._places += 1


documents = Turns(_TOGETHER, _WAITING)
large_documents = Turns(_LARGE_TOGETHER, _LARGE_WAITING)
