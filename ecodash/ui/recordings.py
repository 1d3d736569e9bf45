"""One row of any kind, looked at and recorded: a new one, a correction, or how things stand from a day on."""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import streamlit as st

from ecodash import recording
from ecodash.dates import short_date
from ecodash.kinds import KINDS, Column, Kind
from ecodash.model import Means, Visibility
from ecodash.recording import NOTHING_SEEN, Entry, changed_on
from ecodash.store.change import Value
from ecodash.ui.attaching import announced, attached, file_box, kept, let_go
from ecodash.ui.desk import done, recording_problems
from ecodash.ui.fields import Answers, label_of, side_by_side
from ecodash.ui.page import Page, draw
from ecodash.ui.referring import item_choices
from ecodash.ui.saying import value_in_words

# In the order in which officers need them; a link for an agency has its own form.
RECORDED = (
    "observation", "assignment", "activity", "meeting", "agenda_item", "resolution", "evidence", "auditor", "agency",
    "area", "item", "framework", "dimension", "aspect", "level", "attainment", "body", "phase", "province", "budget",
)  # fmt: skip
_SEEN = "record-seen"
_NEW = ""


def record_form(page: Page) -> None:
    """Choose kind and row, change it, save it."""
    with side_by_side():
        kind = _chosen_kind(page)
        rows = {row["key"]: row for row in page.store.ask("latest_revisions", kind=kind.name, keys=None)}
        key = _chosen_row(page, kind, rows)
    standing = rows.get(key)
    form_key = f"record-{kind.name}-{key}-{st.session_state.setdefault('record-nonce', 0)}"
    seen: dict[str, Any] = st.session_state.setdefault(_SEEN, {})
    if seen.get("form") != form_key:
        st.session_state[_SEEN] = seen = {"form": form_key, "row": standing, "code": secrets.token_hex(5)}
    # What the officer began with, not what somebody recorded meanwhile.
    began = seen["row"]
    place = _place(page, kind, began, form_key)
    with st.form(form_key, border=True):
        answers = Answers(page, form_key)
        with side_by_side():
            row = place | {
                name: answers.of(kind.name, name, _begins(page, kind, name, began), column.is_required)
                for name, column in kind.by_name.items()
                if name not in place and _is_asked(kind, column, began)
            }
        files, public = _files(page, kind, form_key)
        moves = _moves(page, kind, began, form_key)
        note = st.text_input(page.t("record.why"), max_chars=300, key=f"{form_key}-why")
        saved = st.form_submit_button(page.t("record.save"), type="primary")
        over = st.form_submit_button(page.t("record.save_over")) if _is_stale(began, standing) else False
    if _is_stale(began, standing):
        _show_stale(page, kind, began, standing)
    if (saved or over) and answers.are_good():
        if over:
            began = standing
        _save(page, kind, row, began, seen["code"], moves, note.strip(), files, public)


def _chosen_kind(page: Page) -> Kind:
    asked = page.own.get("kind")
    kinds = list(RECORDED)
    name = st.selectbox(
        page.t("record.kind"),
        kinds,
        index=kinds.index(asked) if asked in kinds else 0,
        format_func=lambda kind: page.t(f"kind.{kind}"),
        key=f"record-kind-{page.lang}-{asked}",
    )
    return KINDS[name]


def _chosen_row(page: Page, kind: Kind, rows: dict[str, dict[str, Any]]) -> str:
    asked = page.own.get("key", _NEW)
    keys = [_NEW, *_in_selection(page, kind, rows)]
    if asked in rows and asked not in keys:
        keys.append(asked)
    chosen: str = st.selectbox(
        page.t("record.row"),
        keys,
        index=keys.index(asked) if asked in keys else 0,
        format_func=lambda key: label_of(page, kind.name, rows[key]) if key else page.t("record.new"),
        key=f"record-row-{kind.name}-{page.lang}-{asked}",
    )
    return chosen


def _in_selection(page: Page, kind: Kind, rows: dict[str, dict[str, Any]]) -> list[str]:
    """The rows within the area and the item of the address, the latest recorded first."""
    s = page.selection
    wanted = {"area": s.area, "item": s.item} if kind.name in ("observation", "assignment", "evidence") else {}
    found = [r for r in rows.values() if all(v in (None, r.get(c)) for c, v in wanted.items())]
    return [row["key"] for row in sorted(found, key=lambda row: -row["rev"])]


def _place(page: Page, kind: Kind, began: dict[str, Any] | None, form_key: str) -> dict[str, Value]:
    """Framework and item, asked before the form, since the one decides which others there are."""
    if kind.name not in ("observation", "assignment", "evidence"):
        return {}
    if began is not None:
        return {"framework": began["framework"], "item": began["item"]}
    frameworks = {row["code"]: row for row in page.store.ask("latest_revisions", kind="framework", keys=None)}
    codes = list(frameworks)
    framework = st.selectbox(
        page.t("field.framework"),
        codes,
        index=codes.index(page.selection.framework) if page.selection.framework in codes else 0,
        format_func=lambda code: label_of(page, "framework", frameworks[code]),
        key=f"{form_key}-framework",
    )
    items = item_choices(page, framework)
    listed = list(items)
    item = st.selectbox(
        page.t("field.item"),
        listed,
        index=listed.index(page.selection.item) if page.selection.item in listed else None,
        format_func=items.__getitem__,
        placeholder=page.t("field.choose"),
        key=f"{form_key}-item-{framework}",
    )
    return {"framework": framework, "item": item}


