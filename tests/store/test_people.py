"""Who may sign in: passwords, sessions, the first secretary, the readers' passphrase."""

from datetime import timedelta
from pathlib import Path

import pytest

from ecodash.dates import utc_now
from ecodash.model import Role
from ecodash.store import people as people_module
from ecodash.store.people import EntryProblem, People

GOOD = "ลำพูน-หริภุญชัย-2567"


@pytest.fixture
def people(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> People:
    # The real cost of a hash is for guessers, not for tests.
    monkeypatch.setattr(
        people_module, "_HASHER", people_module.PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
    )
    return People(tmp_path)


def problem(call: object, *args: object, **more: object) -> str:
    with pytest.raises(EntryProblem) as told:
        call(*args, **more)  # type: ignore[operator]
    assert told.value.sentence("th") != told.value.sentence("en")
    return told.value.code


def test_an_officer_signs_in_and_out_in_every_tab(people: People) -> None:
    people.add("สมหญิง", Role.SECRETARY, GOOD, by="-")
    token = people.sign_in(" สมหญิง ", GOOD, "10.0.0.1")
    officer = people.signed_in(token)
    assert officer is not None
    assert (officer.name, officer.role) == ("สมหญิง", Role.SECRETARY)
    people.sign_out(token)
    assert people.signed_in(token) is None


def test_a_wrong_password_and_an_unknown_name_are_told_apart_by_nobody(people: People) -> None:
    people.add("สมหญิง", Role.SECRETARY, GOOD, by="-")
    assert problem(people.sign_in, "สมหญิง", GOOD + "x", "a") == "wrong"
    assert problem(people.sign_in, "ไม่มี", GOOD, "a") == "wrong"


def test_the_sixth_wrong_password_within_a_minute_is_not_even_looked_at(people: People) -> None:
    people.add("สมหญิง", Role.SECRETARY, GOOD, by="-")
    for _ in range(5):
        assert problem(people.sign_in, "สมหญิง", "ผิด", "a") == "wrong"
    assert problem(people.sign_in, "สมหญิง", GOOD, "a") == "too_often"


def test_one_address_is_stopped_after_twenty_names(people: People) -> None:
    for n in range(20):
        assert problem(people.sign_in, f"คน{n}", "ผิด", "a") == "wrong"
    assert problem(people.sign_in, "อีกคน", "ผิด", "a") == "too_often"
    assert problem(people.sign_in, "อีกคน", "ผิด", "b") == "wrong"


@pytest.mark.parametrize(
    ("password", "code"),
    [("สั้น", "short"), ("ก" * 201, "long"), ("aaaaaaaaaaaab", "simple"), ("สมหญิง12345678", "simple")],
)
def test_a_poor_password_is_refused(people: People, password: str, code: str) -> None:
    assert problem(people.add, "สมหญิง", Role.SECRETARY, password, "-") == code
    assert people.officers() == []


def test_a_session_ends_when_idle_or_old(people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    people.add("สมหญิง", Role.SECRETARY, GOOD, by="-")
    token = people.sign_in("สมหญิง", GOOD, "a")
    monkeypatch.setattr(people_module, "utc_now", lambda: utc_now() + timedelta(hours=3))
    assert people.signed_in(token) is None
    monkeypatch.undo()
    assert people.signed_in(token) is None


def test_a_new_password_or_removal_ends_sessions(people: People) -> None:
    people.add("สมหญิง", Role.SECRETARY, GOOD, by="-")
    people.add("สมชาย", Role.OFFICER, GOOD, by="สมหญิง")
    token = people.sign_in("สมชาย", GOOD, "a")
    people.add("สมชาย", Role.OFFICER, GOOD + "ใหม่", by="สมหญิง")
    assert people.signed_in(token) is None
    token = people.sign_in("สมชาย", GOOD + "ใหม่", "a")
    people.remove("สมชาย", by="สมหญิง")
    assert people.signed_in(token) is None
    assert problem(people.remove, "สมชาย", "สมหญิง") == "nobody"


def test_the_last_secretary_stays(people: People) -> None:
    people.add("สมหญิง", Role.SECRETARY, GOOD, by="-")
    assert problem(people.remove, "สมหญิง", "-") == "last_secretary"
    assert problem(people.add, "สมหญิง", Role.OFFICER, GOOD, "-") == "last_secretary"


def test_the_first_secretary_needs_the_code_from_the_terminal(people: People) -> None:
    code = people.first_code()
    assert code is not None
    assert problem(people.claim, "0000-0000-0000", "สมหญิง", GOOD, "a") == "wrong_code"
    token = people.claim(f" {code.upper()} ", "สมหญิง", GOOD, "a")
    officer = people.signed_in(token)
    assert officer is not None
    assert officer.role is Role.SECRETARY
    assert people.first_code() is None
    assert problem(people.claim, code, "คนที่สอง", GOOD, "a") == "claimed"


def test_a_new_passphrase_shuts_out_who_knew_the_old_one(people: People) -> None:
    assert people.may_read(None)
    people.set_passphrase("ประชาชนลำพูนทุกคน", by="สมหญิง")
    assert not people.may_read(None)
    key = people.enter("ประชาชนลำพูนทุกคน", "a")
    assert people.may_read(key)
    assert problem(people.enter, "ผิด", "a") == "wrong_passphrase"
    people.set_passphrase("รหัสใหม่ของลำพูน", by="สมหญิง")
    assert not people.may_read(key)
    people.set_passphrase(None, by="สมหญิง")
    assert people.may_read(None)


def test_no_password_and_no_token_stands_in_the_file(people: People, tmp_path: Path) -> None:
    people.add("สมหญิง", Role.SECRETARY, GOOD, by="-")
    token = people.sign_in("สมหญิง", GOOD, "a")
    data = (tmp_path / people_module.FILE_NAME).read_bytes()
    assert GOOD.encode() not in data
    assert token.encode() not in data


def test_what_happened_is_told_the_newest_first(people: People) -> None:
    people.add("สมหญิง", Role.SECRETARY, GOOD, by="-")
    problem(people.sign_in, "สมหญิง", "ผิด", "10.0.0.9")
    people.sign_in("สมหญิง", GOOD, "10.0.0.9")
    assert [event.what for event in people.events()] == ["signed_in", "sign_in_failed", "officer_added"]
