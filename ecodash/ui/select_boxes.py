"""Boxes whose options are data: what was chosen counts, not what it was called or where it stood in the list.

A box of Streamlit sends the words of an option. When somebody renames or closes a row meanwhile, those words are
no longer offered, and the box would quietly stand on its first option.
"""

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from ecodash.ui.page import Page

Say = Callable[[str], Any]


def choose_one(
    page: Page,
    label: str,
    options: Sequence[Any],
    *,
    key: str,
    words: Callable[[Any], str] = str,
    begins: Any = None,
    say: Say = st.error,
    gone: str = "field.gone",
) -> Any:
    """One of the options, or None. When the one that was chosen is no longer offered, ``say`` gets the sentence."""
    called = _called(key, options, words)
    held = st.session_state.get(key)
    meant = _meant(key, options, held)
    began = options.index(begins) if begins is not None and begins in options else None
    if meant != held or (held is not None and meant is None):
        # A box whose value is set may not have a beginning of its own.
        st.session_state[key], began = meant, None
    if held is not None and meant is None:
        say(page.t(gone, label=label.removesuffix(" *")))
    return st.selectbox(
        label,
        options,
        index=began,
        format_func=lambda option: called.get(option, str(option)),
        placeholder=page.t("field.choose"),
        key=key,
    )


def is_chosen(page: Page, label: str, chosen: Any) -> bool:
    """Whether something was chosen in the box of a label; says so where nothing was."""
    if chosen is None:
        st.error(page.t("field.missing", label=label))
    return chosen is not None


def choose_several(
    page: Page,
    label: str,
    options: Sequence[Any],
    *,
    key: str,
    words: Callable[[Any], str] = str,
    begins: Sequence[Any] = (),
    say: Say = st.error,
    gone: str = "field.gone",
) -> list[Any]:
    """Some of the options; ``say`` gets a sentence when one that was chosen is no longer offered."""
    called = _called(key, options, words)
    if begins and key not in st.session_state:
        st.session_state[key] = list(begins)
    held = st.session_state.get(key) or []
    meant = [option for each in held if (option := _meant(key, options, each)) is not None]
    if meant != held:
        st.session_state[key] = meant
    if len(meant) < len(held):
        say(page.t(gone, label=label.removesuffix(" *")))
    return st.multiselect(
        label,
        options,
        format_func=lambda option: called.get(option, str(option)),
        placeholder=page.t("field.choose"),
        key=key,
        # Streamlit offers it in English only.
        select_all=False,
    )


def _called(key: str, options: Sequence[Any], words: Callable[[Any], str]) -> dict[Any, str]:
    """What every option is called now, no two alike; remembered, for a box may still send what it was called before."""
    known: dict[str, Any] = st.session_state.setdefault(f"{key}-called", {})
    called = {}
    for option in options:
        label = words(option)
        if known.get(label, option) != option:
            label = f"{label} · {option}"
        known[label] = option
        called[option] = label
    return called


def _meant(key: str, options: Sequence[Any], held: Any) -> Any:
    """The option behind a value or its words, whatever they were called then; None when it is no longer offered."""
    if held in options:
        return held
    option = st.session_state[f"{key}-called"].get(held) if isinstance(held, str) else None
    return option if option in options else None