def _begins(page: Page, kind: Kind, column: str, began: dict[str, Any] | None) -> Value:
    """What a field holds at first: what stands, or what the address and the day suggest."""
    if began is not None:
        value: Value = began[column]
        return value
    if column == "area" and column in kind.columns:
        return page.selection.area or page.selection.focus
    if column == "agency":
        return page.selection.agency
    if column in ("assigned_on", "held_on") or (kind.name == "observation" and column == "effective_on"):
        return page.store.today()
    if column == "visibility":
        return Visibility.PUBLIC
    return {"status": "planned" if kind.name == "activity" else "open"}.get(column)


def _is_asked(kind: Kind, column: Column, began: dict[str, Any] | None) -> bool:
    """Not what the program fills in, nor the identity of a row that is there already."""
    return column.is_asked and (began is None or column.name not in kind.key)


def _files(page: Page, kind: Kind, form_key: str) -> tuple[Sequence[Any], bool]:
    """Files to attach, and whether every reader may see them; nothing for kinds that have none."""
    if not kind.takes_files:
        return [], False
    files = file_box(page, form_key)
    if kind.name == "evidence":
        return files, False
    return files, st.checkbox(page.t("record.files_public"), key=f"{form_key}-public")


def _moves(page: Page, kind: Kind, began: dict[str, Any] | None, form_key: str) -> date | None:
    """From which day a change holds; None: it corrects what stands, from the day on which that holds."""
    if began is None or not kind.has_course:
        return None
    today = changed_on(began, page.store.today())
    labels = {True: page.t("record.from_today", day=short_date(today, page.lang)), False: page.t("record.correct")}
    changed = st.radio(page.t("record.holds"), [True, False], format_func=labels.__getitem__, key=f"{form_key}-moves")
    return today if changed else None


def _save(
    page: Page,
    kind: Kind,
    row: dict[str, Value],
    began: dict[str, Any] | None,
    code: str,
    moves: date | None,
    note: str,
    files: Any,
    public: bool,
) -> None:
    if "item" in kind.key and row.get("item") is None:
        st.error(page.t("field.missing", label=page.t("field.item")))
        return
    entry = entry_of(kind, row, began, code, moves)
    with recording_problems(page):
        try:
            (entry,) = recording.completed(page.store, [entry])
            recording.check(page.store, page.principal, [entry, *_evidence(page, entry, files, public, announced)])
            if kind.name == "evidence" and files:
                entry = replace(entry, row={**entry.row, **kept(page, files[0])})
            entries = [entry, *_evidence(page, entry, files, public, attached)]
            made = recording.record(page.store, page.principal, entries, Means.EDIT, note=note or None)
        except recording.Stale as stale:
            _show_stale(page, kind, began, stale.revisions[0][1])
            return
        let_go(files or [])
        st.session_state["record-nonce"] += 1
        if made.change is None:
            done(page, "record.unchanged")
        else:
            done(page, "record.saved", change=made.change.id)


def entry_of(
    kind: Kind, row: dict[str, Value], began: dict[str, Any] | None, code: str = "", moves: date | None = None
) -> Entry:
    """What a form says: what stood when it was opened, and what was typed over it.

    ``code`` names a new piece of evidence; ``moves`` is the day from which a change holds (None: a correction).
    """
    whole: dict[str, Value] = {column: began[column] for column in kind.all_columns} if began else {}
    whole |= row
    if began is None and kind.name == "evidence":
        whole["code"] = f"ev-{code}"
    if moves is not None:
        whole["effective_on"] = moves
    return Entry(kind.name, whole, seen=began["rev"] if began else NOTHING_SEEN)


def _evidence(page: Page, entry: Entry, files: Any, public: bool, rows: Callable[..., list[Entry]]) -> list[Entry]:
    """The rows of the attached files, by ``attached`` or, before they are kept, by ``announced``."""
    if not files or entry.kind == "evidence":
        return []
    row = entry.row
    about: dict[str, Any] = {name: row.get(name) for name in ("area", "framework", "item")}
    if entry.kind in ("observation", "activity", "resolution"):
        about[entry.kind] = row["code"]
    day = row["effective_on"] or page.store.today()
    visibility = Visibility.PUBLIC if public else Visibility.INTERNAL
    return rows(page, files, visibility=visibility, evidence_on=day, **about)


def _is_stale(began: dict[str, Any] | None, standing: dict[str, Any] | None) -> bool:
    return (began["rev"] if began else 0) != (standing["rev"] if standing else 0)


def _show_stale(page: Page, kind: Kind, began: dict[str, Any] | None, now: dict[str, Any] | None) -> None:
    """What somebody else changed since the form was opened; nothing typed here is lost."""
    before, after = began or {}, now or {}
    changed = [
        (column, *(value_in_words(page, kind.name, column, row.get(column)) for row in (before, after)))
        for column in kind.all_columns
        if before.get(column) != after.get(column)
    ]
    log = page.store.ask("change_log", before=after["change_id"] + 1, most=1) if after else []
    draw(page, "stale.html", changed=changed, by=log[0] if log else None)
