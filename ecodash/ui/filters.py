"""The choices above a screen: lists labelled by us, their values kept as codes in the address."""

from collections.abc import Iterable, Mapping

import streamlit as st

from ecodash.domain.vocabulary import ActivityKind, ActivityStatus
from ecodash.facts.selection import THAT_DAY
from ecodash.ui.contents import CHOICES
from ecodash.ui.draw import draw
from ecodash.ui.options import chosen_line, label_of, options_of
from ecodash.ui.page import Page


def filters(page: Page, *parameters: str) -> None:
    """Selection boxes for some parameters, the screen's own when none is named, folded into one line on a phone.

    The others that narrow the screen are shown and can be cleared.
    """
    parameters = parameters or CHOICES[page.screen]
    active = [(p, label_of(page, p)) for p, _ in page.selection.given if p not in (*parameters, "lang", "demo")]
    words = " · ".join([chosen_line(page, parameters), *(label for _, label in active)])
    draw(page, "filters_line.html", words=words)
    with st.container(horizontal=True, key="filters"):
        for parameter in parameters:
            _box(page, parameter)
    if active:
        draw(page, "chosen.html", active=active)


def activity_filters(page: Page) -> None:
    """Kind and status of activities to show; the address keeps them."""
    with st.container(horizontal=True, key="filters-activity"):
        own_box(page, "kind", page.t("activities.kind"), _labels(page, "activity_kind", ActivityKind, "all_kinds"))
        statuses = _labels(page, "activity_status", ActivityStatus, "all_statuses")
        own_box(page, "status", page.t("activities.status"), statuses)


def own_box(
    page: Page, parameter: str, title: str, labels: Mapping[str, str], begins: str = "", width: int = 220
) -> str:
    """A box for a parameter that only this screen knows; the code chosen, ``begins`` while the address has none."""
    chosen = page.own.get(parameter, "")
    key = f"filter-{parameter}"
    st.session_state[key] = chosen if chosen in labels else begins
    code: str = st.selectbox(
        title,
        list(labels),
        format_func=lambda code: labels.get(code, code),
        key=key,
        on_change=_choose,
        args=(parameter, key),
        width=width,
    )
    return code


def _labels(page: Page, words: str, codes: Iterable[str], everything: str) -> dict[str, str]:
    return {"": page.t(f"activities.{everything}")} | {str(code): page.t(f"{words}.{code}") for code in codes}


def _box(page: Page, parameter: str) -> None:
    options, chosen = options_of(page, parameter)
    if not options:
        return
    # The address decides, not what the box remembers from an earlier screen or language.
    key = f"filter-{parameter}"
    st.session_state[key] = chosen
    st.selectbox(
        page.t(f"filter.{parameter}"),
        list(options),
        format_func=lambda code: options.get(code, code),
        key=key,
        on_change=_choose,
        args=(parameter, key),
        placeholder=page.t("filter.no_choice"),
        width=_WIDTHS.get(parameter, 220),
    )


def _choose(parameter: str, key: str) -> None:
    code = st.session_state[key]
    if code:
        st.query_params[parameter] = code
    else:
        st.query_params.pop(parameter, None)
    if parameter == "as_of" and not code:
        # Both are about the day that is no longer asked for.
        st.query_params.pop("eve", None)
        if st.query_params.get("known_at") == THAT_DAY:
            st.query_params.pop("known_at")
    if code and parameter in ("phase", "province"):
        # Who chooses a phase or a province wants its areas, not the one area seen before.
        st.query_params.pop("area", None)


_WIDTHS = {
    "area": 270,
    "phase": 150,
    "province": 170,
    "framework": 240,
    "as_of": 250,
    "eve": 190,
    "known_at": 210,
    "vs": 270,
}
