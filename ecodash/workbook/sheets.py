"""The sheets of the workbook and their columns: the one declaration that reading and writing go by."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, cached_property
from pathlib import Path

from ecodash.model import ActivityKind, ActivityStatus, AssignmentStatus, ItemType, Result
from ecodash.text import t
from ecodash.workbook.problems import Word

# Where the words of a closed list live; an area's kind is an open one.
_WORDS: dict[str, tuple[str, ...]] = {
    "result": ("result", "result_short"),
    "activity_status": ("activity_status",),
    "assignment": ("assignment",),
    "activity_kind": ("activity_kind",),
    "item_type": ("item_type",),
    "area_kind": ("area_kind",),
}
_SAID = Path(__file__).with_name("said.toml")
_AREA_KINDS = ("town", "sez", "estate", "zone")


@dataclass(frozen=True)
class Column:
    """One column. ``reads`` names how its cells are read; ``stored`` is the column of the store.

    ``refers`` is the kind of row that the cell names; ``codes`` the closed list whose words under
    ``words`` it takes.
    """

    name: str
    reads: str = "text"
    required: bool = False
    stored: str = ""
    refers: str = ""
    codes: tuple[str, ...] = ()
    words: str = ""
    word: str = ""

    @cached_property
    def column(self) -> str:
        """The column of the store."""
        return self.stored or self.name

    @cached_property
    def title(self) -> Word:
        """The key of the heading's words."""
        return Word(f"column.{self.word or self.name}")

    def heading(self, lang: str) -> str:
        """The heading as people see it, required ones with a star."""
        return t(lang, self.title) + ("*" if self.required else "")

    def label(self, code: str, lang: str) -> str:
        """The word for a code of the closed list; the code itself when it is none of them."""
        return t(lang, self.word_for(code)) if code in self.codes else code

    def word_for(self, code: str) -> Word:
        """The key of the word for a code of the closed list."""
        return Word(f"{self.words}.{code}")

    def labels(self) -> Iterator[tuple[str, str]]:
        """Every word that stands for a code, with the code."""
        for code in self.codes:
            yield code, code
            for section in _WORDS[self.words]:
                yield from ((t(lang, f"{section}.{code}"), code) for lang in ("th", "en"))
            yield from ((word, code) for word in _said().get(self.words, {}).get(code, ()))


@cache
def _said() -> dict[str, dict[str, list[str]]]:
    """Words that people write beside those of the screens: list → code → words."""
    found: dict[str, dict[str, list[str]]] = tomllib.loads(_SAID.read_text(encoding="utf-8"))
    return found


@dataclass(frozen=True)
class Sheet:
    """One sheet: the kind of row in it and which columns of the store tell its rows apart."""

    name: str
    kind: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    def title(self, lang: str) -> str:
        return t(lang, f"sheet.{self.name}")

    @cached_property
    def by_stored(self) -> dict[str, Column]:
        return {column.column: column for column in self.columns}

    @cached_property
    def key_columns(self) -> tuple[Column, ...]:
        return tuple(self.by_stored[name] for name in self.key)


def _closed(name: str, codes: type[StrEnum], words: str, required: bool = False) -> Column:
    return Column(name, "choice", required, codes=tuple(codes), words=words)


def _names(name: str, refers: str, required: bool = False) -> Column:
    return Column(name, "reference", required, refers=refers)


_CODE = Column("code", "code", required=True)
_NOTE = Column("note")
_SOURCE = Column("source")
_ITEM = (
    _names("area", "area", required=True),
    _names("framework", "framework", required=True),
    Column("item", "item", required=True),
)

SHEETS: dict[str, Sheet] = {
    sheet.name: sheet
    for sheet in (
        Sheet(
            "criteria_status",
            "observation",
            ("area", "framework", "item", "effective_on"),
            (
                *_ITEM,
                _closed("result", Result, "result", required=True),
                Column("score", "number"),
                Column("value", "number"),
                Column("effective_on", "day", required=True),
                Column("evidence"),
                _NOTE,
            ),
        ),
        Sheet(
            "activities",
            "activity",
            ("code",),
            (
                _CODE,
                Column("title", required=True),
                _names("area", "area", required=True),
                Column("fiscal_year", "fiscal_year", required=True),
                _closed("kind", ActivityKind, "activity_kind"),
                Column("planned_start", "day"),
                Column("planned_end", "day"),
                Column("actual_start", "day"),
                Column("actual_end", "day"),
                _closed("status", ActivityStatus, "activity_status", required=True),
                Column("planned_baht", "money"),
                Column("allocated_baht", "money"),
                Column("disbursed_baht", "money"),
                Column("fund_source"),
                _names("lead_agency", "agency"),
                Column("partner_agencies", "references", refers="agency"),
                Column("items", "items"),
                Column("target", "number"),
                Column("result_value", "number"),
                Column("unit"),
                _NOTE,
            ),
        ),
        Sheet(
            "assignments",
            "assignment",
            ("area", "framework", "item", "agency", "assigned_on"),
            (
                *_ITEM,
                _names("agency", "agency", required=True),
                Column("task", required=True),
                Column("assigned_on", "day", required=True),
                Column("due_on", "day"),
                _names("resolution", "resolution"),
                _closed("status", AssignmentStatus, "assignment"),
                _NOTE,
            ),
        ),
        Sheet(
            "meetings",
            "meeting",
            ("code",),
            (
                _CODE,
                _names("body", "body", required=True),
                Column("number", "meeting_number", required=True),
                Column("held_on", "day", required=True),
                Column("venue"),
                Column("chair"),
                _NOTE,
            ),
        ),
        Sheet(
            "resolutions",
            "resolution",
            ("code",),
            (
                _CODE,
                _names("meeting", "meeting", required=True),
                Column("agenda_item"),
                Column("text", required=True),
                _names("agency", "agency"),
                Column("due_on", "day"),
                _names("sent_up_to", "body"),
                _closed("status", AssignmentStatus, "assignment"),
            ),
        ),
        Sheet(
            "auditors",
            "auditor",
            ("code",),
            (
                _CODE,
                Column("name", required=True),
                Column("registration_no"),
                Column("registered_on", "day"),
                Column("expires_on", "day"),
                _names("area", "area"),
                _NOTE,
            ),
        ),
        Sheet(
            "agencies",
            "agency",
            ("code", "effective_on"),
            (
                _CODE,
                Column("name_th", required=True),
                Column("name_en"),
                Column("short_name"),
                Column("valid_from", "day", stored="effective_on"),
            ),
        ),
        Sheet(
            "areas",
            "area",
            ("code",),
            (
                _CODE,
                Column("name_th", required=True),
                Column("name_en"),
                _names("phase", "phase"),
                _names("province", "province", required=True),
                Column("district"),
                Column("subdistrict"),
                Column("kind", "open_choice", codes=_AREA_KINDS, words="area_kind"),
                Column("lat", "latitude"),
                Column("lon", "longitude"),
                _SOURCE,
            ),
        ),
        Sheet(
            "items",
            "item",
            ("framework", "item"),
            (
                _names("framework", "framework", required=True),
                Column("edition"),
                Column("dimension", "within", refers="dimension"),
                Column("aspect", "within", refers="aspect"),
                Column("item", "item", required=True),
                Column("text_th", required=True),
                Column("text_en"),
                _closed("type", ItemType, "item_type"),
                Column("unit", word="item_unit"),
                Column("target", "number"),
                Column("level", "within", refers="level"),
                _SOURCE,
            ),
        ),
    )
}
