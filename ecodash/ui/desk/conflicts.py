"""What is said when two people changed the same row."""

from typing import Any

import streamlit as st

from ecodash import facts
from ecodash.domain.kinds import Kind
from ecodash.recording.field_merge import Merge
from ecodash.store.typed_row import Value
from ecodash.ui.desk.fields import label_of
from ecodash.ui.desk.values import field_words, value_in_words
from ecodash.ui.draw import draw
from ecodash.ui.page import Page


def show_conflict(
    page: Page,
    kind: Kind,
    began: dict[str, Any],
    mine: dict[str, Value],
    now: dict[str, Any] | None,
    merged: Merge,
) -> None:
    """The fields that both changed, or that the row is gone; nothing typed here is lost."""
    clashes = [
        (
            field_words(page, kind.name, column),
            *(value_in_words(page, kind.name, column, row.get(column)) for row in (began, now or {}, mine)),
        )
        for column in kind.all_columns
        if column in merged.both
    ]
    others = (
        [field_words(page, kind.name, column) for column in kind.all_columns if column in merged.theirs - merged.both]
        if now
        else []
    )
    draw(
        page, "stale.html", clashes=clashes, others=others, gone=now is None, by=recorder_of(page, now) if now else None
    )


def say_stale(page: Page, kind: Kind, began: dict[str, Any] | None, there: dict[str, Any]) -> None:
    """Somebody was quicker by less than a run of the screen, or the code of a new row is taken."""
    if began is None and there:
        st.error(page.t("record.taken", label=f"{label_of(page, kind.name, there)} · {there['key']}"))
    else:
        st.error(page.t("record.stale_now"))


def recorder_of(page: Page, row: dict[str, Any]) -> dict[str, Any]:
    """The change that recorded a row."""
    return facts.change_log(page.store, 1, row["change_id"] + 1)[0]
