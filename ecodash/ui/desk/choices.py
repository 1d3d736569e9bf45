"""What may stand in a column that names other rows: their codes, with the names people know; and those names."""

from collections.abc import Mapping
from typing import Any

from ecodash import facts, sentences
from ecodash.domain.dates import short_date
from ecodash.domain.kinds import KINDS, REFERENCES
from ecodash.language.text import name, told
from ecodash.ui.page import Page

Choices = Mapping[Any, str]


def choices_for(page: Page, kind: str, column: str) -> Choices | None:
    """Code → name for a column that names rows of another kind; None for any other column."""
    other = REFERENCES.get(kind, {}).get((column,))
    if kind == "agency_link" or other in (None, "observation", "agency_link"):
        return None
    if other in ("activity", "resolution"):
        return _by_title(page, other)
    rows = page.store.ask("latest_revisions", kind=other, keys=None)
    if other == "meeting":
        rows = sorted(rows, key=lambda row: str(row["held_on"] or ""), reverse=True)
        return {row["code"]: meeting_words(page, row) for row in rows}
    return {row["code"]: name(row, page.lang) or row["code"] for row in rows}


def item_choices(page: Page, framework: str) -> Choices:
    """The items of a framework by their code."""
    rows = facts.framework_items(page.store, framework, page.store.today())
    return {row["item"]: page.t("criteria.item_title", item=row["item"]) + _text(page, row) for row in rows}


def list_choices(page: Page, kind: str, column: str) -> Choices | None:
    """Code → name for a column that lists rows of another kind; None for any other column."""
    listed = KINDS[kind].by_name.get(column)
    if listed is None or not listed.is_list:
        return None
    if listed.refers == "item":
        items = facts.items_by_code(page.store, page.store.today())
        return {f"{framework}:{item}": named(page, "item", f"{framework}:{item}") for framework, item in items}
    if listed.refers == "activity":
        return _by_title(page, "activity")
    rows = page.store.ask("latest_revisions", kind=listed.refers, keys=None)
    return {row["code"]: name(row, page.lang) or row["code"] for row in rows}


def _by_title(page: Page, kind: str) -> Choices:
    """Activities and resolutions by what they are, and where they belong: many are called alike."""
    rows = page.store.ask("latest_revisions", kind=kind, keys=None)
    return {row["code"]: row_words(page, kind, row) for row in rows}


def row_words(page: Page, kind: str, row: Mapping[str, Any]) -> str:
    """What people call a row: its name, then what it belongs to; its key only where it has neither."""
    names = (name(row, page.lang, column) for column in ("name", "heading", "text", "item"))
    written = (told(row, page.lang, column) for column in ("title", "text", "name"))
    called = next((words for words in (*names, *written) if words), "")
    # A column of the same name as the kind says its own name.
    about = (named(page, other, row[other]) for other in _BELONGS if other != kind and row.get(other))
    year = str(row["fiscal_year"]) if row.get("fiscal_year") else ""
    return " · ".join(part for part in (_short(called), *about, year) if part) or str(row["key"])


_BELONGS = ("meeting", "area", "framework", "phase")


def named(page: Page, kind: str, code: str) -> str:
    """What people call the row of a kind that a code names; the code itself where nobody gave it a name."""
    known: Mapping[str, Mapping[str, Any]]
    if kind == "agency":
        return sentences.agency_name(page.agencies(), code, page.lang)
    if kind == "item":
        framework, _, item = code.rpartition(":")
        called = page.item_name(framework or None, item)
        other = framework and framework != page.selection.framework
        return f"{called} · {named(page, 'framework', framework)}" if other else called
    if kind in ("area", "framework"):
        known = page.area_names() if kind == "area" else page.framework_names()
        return (sentences.short_name(known[code], page.lang) if code in known else "") or code
    if kind == "meeting" and code in page.meetings():
        return sentences.meeting_label(page.meetings()[code], page.lang)
    row: Mapping[str, Any] = next(iter(page.store.ask("latest_revisions", kind=kind, keys=[code])), {})
    if kind == "meeting" and row:
        return meeting_words(page, row) or code
    called = name(row, page.lang) or told(row, page.lang, "title") or told(row, page.lang, "text")
    return _short(called) or code


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
