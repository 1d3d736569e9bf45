"""The demonstration as a place to practise: written to like the real store, and reset on request."""

from ecodash import stores
from ecodash.ui.desk.frame import done
from ecodash.ui.page import Page


def reset_practice(page: Page) -> None:
    """A fresh demonstration for everybody."""
    if page.principal.is_officer:
        stores.reset_demo()
        done(page, "desk.reset_done")
