"""What may stand in a column that names other rows: their codes, with the names people know."""

from collections.abc import Mapping
from typing import Any

from ecodash import facts
from ecodash.domain.dates import short_date
from ecodash.domain.kinds import REFERENCES
from ecodash.language.text import name, told
from ecodash.ui.page import Page

Choices = Mapping[Any, str]


def choices_for(page: Page, kind: str, column: str) -> Choices | None:
    """Code → name for a column that names rows of another kind; None for any other column."""
    other = REFERENCES.get(kind, {}).get((column,))
    if kind == "agency_link" or other in (None, "observation", "activity", "resolution", "agency_link"):
        return _codes(page, other) if other in ("activity", "resolution") else None
    rows = page.store.ask("latest_revisions", kind=other, keys=None)
    if other == "meeting":
        rows = sorted(rows, key=lambda row: str(row["held_on"] or ""), reverse=True)
        return {row["code"]: meeting_words(page, row) for row in rows}
    return {row["code"]: name(row, page.lang) or row["code"] for row in rows}


def item_choices(page: Page, framework: str) -> Choices:
    """The items of a framework by their code."""
    rows = facts.framework_items(page.store, framework, page.store.today())
    return {row["item"]: page.t("criteria.item_title", item=row["item"]) + _text(page, row) for row in rows}


def _codes(page: Page, kind: str | None) -> Choices:
    rows = page.store.ask("latest_revisions", kind=kind, keys=None)
    return {
        row["code"]: f"{_short(told(row, page.lang, 'title') or told(row, page.lang, 'text'))} · {row['code']}"
        for row in rows
    }


def meeting_words(page: Page, row: Mapping[str, Any]) -> str:
    """คณะทำงาน · 1/2567 · 12 ก.พ. 2567."""
    body = page.bodies().get(row["body"], {})
    day = short_date(row["held_on"], page.lang) if row["held_on"] else ""
    return " · ".join(part for part in (name(body, page.lang), row["number"], day) if part)


def _text(page: Page, row: Mapping[str, Any]) -> str:
    text = name(row, page.lang, "text")
    return f" · {_short(text)}" if text else ""


def _short(text: str) -> str:
    return text if len(text) <= 70 else text[:69] + "…"
