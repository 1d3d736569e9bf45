"""The forms of the desk as tests fill them in."""

from collections.abc import Callable
from pathlib import Path

from streamlit.testing.v1 import AppTest

from ecodash import recording
from ecodash.access.roles import Principal
from ecodash.domain.vocabulary import Role
from ecodash.recording import Entry
from ecodash.store.store import Store

SHELL = Path(__file__).parents[1] / "ecodash" / "shell.py"
SECRETARY = Principal("สมหญิง", Role.SECRETARY)
OTHER = Principal("สมชาย", Role.OFFICER)
AGENCY = Principal("tesaban", Role.AGENCY, "tesaban", "l-1")
Open = Callable[..., AppTest]


def field(at: AppTest, column: str) -> str:
    """The key of a field of the form that is open."""
    keys = [w.key for w in (*at.text_input, *at.text_area, *at.selectbox) if w.key and w.key.endswith(f"-{column}")]
    assert len(keys) == 1, keys
    return keys[0]


def press(at: AppTest, label: str) -> AppTest:
    next(button for button in at.button if button.label == label).click().run()
    assert not at.exception
    return at


def said(at: AppTest) -> str:
    """Everything that a screen says, white space as a browser shows it."""
    parts = (*(e.value for e in at.error), *(e.value for e in at.success), *(h.proto.body for h in at.get("html")))
    return " ".join(" ".join(parts).split())


def observed(store: Store, item: str, result: str, **more: str) -> None:
    """A survey result of 12 February 2567 in the small province."""
    row = {"area": "a", "framework": "diw-eit-basic12", "item": item, "result": result, "effective_on": "2024-02-12"}
    recording.record(store, SECRETARY, [Entry("observation", {**row, "code": f"o-{item}", **more})])
