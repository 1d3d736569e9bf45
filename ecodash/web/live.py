"""Waiting for a change, for whoever follows live."""

import asyncio
from contextlib import suppress
from functools import partial

from anyio import move_on_after

from ecodash.store.store import Store

_WAITED = 6.0


async def changes_after(store: Store, known: str | None) -> int:
    """The number of changes as soon as it is not the one that is known, or a few seconds later.

    To wait here costs next to nothing; to ask every second does not.
    """
    changed = asyncio.Event()
    with store.telling(partial(_wake, asyncio.get_running_loop(), changed)):
        if known == str(store.version):
            with move_on_after(_WAITED):
                await changed.wait()
    return store.version


def _wake(loop: asyncio.AbstractEventLoop, changed: asyncio.Event) -> None:
    # Changes are recorded in other threads. Where the server is stopping nobody waits any more.
    with suppress(RuntimeError):
        loop.call_soon_threadsafe(changed.set)
