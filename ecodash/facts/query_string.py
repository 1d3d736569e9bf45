"""From a query string to a selection: what is meant, what was not understood, what stands in its place."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from difflib import get_close_matches
from typing import Any

from ecodash.domain.dates import as_gregorian, end_of_day, is_fiscal_year, parse_iso, parse_moment
from ecodash.domain.vocabulary import HOME_AREA, HOME_FRAMEWORK
from ecodash.facts import lists
from ecodash.facts.selection import PARAMETERS, THAT_DAY, Selection, areas_selected, is_added_on_the_way
from ecodash.language.text import LANGUAGES
from ecodash.store.as_known import as_known
from ecodash.store.store import Store


@dataclass(frozen=True)
class Misread:
    """A part of a query that cannot be used, and what is shown instead (empty: it is left out).

    ``reason`` is the key of a sentence that says why, where the value itself was understood.
    """

    parameter: str
    value: str
    shown: str = ""
    reason: str = ""


def read_selection(store: Store, query: Mapping[str, str]) -> tuple[Selection, list[Misread]]:
    """The nearest sensible selection to a query, and what of the query was not understood."""
    return _Reader(store, query).read()


class _Reader:
    """Reads one query; every ``_…`` method takes a parameter and notes what it could not use."""

    def __init__(self, store: Store, query: Mapping[str, str]) -> None:
        self.store = self.seen = store
        self.query = {name: value.strip() for name, value in query.items() if value.strip()}
        self.given: dict[str, str] = {}
        self.misread: list[Misread] = []

    def read(self) -> tuple[Selection, list[Misread]]:
        self.misread += [
            Misread(name, value)
            for name, value in self.query.items()
            if name not in PARAMETERS and not is_added_on_the_way(name)
        ]
        lang = self._one_of("lang", LANGUAGES) or LANGUAGES[0]
        if self._one_of("demo", ("1", "0")) == "0":
            self.given.pop("demo")
        today = self.store.today()
        as_of = self._day("as_of", today) or today
        is_eve = self._one_of("eve", ("1", "0")) == "1" and "as_of" in self.given
        as_of -= timedelta(days=is_eve)
        if not is_eve:
            self.given.pop("eve", None)
        known_at = self._moment(as_of)
        self.seen = as_known(self.store, known_at)
        selection = Selection(
            framework=self._framework(as_of),
            as_of=as_of,
            is_eve=is_eve,
            known_at=known_at,
            area=self._code("area", lists.areas(self.store, as_of)),
            phase=self._code("phase", lists.phases(self.store, as_of)),
            province=self._province(as_of),
            fy=self._fiscal_year(),
            agency=self._code("agency", lists.agencies(self.store, as_of)),
            lang=lang,
            demo=self.store.is_demo,
        )
        selection = self._without_contradiction(selection)
        selection = replace(selection, item=self._item(selection), focus=self._focus(selection))
        selection = replace(selection, vs=self._compared(selection))
        return replace(selection, given=tuple(self.given.items())), self.misread

    def _one_of(self, name: str, allowed: Iterable[str]) -> str | None:
        value = self.query.get(name)
        if value is None:
            return None
        if value not in allowed:
            self.misread.append(Misread(name, value))
            return None
        self.given[name] = value
        return value

    def _code(self, name: str, rows: Iterable[Mapping[str, Any]]) -> str | None:
        value = self.query.get(name)
        if value is None:
            return None
        codes = [row["code"] for row in rows]
        if value in codes:
            self.given[name] = value
            return value
        near = next(iter(get_close_matches(value.lower(), codes, n=1, cutoff=0.8)), None)
        self.misread.append(Misread(name, value, near or ""))
        if near:
            self.given[name] = near
        return near

    def _province(self, day: date) -> str | None:
        rows = lists.provinces(self.store, day)
        value = self.query.get("province", "")
        for row in rows:
            if value and value.casefold() in (row["code"], row["name_th"], (row["name_en"] or "").casefold()):
                self.given["province"] = row["code"]
                return str(row["code"])
        return self._code("province", rows)

    def _framework(self, day: date) -> str:
        rows = lists.frameworks(self.store, day)
        codes = [row["code"] for row in rows]
        default = HOME_FRAMEWORK if HOME_FRAMEWORK in codes or not codes else codes[0]
        return self._code("framework", rows) or default

    def _fiscal_year(self) -> int | None:
        value = self.query.get("fy")
        if value is None:
            return None
        if not (len(value) == 4 and value.isascii() and value.isdigit() and is_fiscal_year(int(value))):
            self.misread.append(Misread("fy", value))
            return None
        self.given["fy"] = value
        return int(value)

    def _item(self, selection: Selection) -> str | None:
        items = lists.framework_items(self.store, selection.framework, selection.as_of)
        return self._one_of("item", [row["item"] for row in items])

    def _day(self, name: str, today: date) -> date | None:
        value = self.query.get(name)
        if value is None:
            return None
        meetings = {row["code"]: row["held_on"] for row in lists.meetings(self.store, today)}
        day = parse_iso(value) or meetings.get(value)
        if day is None:
            near = as_gregorian(value)
            self.misread.append(Misread(name, value, near.isoformat() if near else ""))
            if near:
                self.given[name] = near.isoformat()
            return near
        self.given[name] = value
        return day

    def _moment(self, as_of: date) -> datetime | None:
        """Up to when what was recorded counts: a moment, or the end of a day in Thailand, be it a meeting's."""
        value = self.query.get("known_at")
        if value is None or (value == THAT_DAY and "as_of" not in self.given):
            return None
        if value == THAT_DAY:
            self.given["known_at"] = value
            return end_of_day(as_of)
        moment = parse_moment(value)
        if moment is None:
            day = self._day("known_at", self.store.today())
            return end_of_day(day) if day else None
        self.given["known_at"] = value
        return moment

    def _without_contradiction(self, selection: Selection) -> Selection:
        """An area outside the phase or province asked for: the area is shown, the other left out."""
        area = lists.area_row(self.store, selection.area, selection.as_of) if selection.area else None
        for name in ("phase", "province"):
            wanted = getattr(selection, name)
            if area is not None and wanted is not None and area[name] != wanted:
                self.misread.append(Misread(name, wanted, reason="app.not_in_area"))
                self.given.pop(name, None)
                selection = replace(selection, phase=None) if name == "phase" else replace(selection, province=None)
        return selection

    def _focus(self, selection: Selection) -> str | None:
        codes = [row["code"] for row in areas_selected(self.seen, selection)]
        return HOME_AREA if HOME_AREA in codes else next(iter(codes), None)

    def _compared(self, selection: Selection) -> date | None:
        day = self._day("vs", self.store.today())
        if day is not None and day >= selection.as_of:
            self.misread.append(Misread("vs", self.given.pop("vs"), reason="app.vs_not_before"))
            day = None
        if day is not None or selection.focus is None:
            return day
        meeting = lists.previous_meeting(self.seen, selection.focus, selection.as_of)
        return meeting["held_on"] if meeting else None
