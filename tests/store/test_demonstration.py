"""The demonstration as a place to practise: whatever was written there is gone after a reset, and nothing else."""

from datetime import date
from pathlib import Path

import pytest

from ecodash import facts, recording, stores
from ecodash.access.roles import READER, Principal
from ecodash.domain.vocabulary import Role
from ecodash.evidence.problem import FileProblem
from ecodash.recording import Entry
from ecodash.ui.desk import practice
from ecodash.ui.page import Page
from pdf_files import pdf
from survey import surveyed_store

OFFICER = Principal("สมชาย", Role.OFFICER)


@pytest.fixture
def practised(home: Path) -> str:
    """A home whose demonstration holds a new area and a file; the file's hash."""
    stores.use(surveyed_store())
    for demo in (True, False):
        recording.record(
            stores.current(demo),
            OFFICER,
            [Entry("area", {"code": "practice", "name_th": "ทดลอง", "province": "lamphun"})],
        )
        sha256 = stores.vault(demo).put(pdf(), "a.pdf").sha256
    return sha256


def is_there(demo: bool) -> bool:
    return recording.standing(stores.current(demo), "area", "practice") is not None


def test_a_reset_brings_back_the_demonstration_and_leaves_the_real_store_alone(practised: str) -> None:
    stores.reset_demo()
    assert (is_there(demo=True), is_there(demo=False)) == (False, True)
    assert stores.current(True).is_demo
    assert len(facts.areas(stores.current(True), date(2024, 3, 1))) == 8
    assert stores.vault().get(practised)[0] == pdf()
    with pytest.raises(FileProblem):
        stores.vault(True).get(practised)


def test_whoever_is_reading_the_old_demonstration_is_still_answered(practised: str) -> None:
    reading = stores.current(True)
    stores.reset_demo()
    assert recording.standing(reading, "area", "practice") is not None
    assert stores.current(True) is not reading


@pytest.mark.parametrize(
    ("who", "resets"), [(OFFICER, True), (READER, False), (Principal("x", Role.AGENCY, "x", "l"), False)]
)
def test_officers_reset_the_demonstration_and_nobody_else(
    practised: str, monkeypatch: pytest.MonkeyPatch, who: Principal, resets: bool
) -> None:
    told: list[str] = []
    monkeypatch.setattr(practice, "done", lambda page, words: told.append(words))
    selection, _ = facts.read_selection(stores.current(True), {"demo": "1"})
    practice.reset_practice(Page(stores.current(True), selection, (), "desk", who))
    assert is_there(demo=True) is not resets
    assert told == (["desk.reset_done"] if resets else [])
