"""Garbage is collected when nobody is reading: it walks through everything remembered, and each page would wait."""

import gc
import threading
import time

_EVERY, _QUIET = 60.0, 5.0


class Pages:
    """When pages ran, to know when none does. ``now`` is a clock in seconds that never goes back."""

    def __init__(self) -> None:
        self._ran_at = self._collected_at = float("-inf")

    def ran(self, now: float) -> None:
        """A page begins."""
        self._ran_at = now

    def collected(self, now: float) -> None:
        """What pages left behind until now is gone."""
        self._collected_at = now

    def wait(self, now: float) -> float:
        """In how many seconds to collect what pages left behind, or to ask again; 0: at once."""
        if self._ran_at <= self._collected_at:
            return _EVERY
        return max(0.0, self._collected_at + _EVERY - now, self._ran_at + _QUIET - now)


pages = Pages()


def page_runs() -> None:
    """Say that a page runs."""
    pages.ran(time.monotonic())


def collect_when_idle(stopping: threading.Event) -> None:
    """Until ``stopping`` is set, at most once a minute and never while pages run; for a thread of its own."""
    while not stopping.wait(pages.wait(time.monotonic())):
        if pages.wait(time.monotonic()) > 0:
            continue
        # Before: what a page leaves behind while this walks is for the next time.
        pages.collected(time.monotonic())
        gc.collect()
