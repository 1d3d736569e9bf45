"""Evidence that is taken back: by secretaries, out of sight at once, and out of the vault by another, later."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from ecodash import recording
from ecodash.access.roles import Forbidden, Principal
from ecodash.domain.vocabulary import Role
from ecodash.evidence.problem import FileProblem
from ecodash.evidence.vault import Vault
from ecodash.maintenance.removal import remove_withdrawn
from ecodash.maintenance.verify import verify
from ecodash.recording import Entry
from ecodash.recording.withdrawal import WAIT
from ecodash.store.opening import open_store
from ecodash.store.store import Store

ONE, TWO = Principal("สมหญิง", Role.SECRETARY), Principal("สมศรี", Role.SECRETARY)
OFFICER = Principal("สมชาย", Role.OFFICER)
PHOTO = (Path(__file__).parents[2] / "ecodash/web/assets/icon.png").read_bytes()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = open_store(tmp_path)
    yield store
    store.close()


@pytest.fixture
def vault(tmp_path: Path, store: Store) -> Vault:
    """With a picture that two pieces of evidence show."""
    vault = Vault(tmp_path)
    kept = vault.put(PHOTO, "รูป.png")
    for code in ("a", "b"):
        row = {"code": code, "title": "รูป", "visibility": "public", "sha256": kept.sha256, "media_type": "image/png"}
        recording.record(store, OFFICER, [Entry("evidence", row)])
    return vault


def changed(store: Store, who: Principal, code: str, **marks: object) -> None:
    row = recording.standing(store, "evidence", code)
    assert row is not None
    recording.record(store, who, [recording.revised("evidence", row, **marks)])


def refused(call: Callable[..., object], *args: object, **marks: object) -> str:
    with pytest.raises(Forbidden) as told:
        call(*args, **marks)
    assert "2026-" not in told.value.sentence("th")
    return told.value.code


def withdraw(store: Store, who: Principal, code: str, ago: timedelta, monkeypatch: pytest.MonkeyPatch) -> date:
    """As it was done some days ago; returns that day."""
    day = store.today() - ago
    with monkeypatch.context() as then:
        then.setattr(type(store), "today", lambda _: day)
        changed(store, who, code, withdrawn_on=day, withdrawn_by=who.who)
    return day


def test_only_a_secretary_withdraws_and_under_their_own_name_and_day(store: Store, vault: Vault) -> None:
    today = store.today()
    assert refused(changed, store, OFFICER, "a", withdrawn_on=today, withdrawn_by=OFFICER.who) == "secretary_only"
    assert refused(changed, store, ONE, "a", withdrawn_on=today, withdrawn_by=TWO.who) == "not_withdrawn"
    long_ago = today - timedelta(days=99)
    assert refused(changed, store, ONE, "a", withdrawn_on=long_ago, withdrawn_by=ONE.who) == "not_withdrawn"
    assert refused(changed, store, ONE, "a", removed_on=today) == "not_withdrawn"
    changed(store, ONE, "a", withdrawn_on=today, withdrawn_by=ONE.who)
    # Others go on correcting what else the row says, and a secretary may put it back.
    changed(store, OFFICER, "a", title="รูปถ่าย")
    assert refused(changed, store, OFFICER, "a", withdrawn_on=None, withdrawn_by=None) == "secretary_only"
    changed(store, TWO, "a", withdrawn_on=None, withdrawn_by=None)
    row = {"code": "c", "title": "x", "visibility": "public", "withdrawn_on": today, "withdrawn_by": ONE.who}
    assert refused(recording.record, store, ONE, [Entry("evidence", row)]) == "not_withdrawn"


def test_the_file_goes_after_the_wait_by_another_secretary_and_is_not_missed(
    store: Store, vault: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    today = store.today()
    withdraw(store, ONE, "a", WAIT - timedelta(days=1), monkeypatch)
    assert refused(changed, store, TWO, "a", removed_on=today) == "wait_to_remove"
    for code in ("b", "a"):
        row = recording.standing(store, "evidence", code)
        assert row is not None
        if row["withdrawn_on"]:
            changed(store, ONE, code, withdrawn_on=None, withdrawn_by=None)
        withdraw(store, ONE, code, WAIT, monkeypatch)
    assert refused(changed, store, ONE, "a", removed_on=today) == "another_removes"
    assert refused(changed, store, TWO, "a", removed_on=today, withdrawn_by="-") == "not_withdrawn"
    sha256 = str(recording.standing(store, "evidence", "a")["sha256"])  # type: ignore[index]
    changed(store, TWO, "a", removed_on=today)
    # The other piece still shows the same picture.
    assert remove_withdrawn(store, vault) == 0
    assert vault.get(sha256)
    changed(store, TWO, "b", removed_on=today)
    assert remove_withdrawn(store, vault) == 1
    assert remove_withdrawn(store, vault) == 0
    with pytest.raises(FileProblem):
        vault.get(sha256)
    assert refused(changed, store, TWO, "b", removed_on=None) == "already_removed"
    assert [finding.code for finding in verify(store, tmp_path).problems] == []
