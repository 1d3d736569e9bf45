"""The demonstration as a place to practise: written to like the real store, and reset on request."""

from ecodash.store import current
from ecodash.ui.desk import done
from ecodash.ui.page import Page


def reset_practice(page: Page) -> None:
    """A fresh demonstration for everybody."""
    if page.principal.is_officer:
        current.reset_demo()
        done(page, "desk.reset_done")
