"""The choices above a screen: lists labelled by us, their values kept as codes in the address."""

from collections.abc import Iterable

import streamlit as st

from ecodash.domain.vocabulary import ActivityKind, ActivityStatus
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


def activity_filters(page: Page) -> tuple[str | None, str | None]:
    """Kind and status of activities to show; None leaves that side open."""
    with st.container(horizontal=True, key="filters-activity"):
        kind = _plain_box(page, "kind", "activity_kind", ActivityKind, "activities.all_kinds")
        status = _plain_box(page, "status", "activity_status", ActivityStatus, "activities.all_statuses")
    return kind, status


def _plain_box(page: Page, name: str, words: str, codes: Iterable[str], everything: str) -> str | None:
    labels = {"": page.t(everything)} | {str(code): page.t(f"{words}.{code}") for code in codes}
    chosen: str = st.selectbox(
        page.t(f"activities.{name}"),
        list(labels),
        format_func=lambda code: labels[code],
        key=f"activity-{name}-{page.lang}",
        width=220,
    )
    return chosen or None


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
    if code and parameter in ("phase", "province"):
        # Who chooses a phase or a province wants its areas, not the one area seen before.
        st.query_params.pop("area", None)


_WIDTHS = {"area": 270, "phase": 150, "province": 170, "framework": 240, "as_of": 250, "vs": 270}
