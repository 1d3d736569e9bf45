"""What a row needs besides what its form asks: a code, the day from which it holds, the evidence attached to it."""

from datetime import date
from typing import Any

import streamlit as st

from ecodash.kinds import Kind
from ecodash.model import Review, Visibility
from ecodash.recording import Entry
from ecodash.store.change import Value
from ecodash.ui.attaching import attached
from ecodash.ui.convening import is_number_free
from ecodash.ui.page import Page

# Codes made here; people name the other rows themselves.
OWN_CODE = {"observation": "obs", "evidence": "ev"}
# These say themselves from which day they hold: a survey, a renamed agency, an area that joins a phase.
DATED = frozenset({"observation", "agency", "area"})


def whole_row(
    page: Page, kind: Kind, row: dict[str, Value], began: dict[str, Any] | None, code: str, moves: date | None
) -> dict[str, Value]:
    """Every column of the row: what was asked, what stood, what the program adds."""
    whole: dict[str, Value] = {column: began[column] for column in kind.all_columns} if began else {}
    whole |= {column: value for column, value in row.items() if column in kind.all_columns}
    if began is None and kind.name in OWN_CODE:
        whole["code"] = f"{OWN_CODE[kind.name]}-{code}"
    elif began is None and "code" in kind.key and not whole.get("code"):
        whole["code"] = _readable_code(page, kind, whole)
    if kind.name == "observation" and began is None:
        whole["review"] = Review.ACCEPTED
    if moves is not None:
        whole["effective_on"] = max(moves, whole.get("effective_on") or moves)
    if began is None and kind.name not in DATED:
        whole["effective_on"] = _since(page, kind, whole)
    return whole


def _readable_code(page: Page, kind: Kind, row: dict[str, Value]) -> str:
    """A code for a row whose officer gave none: lamphun-ban-klang-2567-03, …-wg-2024-02-12, …-r3."""
    if kind.name == "meeting":
        return f"{row['body']}-{row['held_on']}"
    begins = {
        "activity": f"{row.get('area')}-{row.get('fiscal_year')}-",
        "resolution": f"{row.get('meeting')}-r",
    }.get(kind.name, f"{kind.name}-")
    taken = {each["key"] for each in page.store.ask("latest_revisions", kind=kind.name, keys=None)}
    digits = "02d" if kind.name == "activity" else "d"
    return next(code for n in range(1, len(taken) + 2) if (code := f"{begins}{n:{digits}}") not in taken)


def _since(page: Page, kind: Kind, row: dict[str, Value]) -> Value:
    """From which day a new row holds: the day it speaks of, else always."""
    if kind.name == "resolution":
        meetings = page.store.ask("latest_revisions", kind="meeting", keys=[row["meeting"]])
        return meetings[0]["held_on"] if meetings else None
    return {"assignment": row.get("assigned_on"), "evidence": row.get("evidence_on")}.get(kind.name)


def is_complete(page: Page, kind: Kind, row: dict[str, Value], began: dict[str, Any] | None, files: Any) -> bool:
    """Whether a row of the form can be recorded; says what is missing or taken."""
    if kind.name in ("observation", "assignment") and row.get("item") is None:
        st.error(page.t("field.missing", label=page.t("field.item")))
        return False
    if kind.name in ("assignment", "resolution") and _closes(row, began) and not (row.get("note") or files):
        st.error(page.t("record.closing_needs"))
        return False
    numbered = ("number", "body", "held_on")
    if kind.name == "meeting" and any(row.get(column) != (began or {}).get(column) for column in numbered):
        return is_number_free(page, {"code": None, **row})
    return True


def _closes(row: dict[str, Value], began: dict[str, Any] | None) -> bool:
    return row.get("status") in ("done", "cancelled") and (began is None or began["status"] == "open")


def evidence_of(page: Page, kind: Kind, row: dict[str, Value], files: Any, public: bool) -> list[Entry]:
    if not files or kind.name == "evidence":
        return []
    about: dict[str, Any] = {name: row.get(name) for name in ("area", "framework", "item")}
    if kind.name in ("observation", "activity", "resolution"):
        about[kind.name] = row["code"]
    day = row.get("evidence_on") or row.get("effective_on") or page.store.today()
    visibility = Visibility.PUBLIC if public else Visibility.INTERNAL
    return attached(page, files, visibility=visibility, evidence_on=day, **about)  # type: ignore[arg-type]
