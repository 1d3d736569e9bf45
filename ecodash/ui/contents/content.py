"""A template with its values, and what stands where there is nothing to show."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ecodash.ui.page import Page


@dataclass(frozen=True)
class Content:
    """A template with what it is given besides the page."""

    template: str
    values: Mapping[str, Any] = field(default_factory=dict)


def nothing(title: str, next_step: str) -> Content:
    return Content("nothing.html", {"title": title, "next": next_step})


def no_area(page: Page) -> Content:
    return nothing(*page.missing())
