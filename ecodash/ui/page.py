"""What every screen starts from: the selection, the store it is about, its words. Knows no Streamlit."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Any, ClassVar
from urllib.parse import urlencode

from ecodash import facts, identity, manual, sentences
from ecodash.access.roles import READER, Principal
from ecodash.domain.dates import day_shown, fiscal_year_of, thai_day
from ecodash.domain.matters import Matter
from ecodash.domain.progress import ItemState
from ecodash.domain.vocabulary import ActivityKind, ActivityStatus
from ecodash.facts.freshness import Fresh, freshness
from ecodash.facts.selection import place_of
from ecodash.language.item_names import item_name
from ecodash.language.text import Translate, translator
from ecodash.language.unbroken import unbroken
from ecodash.store.store import Store


@dataclass(frozen=True)
class Page:
    """One run of one screen. ``screen`` is its file's name, "" for the overview.

    ``own`` are the parameters of the address that only this screen knows. ``address`` is where others open the
    dashboard, without a slash at its end.
    """

    store: Store
    selection: facts.Selection
    misread: tuple[facts.Misread, ...]
    screen: str
    principal: Principal = READER
    own: Mapping[str, str] = field(default_factory=dict)
    address: str = ""
    # On the open web stands neither who recorded what nor what only a server can answer.
    is_published: bool = False
    OLD_DAYS: ClassVar[int] = 135

    # The lists of which a screen's own parameters name a code.
    OWN_CODES: ClassVar[Mapping[str, Mapping[str, type[StrEnum]]]] = {
        "activities": {"kind": ActivityKind, "status": ActivityStatus}
    }

    @property
    def lang(self) -> str:
        return self.selection.lang

    @property
    def not_understood(self) -> tuple[facts.Misread, ...]:
        """What the address says that this screen does not know."""
        codes = self.OWN_CODES.get(self.screen, {})
        asked = {name: self.own[name] for name in codes if self.own.get(name)}
        return (*self.misread, *(facts.Misread(n, value) for n, value in asked.items() if value not in tuple(codes[n])))

    @property
    def t(self) -> Translate:
        return translator(self.lang)

    @property
    def day(self) -> date:
        return self.selection.as_of

    def agencies(self) -> Mapping[str, Mapping[str, Any]]:
        return facts.agency_names(self.store, self.day)

    def compared(self) -> str:
        """The day compared with, within a sentence."""
        vs = self.selection.vs
        return sentences.meeting_phrase(place_of(self.store, self.selection, vs), vs, self.lang) if vs else ""

    def as_of_label(self) -> str:
        """The day shown, with the meeting held on it, and whether it is seen as it began or as it was known then."""
        meeting = place_of(self.store, self.selection, self.day)
        day = sentences.meeting_label(meeting, self.lang) if meeting else day_shown(self.day, self.lang)
        return unbroken(" · ".join(filter(None, (day, self.seen_as()))))

    def seen_as(self) -> str:
        """That the day is seen as it began, or as it was known at a moment; empty where it is neither."""
        meeting = place_of(self.store.whole, self.selection, self.selection.asked_on)
        return sentences.seen_as(meeting, self.selection, self.lang)

    def missing(self) -> tuple[str, str]:
        """That there is nothing to show, and what to do: nothing was recorded by then, or there is no such area."""
        if facts.is_blank(self.store):
            return self.t("seen.blank"), self.t("seen.blank_next")
        if self.selection.phase or self.selection.province:
            return self.t("brief.none_chosen"), self.t("brief.none_chosen_next")
        return self.t("brief.area_missing"), self.t("brief.area_missing_next")

    def fiscal_year(self) -> int:
        """The fiscal year asked for, or the latest one up to the day shown that anything is recorded of."""
        return facts.year_of(self.store, self.selection)

    def earlier_year(self) -> str:
        """That an earlier fiscal year than the day's own is shown, and why; empty where it is its own or was asked."""
        year, now = self.fiscal_year(), fiscal_year_of(self.day)
        return self.t("fy.latest_shown", year=year, now=now) if year < now and not self.selection.fy else ""

    def area_names(self) -> Mapping[str, Mapping[str, Any]]:
        """Area by code."""
        return {row["code"]: row for row in facts.areas(self.store, self.day)}

    def item_name(self, framework: str | None, item: str) -> str:
        """6 น้ำทิ้งรวม: an item by its code; the framework shown when none is named."""
        framework = framework or self.selection.framework
        row: Mapping[str, Any] = facts.items_by_code(self.store, self.day).get((framework, item)) or {"item": item}
        return item_name(row, self.lang)

    def framework_names(self) -> Mapping[str, Mapping[str, Any]]:
        """Framework by code."""
        return {row["code"]: row for row in facts.frameworks(self.store, self.day)}

    def meetings(self) -> Mapping[str, Mapping[str, Any]]:
        """Meeting by code."""
        return {row["code"]: row for row in facts.meetings(self.store, self.day)}

    def bodies(self) -> Mapping[str, Mapping[str, Any]]:
        """Working group or committee by code."""
        return {row["code"]: row for row in facts.bodies(self.store, self.day)}

    def fresh(self, kind: str, area: str | None = None) -> Fresh | None:
        """How new a kind of row is, in one area, in the one selected, or everywhere."""
        return freshness(self.store, self.day, area or self.selection.area).get(kind)

    def is_old(self, fresh: Fresh | None) -> bool:
        """Nothing recorded for longer than a quarter and a half: worth a warning colour."""
        if fresh is None or fresh.recorded_at is None:
            return False
        return (self.store.today() - thai_day(fresh.recorded_at)).days > self.OLD_DAYS

    def is_overdue(self, resolution: Mapping[str, Any]) -> bool:
        """Open and past its due date on the day shown."""
        return facts.is_overdue(resolution, self.day)

    def feed_address(self, link: str) -> str:
        """A feed's address as calendars read it, which cannot type a passphrase."""
        return self.address + identity.feed_address(link)

    def moved(self, kind: str, row: Mapping[str, Any] | ItemState) -> facts.Moved | None:
        """How the due day of a resolution, or of the assignment that speaks for an item, was moved by the day shown."""
        return facts.moved_due(self.store, self.day, kind, vars(row) if isinstance(row, ItemState) else row)

    def moved_matter(self, matter: Matter) -> facts.Moved | None:
        """The same of something owed: of its assignment, or of the resolution that nobody was given by one."""
        if matter.item and matter.agency:
            return self.moved("assignment", {**vars(matter), "assigned_on": matter.since})
        return self.moved("resolution", {"code": matter.resolution}) if matter.resolution else None

    def here(self, **changed: str | int | None) -> str:
        """A link to this very screen with all that its address says, some of the selection changed or dropped."""
        link = self.selection.link(self.screen, **changed)
        return link + (("&" if "?" in link else "?") + urlencode(self.own) if self.own else "")

    def where_link(self, screen: str, where: Iterable[tuple[str, str | None]], anchor: str = "") -> str:
        """A link to one row: its screen, the parameters that single it out, and its place on the page."""
        return self.selection.link(screen, **dict(where)) + (f"#{anchor}" if anchor else "")

    def hit_link(self, hit: facts.Hit) -> str:
        """Where a search result stands; what narrowed the search screen is dropped."""
        wide = {"area": "", "item": "", "agency": "", "phase": "", "province": ""} | dict(hit.where)
        return self.where_link(hit.screen, ((k, v or None) for k, v in wide.items()), hit.anchor)

    def own_with(self, name: str, value: str) -> dict[str, str]:
        """What only this screen knows of the address, with one of it changed, or (empty) dropped."""
        return {own: said for own, said in {**self.own, name: value}.items() if said}

    def brief(self) -> facts.Brief | None:
        """The brief of the area in focus under this selection."""
        s = self.selection
        if s.focus is None:
            return None
        return facts.brief(self.store, s.focus, s.framework, s.as_of, s.vs, s.fy, s.item, s.agency)


def record_link(here: Page, kind: str, key: str | None = None, **selection: str | None) -> str:
    """The form for one row of a kind; without a key, for a new one."""
    return own_link(here, "record", {"kind": kind, **({"key": key} if key else {})}, **selection)


def own_link(
    here: Page, screen: str, own: Mapping[str, str] = MappingProxyType({}), key: object = None, **selection: str | None
) -> str:
    """A screen with parameters that only it knows: ``key`` is the row it is about."""
    link = here.selection.link(screen, **selection)
    asked = urlencode({**own, **({"key": str(key)} if key is not None else {})})
    return link + (("&" if "?" in link else "?") + asked if asked else "")


def how_to(here: Page) -> str:
    """The page of the manual about this very screen."""
    asked = [("lang", "en")] if here.lang == "en" else []
    asked += [("demo", "1")] if here.store.is_demo else []
    return f"/help/{manual.topic_of(here.screen)}" + (f"?{urlencode(asked)}" if asked else "")
