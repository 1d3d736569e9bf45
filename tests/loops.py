"""An event loop for a test, also where that of the browser runs in its thread."""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

Result = TypeVar("Result")


def run(doing: Coroutine[Any, Any, Result]) -> Result:
    """What ``asyncio.run`` gives back, from a thread of its own."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, doing).result()
