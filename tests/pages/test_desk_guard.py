"""What the daily look found and what was healed, as an officer sees it at the desk."""

from pathlib import Path

import pytest

from ecodash.access.roles import READER
from ecodash.language.text import t
from ecodash.maintenance import guard
from ecodash.store.notices import leave_notice, unread_notices
from forms import OTHER, Open, press, said

pytestmark = pytest.mark.slow


def test_what_was_healed_stands_first_until_somebody_has_read_it(opened: Open, tmp_path: Path) -> None:
    leave_notice(tmp_path, "journal_cut", line=6)
    at = opened("desk", OTHER)
    sentence = t("th", "notice.journal_cut", line=6)
    assert sentence in said(at)
    assert said(at).index(sentence) < said(at).index(t("th", "desk.waiting"))
    at = press(at, t("th", "guard.have_read", count=1))
    assert unread_notices(tmp_path) == []
    assert sentence not in said(at)
    assert t("th", "guard.were_read") in said(at)


def test_a_look_on_request_says_what_it_found(opened: Open, tmp_path: Path) -> None:
    at = opened("desk", OTHER)
    assert t("th", "guard.never") in said(at)
    # The store of these tests is in memory and keeps no journal.
    at = press(at, t("th", "guard.look_now"))
    found = guard.last_look(tmp_path)
    assert found is not None
    assert [finding.code for finding in found.findings] == ["journal_short"]
    assert found.findings[0].sentence("th") in said(at)


def test_all_in_order_stands_below_the_work(opened: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ecodash.ui.desk.guard.last_look", lambda home: guard.Look(guard.utc_now(), 1, ()))
    words = said(opened("desk", OTHER))
    begin = t("th", "guard.sound").partition("{")[0]
    assert words.index(begin) > words.index(t("th", "desk.latest"))


def test_who_may_not_write_sees_none_of_it(opened: Open, tmp_path: Path) -> None:
    leave_notice(tmp_path, "journal_cut", line=6)
    assert t("th", "notice.journal_cut", line=6) not in said(opened("desk", READER))
