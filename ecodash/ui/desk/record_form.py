"""One row of any kind, looked at and recorded: a new one, a correction, or how things stand from a day on."""

import secrets
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import streamlit as st

from ecodash import recording
from ecodash.domain.dates import short_date
from ecodash.domain.kinds import KINDS, Column, Kind
from ecodash.domain.vocabulary import Means, Visibility
from ecodash.recording import NOTHING_SEEN, Recorded, changed_on
from ecodash.recording.field_merge import merge
from ecodash.store.change import Value
from ecodash.ui.desk.choices import item_choices
from ecodash.ui.desk.conflicts import recorder_of, say_stale, show_conflict
from ecodash.ui.desk.drafts import forget_draft, kept_in_browser
from ecodash.ui.desk.entries import entry_of, evidence_of, is_complete
from ecodash.ui.desk.evidence_files import announced, attached, file_box, kept, let_go
from ecodash.ui.desk.far_off import changed_value_is_meant
from ecodash.ui.desk.fields import Answers, label_of, side_by_side
from ecodash.ui.desk.frame import done, recording_problems
from ecodash.ui.page import Page
from ecodash.ui.select_boxes import choose_one

# In the order in which officers need them; a link for an agency has its own form.
RECORDED = (
    "observation", "assignment", "activity", "meeting", "agenda_item", "attendance", "resolution", "evidence",
    "plan_project", "plan",
    "auditor", "agency", "area", "item", "framework", "dimension", "aspect", "level", "attainment", "body", "phase",
    "province", "budget", "declaration",
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
    form = f"record-{kind.name}-{key}-{st.session_state.setdefault('record-nonce', 0)}"
    seen: dict[str, Any] = st.session_state.setdefault(_SEEN, {})
    if seen.get("form") != form:
        st.session_state[_SEEN] = seen = {"form": form, "row": standing, "code": secrets.token_hex(5)}
    # What the officer began with, not what somebody recorded meanwhile.
    began = seen["row"]
    place = _place(page, kind, began, form)
    draft = (f"record-{kind.name}-{key}", "|".join(str(value) for value in place.values()) if began is None else "")
    with kept_in_browser(page, *draft), st.form(form, border=True):
        answers = Answers(page, form)
        with side_by_side():
            row = place | {
                name: answers.of(kind.name, name, _begins(page, kind, name, began), column.is_required)
                for name, column in kind.by_name.items()
                if name not in place and _is_asked(kind, column, began)
            }
        files, public = _files(page, kind, form)
        moves = _moves(page, kind, began, form)
        note = st.text_input(page.t("record.why"), max_chars=300, key=f"{form}-why")
        merged = merge(began, row, standing or began) if began else None
        asks = merged is not None and bool(merged.both or standing is None)
        shown, seen["shown"] = seen.get("shown"), standing if asks else None
        # Where the buttons are, so that whoever pressed one sees it.
        if asks and merged:
            show_conflict(page, kind, began, row, standing, merged)
        saved = st.form_submit_button(page.t("record.save"), type="primary")
        over = st.form_submit_button(page.t("record.save_over")) if asks else False
    # What came after the question was asked is asked about anew.
    if ((over and shown == standing) or (saved and not asks)) and answers.are_good():
        told = merged.row if merged else row
        if kind.name == "observation" and not changed_value_is_meant(page, form, told, began):
            return
        if made := _save(page, kind, told, began, standing, seen["code"], moves, note.strip(), files, public):
            forget_draft(page, *draft)
            _say_done(page, made, began, standing)


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
    if name != (asked or kinds[0]):
        _to_address(kind=name, key=_NEW)
    return KINDS[name]


def _to_address(**own: str) -> None:
    """What was chosen stands in the address, where Back, a reload and a sign-in find it."""
    for parameter, value in own.items():
        if value:
            st.query_params[parameter] = value
        else:
            st.query_params.pop(parameter, None)
    st.rerun()


def _chosen_row(page: Page, kind: Kind, rows: dict[str, dict[str, Any]]) -> str:
    asked = page.own.get("key", _NEW)
    keys = [_NEW, *_in_selection(page, kind, rows)]
    if asked in rows and asked not in keys:
        keys.append(asked)
    begun = _begun(kind)
    if begun and begun["key"] not in keys:
        # Taken back or moved away meanwhile, it stays as long as its form is open: that may hold text.
        keys.append(begun["key"])
    known = {begun["key"]: begun} | rows if begun else rows
    chosen = choose_one(
        page,
        page.t("record.row"),
        keys,
        begins=asked if asked in keys else _NEW,
        words=lambda key: label_of(page, kind.name, known[key]) if key else page.t("record.new"),
        key=f"record-row-{kind.name}-{page.lang}-{asked}",
    )
    if (chosen or _NEW) != (asked if asked in keys else _NEW):
        _to_address(kind=kind.name, key=chosen or _NEW)
    return chosen or _NEW


def _begun(kind: Kind) -> dict[str, Any] | None:
    """The row whose form is open, as it was when it was opened; None for another kind or a new row."""
    seen = st.session_state.get(_SEEN, {})
    row: dict[str, Any] | None = seen.get("row") if seen.get("form", "").startswith(f"record-{kind.name}-") else None
    return row


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
    framework = choose_one(
        page,
        page.t("field.framework"),
        list(frameworks),
        begins=page.selection.framework,
        words=lambda code: label_of(page, "framework", frameworks[code]),
        key=f"{form_key}-framework",
    )
    items = item_choices(page, framework) if framework else {}
    item = choose_one(
        page,
        page.t("field.item") + " *",
        list(items),
        begins=page.selection.item,
        words=items.__getitem__,
        key=f"{form_key}-item-{framework}",
    )
    if item and (framework, item) != (page.selection.framework, page.selection.item):
        st.query_params.update(framework=framework, item=item)
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
    return kind.by_name["status"].all_codes[0] if column == "status" else None


def _is_asked(kind: Kind, column: Column, began: dict[str, Any] | None) -> bool:
    """Not what the program fills in, nor the identity of a row that is there already."""
    return column.is_asked and (began is None or column.name not in kind.key)


def _files(page: Page, kind: Kind, form_key: str) -> tuple[Sequence[Any], bool]:
    """Files to attach, and whether every reader may see them; nothing for kinds that have none."""
    if not kind.takes_files:
        return [], False
    files = file_box(page, form_key, several=kind.name != "evidence")
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
    standing: dict[str, Any] | None,
    code: str,
    moves: date | None,
    note: str,
    files: Any,
    public: bool,
) -> Recorded | None:
    """What was recorded; None when it was not, which is said."""
    if not is_complete(page, kind, row, began):
        return None
    entry = replace(
        entry_of(kind, row, began, code, moves), seen=standing["rev"] if began and standing else NOTHING_SEEN
    )
    with recording_problems(page):
        try:
            (entry,) = recording.completed(page.store, [entry])
            recording.check(page.store, page.principal, [entry, *evidence_of(page, entry, files, public, announced)])
            if kind.name == "evidence" and files:
                entry = replace(entry, row={**entry.row, **kept(page, files[0])})
            entries = [entry, *evidence_of(page, entry, files, public, attached)]
            made = recording.record(page.store, page.principal, entries, Means.EDIT, note=note or None)
        except recording.Stale as stale:
            say_stale(page, kind, began, stale.revisions[0][1])
            return None
        let_go(files or [])
        return made
    return None


def _say_done(page: Page, made: Recorded, began: dict[str, Any] | None, standing: dict[str, Any] | None) -> None:
    """Begin the form anew with what became of it on top."""
    st.session_state["record-nonce"] += 1
    if made.change is None:
        done(page, "record.unchanged")
    elif began and standing and standing["rev"] != began["rev"]:
        done(page, "record.merged", change=made.change.id, who=recorder_of(page, standing)["who"])
    else:
        done(page, "record.saved", change=made.change.id)
