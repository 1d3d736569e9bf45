"""One row of any kind, looked at and recorded: a new one, a correction, or how things stand from a day on."""

import secrets
from collections.abc import Sequence
from datetime import date
from typing import Any

import streamlit as st

from ecodash import recording
from ecodash.dates import short_date
from ecodash.kinds import KINDS, Kind
from ecodash.model import Means, Review, Visibility
from ecodash.recording import NOTHING_SEEN, Entry
from ecodash.store.change import Value
from ecodash.ui.attaching import attached, file_box, kept, let_go
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
# Codes made here; people name the other rows themselves.
_OWN_CODE = {"observation": "obs", "evidence": "ev"}
_NOT_ASKED = {
    "observation": {"review", "agency_link", "review_note"},
    "evidence": {"sha256", "media_type", "size_bytes", "file_name"},
}
_REQUIRED = {
    "observation": {"area", "framework", "item", "result", "effective_on"},
    "activity": {"title", "area", "fiscal_year", "status"},
    "assignment": {"area", "framework", "item", "agency", "assigned_on", "task", "status"},
    "meeting": {"body", "held_on"},
    "agenda_item": {"meeting", "number", "heading_th"},
    "resolution": {"meeting", "text", "status"},
    "auditor": {"name"},
    "agency": {"code", "name_th"},
    "area": {"code", "name_th", "province"},
    "item": {"framework", "item"},
    "evidence": {"title", "visibility"},
}
# A row that runs its course holds from the day of the change on; any other is corrected as it stands.
_WITH_A_COURSE = frozenset({"activity", "assignment", "resolution"})
_WITH_FILES = frozenset({"observation", "evidence", "activity", "resolution", "assignment"})
# These say themselves from which day they hold: a survey, a renamed agency, an area that joins a phase.
_DATED = frozenset({"observation", "agency", "area"})
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
                column: answers.of(kind.name, column, _begins(page, kind, column, began), column in _required(kind))
                for column in kind.all_columns
                if column not in place and column not in _left_out(kind, began)
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


def _required(kind: Kind) -> set[str]:
    return _REQUIRED.get(kind.name, set(kind.key))


def _left_out(kind: Kind, began: dict[str, Any] | None) -> set[str]:
    """Columns that the program fills in, and the identity of a row that is there already."""
    fixed = set(kind.key) if began is not None or kind.name in _OWN_CODE else set()
    by_form = set() if kind.name in _DATED else {"effective_on"}
    return fixed | by_form | _NOT_ASKED.get(kind.name, set())


def _files(page: Page, kind: Kind, form_key: str) -> tuple[Sequence[Any], bool]:
    """Files to attach, and whether every reader may see them; nothing for kinds that have none."""
    if kind.name not in _WITH_FILES:
        return [], False
    files = file_box(page, form_key)
    if kind.name == "evidence":
        return files, False
    return files, st.checkbox(page.t("record.files_public"), key=f"{form_key}-public")


def _moves(page: Page, kind: Kind, began: dict[str, Any] | None, form_key: str) -> date | None:
    """From which day a change holds; None: it corrects what stands, from the day on which that holds."""
    if began is None or kind.name not in _WITH_A_COURSE:
        return None
    today = max(page.store.today(), began["effective_on"] or date.min)
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
    if kind.name in ("observation", "assignment") and row.get("item") is None:
        st.error(page.t("field.missing", label=page.t("field.item")))
        return
    if kind.name in ("assignment", "resolution") and _closes(row, began) and not (row.get("note") or files):
        st.error(page.t("record.closing_needs"))
        return
    whole = _whole(page, kind, row, began, code, moves)
    with recording_problems(page):
        seen = began["rev"] if began else NOTHING_SEEN
        try:
            recording.check(page.store, page.principal, [Entry(kind.name, whole, seen=seen)])
            if kind.name == "evidence" and files:
                whole |= kept(page, files[0])
            entries = [Entry(kind.name, whole, seen=seen)]
            entries += _evidence(page, kind, whole, files, public)
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


def _whole(
    page: Page, kind: Kind, row: dict[str, Value], began: dict[str, Any] | None, code: str, moves: date | None
) -> dict[str, Value]:
    """Every column of the row: what was asked, what stood, what the program adds."""
    whole: dict[str, Value] = {column: began[column] for column in kind.all_columns} if began else {}
    whole |= row
    if began is None and kind.name in _OWN_CODE:
        whole["code"] = f"{_OWN_CODE[kind.name]}-{code}"
    elif began is None and "code" in kind.key and not whole.get("code"):
        whole["code"] = _readable_code(page, kind, whole)
    if kind.name == "observation" and began is None:
        whole["review"] = Review.ACCEPTED
    if moves is not None:
        whole["effective_on"] = moves
    if began is None and kind.name not in _DATED:
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


def _closes(row: dict[str, Value], began: dict[str, Any] | None) -> bool:
    return row.get("status") in ("done", "cancelled") and (began is None or began["status"] == "open")


def _evidence(page: Page, kind: Kind, row: dict[str, Value], files: Any, public: bool) -> list[Entry]:
    if not files or kind.name == "evidence":
        return []
    about: dict[str, Any] = {name: row.get(name) for name in ("area", "framework", "item")}
    if kind.name in ("observation", "activity", "resolution"):
        about[kind.name] = row["code"]
    day = row.get("evidence_on") or row.get("effective_on") or page.store.today()
    visibility = Visibility.PUBLIC if public else Visibility.INTERNAL
    return attached(page, files, visibility=visibility, evidence_on=day, **about)  # type: ignore[arg-type]


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
