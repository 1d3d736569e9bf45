"""Fields of our forms: days, numbers and money are typed as people write them and read as a workbook is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

import streamlit as st

from ecodash.domain.dates import short_date
from ecodash.domain.kinds import KINDS
from ecodash.language.text import number, told
from ecodash.sentences import agency_name, short_name
from ecodash.store.typed_row import Value
from ecodash.ui.desk.choices import choices_for, list_choices, meeting_words, named, row_words
from ecodash.ui.desk.values import CODES, field_words, listed, word_of
from ecodash.ui.page import Page
from ecodash.ui.select_boxes import choose_one, choose_several
from ecodash.workbook import cells, days
from ecodash.workbook.problems import Misread, Problem

_LONG_TEXTS = {"text_th", "text_en", "text", "note", "task", "task_en", "evidence", "title", "name_th", "name_en"}


@dataclass
class Answers:
    """The fields of one form, drawn one by one. ``key`` keeps what was typed apart from other forms."""

    page: Page
    key: str
    problems: list[str] = field(default_factory=list)

    def of(self, kind: str, column: str, value: Value, required: bool) -> Value:
        """The widget for one column of a kind, beginning with ``value``; what is in it now."""
        label = field_words(self.page, kind, column) + (" *" if required else "")
        expected = KINDS[kind].all_columns[column]
        if isinstance(expected, type):
            return self.choice(column, label, list(expected), value, lambda v: word_of(self.page, kind, column, v))
        if (kind, column) in CODES:
            words, codes = CODES[kind, column]
            return self.choice(column, label, codes, value, lambda v: self.page.t(f"{words}.{v}"))
        offered = choices_for(self.page, kind, column)
        if offered is not None:
            return self.choice(column, label, list(offered), value, lambda v: offered.get(v, v))
        several = list_choices(self.page, kind, column)
        if several is not None:
            return self.several(column, label, list(several), value, lambda v: several.get(v, v))
        if expected == "date":
            return self.day(column, value if isinstance(value, date) else None, label, not required)
        if expected in ("number", "money", "int"):
            shown = value if isinstance(value, (int, Decimal)) else None
            found: Value = self.number(
                column, shown, label, not required, whole=expected == "int", money=expected == "money"
            )
            return found
        if KINDS[kind].by_name[column].reads == "clock":
            return self.clock(column, str(value or ""))
        return self.text(column, str(value or ""), label, required)

    def text(self, column: str, value: str, label: str, required: bool) -> str | None:
        box = st.text_area if column in _LONG_TEXTS else st.text_input
        typed = box(label, value, max_chars=5000, key=f"{self.key}-{column}").strip()
        if required and not typed:
            self.missing(label)
        return typed or None

    def choice(self, column: str, label: str, options: Sequence[Any], value: Value, words: Any) -> str | None:
        options = [*options, value] if value is not None and value not in options else list(options)
        chosen = choose_one(
            self.page,
            label,
            options,
            key=f"{self.key}-{column}",
            words=words,
            begins=value,
            say=self.problems.append,
        )
        if chosen is None and label.endswith("*"):
            self.missing(label)
        return None if chosen is None else str(chosen)

    def several(self, column: str, label: str, options: Sequence[Any], value: Value, words: Any) -> str | None:
        """Some of the options, as a column that lists rows keeps them."""
        began = listed(value)
        options = [*options, *(code for code in began if code not in options)]
        chosen = choose_several(
            self.page, label, options, key=f"{self.key}-{column}", words=words, begins=began, say=self.problems.append
        )
        # In the order in which they stood: what nobody touched is no change.
        return ";".join(sorted(chosen, key=lambda code: began.index(code) if code in began else len(began))) or None

    def day(self, column: str, value: date | None, label: str | None = None, optional: bool = False) -> date | None:
        """A day typed as people write it: 12 ก.พ. 2567, 12/2/67, 2024-02-12."""
        label = label or self.page.t(f"field.{column}")
        shown = short_date(value, self.page.lang) if value else ""
        typed = st.text_input(label, shown, placeholder=self.page.t("field.day_help"), key=f"{self.key}-{column}")
        if not typed.strip():
            if not optional:
                self.missing(label)
            return None
        found: date | None = self._read(days.day(typed), label, typed)
        return found

    def clock(self, column: str, value: str = "") -> str | None:
        """A time of day typed as people write it: 13.30 น., 9:00."""
        label = self.page.t(f"field.{column}")
        typed = st.text_input(label, value, placeholder=self.page.t("field.clock_help"), key=f"{self.key}-{column}")
        found: str | None = self._read(days.clock(typed), label, typed)
        return found

    def number(
        self,
        column: str,
        value: int | Decimal | None = None,
        label: str | None = None,
        optional: bool = True,
        *,
        whole: bool = False,
        money: bool = False,
    ) -> Any:
        """A number or a sum of money typed as people write it: 1,900,000 · 1.9 ล้านบาท · - (nil)."""
        label = label or self.page.t(f"field.{column}")
        shown = str(value) if whole and value is not None else number(value)
        typed = st.text_input(label, shown, key=f"{self.key}-{column}")
        if typed == shown and value is not None:
            # What is shown may be rounded; what nobody touched stays exactly as it is.
            return value
        if not typed.strip():
            if not optional:
                self.missing(label)
            return None
        found = self._read(cells.money(typed) if money else cells.number(typed), label, typed)
        if whole and found is not None and found != int(found):
            found = self._read(Misread("not_a_number"), label, typed)
        return int(found) if whole and found is not None else found

    def are_good(self) -> bool:
        """Whether everything is there and could be read; says all that is not, at once."""
        if self.problems:
            st.error("\n\n".join(dict.fromkeys(self.problems)))
        return not self.problems

    def missing(self, label: str) -> None:
        """Keep that something was not filled in, to be told with whatever else is wrong."""
        self.problems.append(self.page.t("field.missing", label=label.removesuffix(" *")))

    def _read(self, found: Any, label: str, typed: str) -> Any:
        """What was read, or None with the reason kept."""
        if not isinstance(found, Misread):
            return found
        problem = Problem(None, None, typed, found.code, found.values, found.suggestion).sentence(self.page.lang)
        self.problems.append(self.page.t("field.unreadable", label=label.removesuffix(" *"), problem=problem))
        return None


def side_by_side() -> Any:
    """Two fields beside each other where there is room, one below the other on a phone."""
    return st.grid(2, min_column_width=280)


def label_of(page: Page, kind: str, row: Mapping[str, Any]) -> str:
    """How one row of a kind is called in a list: its name and what it belongs to, never its key where it has one."""
    if kind == "attainment":
        return f"{row_words(page, kind, row)} · {row['year']} · {page.t('level.' + row['aim'])}"
    if kind in ("assignment", "observation"):
        return _about_item(page, row, told(row, page.lang, "task") or _result(page, row))
    if kind == "meeting":
        return meeting_words(page, row) or str(row["key"])
    if kind == "item":
        return f"{page.t('criteria.item_title', item=row['item'])} · {row_words(page, kind, row)}"
    if kind == "agency_link":
        return f"{named(page, 'agency', row['agency'])} · {row['note'] or row['code']}"
    return row_words(page, kind, row)


def _result(page: Page, row: Mapping[str, Any]) -> str:
    return page.t(f"result.{row['result']}") if row.get("result") else ""


def _about_item(page: Page, row: Mapping[str, Any], what: str) -> str:
    """ข้อ 10 · บ้านกลาง · ทต.บ้านกลาง · จัดทำแผน · 12 ก.พ. 2567."""
    area = page.area_names().get(row["area"])
    day = row.get("assigned_on") or row["effective_on"]
    parts = (
        page.t("criteria.item_title", item=row["item"]),
        short_name(area, page.lang) if area else row["area"],
        agency_name(page.agencies(), row["agency"], page.lang) if row.get("agency") else "",
        what,
        short_date(day, page.lang) if day else "",
    )
    return " · ".join(part for part in parts if part)
