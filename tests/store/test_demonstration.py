"""The demonstration as a place to practise: whatever was written there is gone after a reset, and nothing else."""

from datetime import date
from pathlib import Path

import pytest

from ecodash import facts, recording
from ecodash.access import READER, Principal
from ecodash.model import Role
from ecodash.recording import Entry
from ecodash.store import current
from ecodash.store.vault import FileProblem
from ecodash.ui import practising
from ecodash.ui.page import Page
from pdf_files import pdf
from survey import surveyed_store

OFFICER = Principal("สมชาย", Role.OFFICER)


@pytest.fixture
def practised(home: Path) -> str:
    """A home whose demonstration holds a new area and a file; the file's hash."""
    current.use(surveyed_store())
    for demo in (True, False):
        recording.record(
            current.current(demo),
            OFFICER,
            [Entry("area", {"code": "practice", "name_th": "ทดลอง", "province": "lamphun"})],
        )
        sha256 = current.vault(demo).put(pdf(), "a.pdf").sha256
    return sha256


def is_there(demo: bool) -> bool:
    return recording.standing(current.current(demo), "area", "practice") is not None


def test_a_reset_brings_back_the_demonstration_and_leaves_the_real_store_alone(practised: str) -> None:
    current.reset_demo()
    assert (is_there(demo=True), is_there(demo=False)) == (False, True)
    assert current.current(True).is_demo
    assert len(facts.areas(current.current(True), date(2024, 3, 1))) == 8
    assert current.vault().get(practised)[0] == pdf()
    with pytest.raises(FileProblem):
        current.vault(True).get(practised)


def test_whoever_is_reading_the_old_demonstration_is_still_answered(practised: str) -> None:
    reading = current.current(True)
    current.reset_demo()
    assert recording.standing(reading, "area", "practice") is not None
    assert current.current(True) is not reading


@pytest.mark.parametrize(
    ("who", "resets"), [(OFFICER, True), (READER, False), (Principal("x", Role.AGENCY, "x", "l"), False)]
)
def test_officers_reset_the_demonstration_and_nobody_else(
    practised: str, monkeypatch: pytest.MonkeyPatch, who: Principal, resets: bool
) -> None:
    told: list[str] = []
    monkeypatch.setattr(practising, "done", lambda page, words: told.append(words))
    selection, _ = facts.read_selection(current.current(True), {"demo": "1"})
    practising.reset_practice(Page(current.current(True), selection, (), "desk", who))
    assert is_there(demo=True) is not resets
    assert told == (["desk.reset_done"] if resets else [])
