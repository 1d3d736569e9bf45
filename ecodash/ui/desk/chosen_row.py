"""Which row is looked at or recorded: its kind, itself, and what it is about; all of it stands in the address."""

from typing import Any

import streamlit as st

from ecodash.domain.kinds import KINDS, Kind
from ecodash.store.typed_row import Value
from ecodash.ui.desk.choices import item_choices
from ecodash.ui.desk.fields import label_of, side_by_side
from ecodash.ui.desk.opened_row import OpenedRow, begun, opened_row
from ecodash.ui.page import Page
from ecodash.ui.select_boxes import choose_one

# In the order in which officers need them; a link for an agency has its own form.
RECORDED = (
    "observation", "assignment", "activity", "meeting", "agenda_item", "attendance", "resolution", "evidence",
    "plan_project", "plan",
    "auditor", "agency", "area", "item", "framework", "dimension", "aspect", "level", "attainment", "body", "phase",
    "province", "budget", "declaration",
)  # fmt: skip
_NEW = ""


def chosen_row(page: Page) -> tuple[OpenedRow, str]:
    """The form of the kind and row chosen, and the key of that row (empty: a new one)."""
    with side_by_side():
        kind = _chosen_kind(page)
        rows = {row["key"]: row for row in page.store.ask("latest_revisions", kind=kind.name, keys=None)}
        key = _chosen_key(page, kind, rows)
    return opened_row(kind, key, rows.get(key)), key


def asked_place(page: Page, opened: OpenedRow) -> dict[str, Value]:
    """Framework and item, asked before the form, since the one decides which others there are."""
    if opened.kind.name not in ("observation", "assignment", "evidence"):
        return {}
    if opened.began is not None:
        return {"framework": opened.began["framework"], "item": opened.began["item"]}
    frameworks = {row["code"]: row for row in page.store.ask("latest_revisions", kind="framework", keys=None)}
    framework = choose_one(
        page,
        page.t("field.framework"),
        list(frameworks),
        begins=page.selection.framework,
        words=lambda code: label_of(page, "framework", frameworks[code]),
        key=f"{opened.form}-framework",
    )
    items = item_choices(page, framework) if framework else {}
    item = choose_one(
        page,
        page.t("field.item") + " *",
        list(items),
        begins=page.selection.item,
        words=items.__getitem__,
        key=f"{opened.form}-item-{framework}",
    )
    if item and (framework, item) != (page.selection.framework, page.selection.item):
        st.query_params.update(framework=framework, item=item)
    return {"framework": framework, "item": item}


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


def _chosen_key(page: Page, kind: Kind, rows: dict[str, dict[str, Any]]) -> str:
    asked = page.own.get("key", _NEW)
    keys = [_NEW, *_in_selection(page, kind, rows)]
    if asked in rows and asked not in keys:
        keys.append(asked)
    open_row = begun(kind)
    if open_row and open_row["key"] not in keys:
        # Taken back or moved away meanwhile, it stays as long as its form is open: that may hold text.
        keys.append(open_row["key"])
    known = {open_row["key"]: open_row} | rows if open_row else rows
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


def _in_selection(page: Page, kind: Kind, rows: dict[str, dict[str, Any]]) -> list[str]:
    """The rows within the area and the item of the address, the latest recorded first."""
    s = page.selection
    wanted = {"area": s.area, "item": s.item} if kind.name in ("observation", "assignment", "evidence") else {}
    found = [r for r in rows.values() if all(v in (None, r.get(c)) for c, v in wanted.items())]
    return [row["key"] for row in sorted(found, key=lambda row: -row["rev"])]
