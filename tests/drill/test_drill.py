"""A part of the drill in each run; all of it with ``ECODASH_DRILL=1``, or by ``python tests/drill/drill.py``."""

import os

import pytest

from drill.damages import DAMAGES, OF_BACKUPS
from drill.drill import HEALED, REFUSED, UNSEEN, Drill

pytestmark = pytest.mark.slow
_EVERY = 1 if os.environ.get("ECODASH_DRILL") else 9


@pytest.fixture(scope="module")
def drill(tmp_path_factory: pytest.TempPathFactory) -> Drill:
    return Drill(tmp_path_factory.mktemp("drill"))


def test_there_are_at_least_sixty_kinds_of_damage() -> None:
    assert len(DAMAGES) + len(OF_BACKUPS) >= 60


@pytest.mark.parametrize("name", list(DAMAGES)[::_EVERY])
def test_no_damage_of_a_home_is_unseen(drill: Drill, name: str) -> None:
    assert drill.outcome(name) != UNSEEN


@pytest.mark.parametrize("name", list(OF_BACKUPS)[::_EVERY])
def test_no_damaged_backup_is_put_in_place(drill: Drill, name: str) -> None:
    assert drill.outcome_of_backup(name) in (HEALED, REFUSED)


def test_a_damage_that_nobody_notices_would_be_said(drill: Drill, monkeypatch: pytest.MonkeyPatch) -> None:
    """The drill itself: a home that says something else, without a finding, is unseen."""
    monkeypatch.setitem(DAMAGES, "unnoticed", lambda home: None)
    monkeypatch.setattr(drill, "rows", {})
    assert drill.outcome("unnoticed") == UNSEEN
