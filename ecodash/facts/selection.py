"""The one selection of all screens and answers, written back as codes into their links."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from urllib.parse import urlencode

from ecodash.facts import lists
from ecodash.facts.rows import AreaRow, MeetingRow
from ecodash.language.text import LANGUAGES
from ecodash.store.store import Store

_ADDED = ("fbclid", "gclid", "openExternalBrowser")


PARAMETERS = (
    "area",
    "phase",
    "province",
    "fy",
    "framework",
    "item",
    "agency",
    "as_of",
    "eve",
    "known_at",
    "vs",
    "lang",
    "demo",
)


# What ``known_at`` says for «as known on the day shown», so that it goes along when another day is chosen.
THAT_DAY = "as_of"


@dataclass(frozen=True)
class Selection:
    """What is looked at. None leaves a side open.

    ``framework`` and ``as_of`` always hold a value; ``given`` has only what the query said, so that
    links stay short and defaults stay defaults. ``focus`` is the one area of screens about one area.
    ``is_eve``: ``as_of`` is the day before the day or meeting that was asked for, which is seen as it began.
    ``known_at`` is the moment up to which what was recorded counts (UTC without zone); None: now.
    """

    framework: str
    as_of: date
    area: str | None = None
    phase: str | None = None
    province: str | None = None
    fy: int | None = None
    item: str | None = None
    agency: str | None = None
    is_eve: bool = False
    known_at: datetime | None = None
    vs: date | None = None
    lang: str = "th"
    demo: bool = False
    focus: str | None = None
    given: tuple[tuple[str, str], ...] = ()

    @property
    def is_narrowed(self) -> bool:
        """Areas are left out."""
        return bool(self.area or self.phase or self.province)

    @property
    def asked_on(self) -> date:
        """The day or the day of the meeting that was asked for, be it seen as it began or as it ended."""
        return self.as_of + timedelta(days=1) if self.is_eve else self.as_of

    def link(self, screen: str = "", **changed: str | int | None) -> str:
        """``/criteria?area=…&item=6``: this selection on a screen, with some of it changed or (None) dropped.

        ``screen`` "" is the overview.
        """
        kept = dict(self.given)
        if "as_of" in changed:
            # Another day or meeting is looked at as it ended.
            kept.pop("eve", None)
        for parameter, value in changed.items():
            kept.pop(parameter, None)
            if value is not None:
                kept[parameter] = str(value)
        if "as_of" not in kept and kept.get("known_at") == THAT_DAY:
            del kept["known_at"]
        query = urlencode([(p, kept[p]) for p in PARAMETERS if p in kept])
        return f"/{screen}" + (f"?{query}" if query else "")


def is_added_on_the_way(parameter: str) -> bool:
    """Whether a chat or an advertisement put a parameter behind a link that somebody passed on; it says nothing."""
    return parameter in _ADDED or parameter.startswith("utm_")


def wants_demo(query: Mapping[str, str]) -> bool:
    """Which store a query is about; anything but 1 is the real one."""
    return query.get("demo") == "1"


def language(query: Mapping[str, str]) -> str:
    """The language of a query; Thai unless it says English."""
    return query["lang"] if query.get("lang") in LANGUAGES else LANGUAGES[0]


def areas_selected(store: Store, selection: Selection) -> tuple[AreaRow, ...]:
    """The areas within area, phase and province."""
    return tuple(
        row
        for row in lists.areas(store, selection.as_of)
        if selection.area in (None, row["code"])
        and selection.phase in (None, row["phase"])
        and selection.province in (None, row["province"])
    )


def place_of(store: Store, selection: Selection, day: date | None) -> MeetingRow | None:
    """The meeting about the focus area that was held on the day, so that the day can be named by it."""
    if selection.focus is None or day is None:
        return None
    meetings = lists.meetings_of_area(store, selection.focus, selection.asked_on)
    return next((row for row in meetings if row["held_on"] == day), None)
