"""Asking about values far from all that their items ever had, before they are recorded."""

from collections.abc import Iterable, Mapping
from typing import Any

import streamlit as st

from ecodash.language.text import number
from ecodash.recording import far_off_row, values_had
from ecodash.ui.page import Page


def values_are_meant(page: Page, form: str, rows: Iterable[Mapping[str, Any]]) -> bool:
    """Whether observations may be recorded as they are: what lies far off is said once, and again for other values."""
    told = [row for row in rows if row.get("value") is not None]
    had = {area: values_had(page.store, area) for area in {row["area"] for row in told}}
    far = [(row, limits) for row in told if (limits := far_off_row(row, had[row["area"]]))]
    asked = [(row["area"], row["framework"], row["item"], row["value"]) for row, _ in far]
    before = st.session_state.get(f"{form}-far")
    st.session_state[f"{form}-far"] = asked
    if not far or asked == before:
        return True
    for row, (least, most) in far:
        st.warning(
            page.t(
                "record.far_off",
                item=page.item_name(row["framework"], row["item"]),
                value=number(row["value"]),
                least=number(least),
                most=number(most),
            )
        )
    return False


def changed_value_is_meant(page: Page, form: str, row: Mapping[str, Any], began: Mapping[str, Any] | None) -> bool:
    """The same of one observation, whose value is not asked about when nobody touched it."""
    if began is not None and row["value"] == began["value"]:
        return True
    return values_are_meant(page, form, [{**row, "code": began["code"] if began else None}])
