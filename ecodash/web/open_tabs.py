"""The tabs that are open, by the cookies they were opened with. Used on the event loop alone, so it needs no lock.

A tab says who sits before it once, when it connects. Where somebody signs in anew in another tab of the same browser,
those that are open connect anew; what is typed in them stays, since the browser keeps it.
"""

from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager

from ecodash import identity

# Service restart: the browser asks again at once.
_AGAIN = 1012
_SAME_BROWSER = tuple(
    prefix + name for prefix in ("", identity.HOST_PREFIX) for name in (identity.SESSION_COOKIE, identity.KNOWN_COOKIE)
)
Close = Callable[[int], Awaitable[None]]

_open: dict[int, tuple[frozenset[str], Close]] = {}


@contextmanager
def open_tab(cookies: Mapping[str, str], close: Close) -> Iterator[None]:
    """While a tab is open."""
    number = id(close)
    _open[number] = _known_by(cookies), close
    try:
        yield
    finally:
        del _open[number]


async def connect_anew(cookies: Mapping[str, str]) -> None:
    """Let every tab of the browser that holds one of these cookies connect with those it has now."""
    known = _known_by(cookies)
    for theirs, close in list(_open.values()):
        if theirs & known:
            await close(_AGAIN)


def _known_by(cookies: Mapping[str, str]) -> frozenset[str]:
    return frozenset(cookies[name] for name in _SAME_BROWSER if cookies.get(name))
