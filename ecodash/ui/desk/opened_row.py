"""The row whose form is open: as it was when it was opened, whatever is recorded meanwhile."""

import secrets
from dataclasses import dataclass
from typing import Any

import streamlit as st

from ecodash.domain.kinds import Kind

_SEEN = "record-seen"
_NONCE = "record-nonce"


@dataclass(frozen=True)
class OpenedRow:
    """What a form began with (None: a new row) and what stands of it now. ``code`` names a new piece of evidence."""

    kind: Kind
    form: str
    began: dict[str, Any] | None
    standing: dict[str, Any] | None
    code: str


def opened_row(kind: Kind, key: str, standing: dict[str, Any] | None) -> OpenedRow:
    """The form of a row, opened now unless it is open already."""
    form = f"record-{kind.name}-{key}-{st.session_state.setdefault(_NONCE, 0)}"
    seen = st.session_state.setdefault(_SEEN, {})
    if seen.get("form") != form:
        seen = st.session_state[_SEEN] = {"form": form, "row": standing, "code": secrets.token_hex(5)}
    return OpenedRow(kind, form, seen["row"], standing, seen["code"])


def begun(kind: Kind) -> dict[str, Any] | None:
    """The row of a kind whose form is open, as it was when it was opened; None for another kind or a new row."""
    seen = st.session_state.get(_SEEN, {})
    row: dict[str, Any] | None = seen.get("row") if seen.get("form", "").startswith(f"record-{kind.name}-") else None
    return row


def shown_before(opened: OpenedRow, asks: bool) -> dict[str, Any] | None:
    """What the question before was asked about; what stands now is what this one is asked about."""
    seen = st.session_state[_SEEN]
    before: dict[str, Any] | None = seen.get("shown")
    seen["shown"] = opened.standing if asks else None
    return before


def close_row() -> None:
    """The row was recorded: its form is opened anew."""
    st.session_state[_NONCE] += 1
