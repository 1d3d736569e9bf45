"""Who may sign in: passwords, sessions, the first secretary, the readers' passphrase."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from ecodash.access import accounts
from ecodash.access.accounts import EntryProblem, People
from ecodash.domain.dates import utc_now
from ecodash.domain.vocabulary import Role

GOOD = "ลำพูน-หริภุญชัย-2567"


@pytest.fixture
def people(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> People:
    # The real cost of a hash is for guessers, not for tests.
    monkeypatch.setattr(accounts, "_HASHER", accounts.PasswordHasher(time_cost=1, memory_cost=64, parallelism=1))
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


def test_what_is_tried_elsewhere_locks_nobody_out(people: People) -> None:
    people.add("สมหญิง", Role.SECRETARY, GOOD, by="-")
    people.set_passphrase("ประชาชนลำพูนทุกคน", by="สมหญิง")
    for name in ("สมหญิง", "reader", ""):
        for _ in range(5):
            assert problem(people.sign_in, name, "ผิด", "10.0.0.66") == "wrong"
    assert people.sign_in("สมหญิง", GOOD, "10.0.0.1")
    assert people.enter("ประชาชนลำพูนทุกคน", "10.0.0.1")
    # Not even the address of whoever guesses passwords is shut for reading.
    assert people.enter("ประชาชนลำพูนทุกคน", "10.0.0.66")


def test_wrong_codes_from_one_address_do_not_stop_the_first_secretary_at_another(people: People) -> None:
    code = people.first_code()
    assert code is not None
    for _ in range(5):
        assert problem(people.claim, "0000", "ผู้อื่น", GOOD, "10.0.0.66") == "wrong_code"
    assert problem(people.claim, code, "ผู้อื่น", GOOD, "10.0.0.66") == "too_often"
    assert people.claim(code, "สมหญิง", GOOD, "10.0.0.1")


def test_a_name_that_many_addresses_try_becomes_slow_and_stays_open(people: People) -> None:
    people.add("สมหญิง", Role.SECRETARY, GOOD, by="-")
    assert people.seconds_to_wait("สมหญิง") == 0
    for n in range(30):
        assert problem(people.sign_in, "สมหญิง", "ผิด", f"10.0.1.{n}") == "wrong"
    assert people.seconds_to_wait(" สมหญิง ") == 5
    assert people.seconds_to_wait("สมชาย") == 0
    assert people.sign_in("สมหญิง", GOOD, "10.0.0.1")


def test_a_browser_that_is_known_passes_where_others_are_stopped_and_has_a_limit_too(people: People) -> None:
    people.add("สมหญิง", Role.SECRETARY, GOOD, by="-")
    for _ in range(5):
        problem(people.sign_in, "สมหญิง", "ผิด", "a")
    assert problem(people.sign_in, "สมหญิง", GOOD, "a") == "too_often"
    assert people.sign_in("สมหญิง", GOOD, "a", "browser-1")
    for _ in range(5):
        assert problem(people.sign_in, "สมหญิง", "ผิด", "a", "browser-1") == "wrong"
    assert problem(people.sign_in, "สมหญิง", GOOD, "a", "browser-1") == "too_often"


def test_sixty_passwords_at_once_are_five_tries(people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    people.add("สมหญิง", Role.SECRETARY, GOOD, by="-")
    looked_at: list[str] = []
    verified = accounts._verified

    def counted(hashed: str, password: str) -> bool:
        looked_at.append(password)
        return verified(hashed, password)

    monkeypatch.setattr(accounts, "_verified", counted)
    with ThreadPoolExecutor(30) as at_once:
        tries = [at_once.submit(problem, people.sign_in, "สมหญิง", f"ผิด-{n}", "a") for n in range(60)]
    assert sorted(each.result() for each in tries) == ["too_often"] * 55 + ["wrong"] * 5
    assert len(looked_at) == 5


def test_who_signs_in_rightly_again_and_again_is_not_counted(people: People) -> None:
    people.add("สมหญิง", Role.SECRETARY, GOOD, by="-")
    for _ in range(8):
        people.sign_in("สมหญิง", GOOD, "a")
    assert people.seconds_to_wait("สมหญิง") == 0


def test_strangers_write_little_and_not_without_end(
    people: People, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(accounts, "_MOST_EVENTS", 10)
    people.add("สมหญิง", Role.SECRETARY, GOOD, by="-")
    for n in range(15):
        assert problem(people.sign_in, "ก" * 900_000, "ผิด", f"10.0.0.{n}") == "wrong"
    assert [event.what for event in people.events()] == ["sign_in_failed"] * 10 + ["officer_added"]
    assert {len(event.who) for event in people.events()} == {80, 1}
    assert (tmp_path / accounts.FILE_NAME).stat().st_size < 100_000


def test_a_home_of_before_with_its_failures_opens(tmp_path: Path) -> None:
    People(tmp_path)
    with closing(sqlite3.connect(tmp_path / accounts.FILE_NAME)) as file, file:
        file.execute("create table failure (name text not null, address text not null, at text not null)")
        file.execute("insert into event values ('2024-01-01T00:00:00', ?, 'sign_in_failed', 'a')", ("ก" * 1000,))
    people = People(tmp_path)
    assert [len(event.who) for event in people.events()] == [80]


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
    monkeypatch.setattr(accounts, "utc_now", lambda: utc_now() + timedelta(hours=3))
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
    data = (tmp_path / accounts.FILE_NAME).read_bytes()
    assert GOOD.encode() not in data
    assert token.encode() not in data


def test_what_happened_is_told_the_newest_first(people: People) -> None:
    people.add("สมหญิง", Role.SECRETARY, GOOD, by="-")
    problem(people.sign_in, "สมหญิง", "ผิด", "10.0.0.9")
    people.sign_in("สมหญิง", GOOD, "10.0.0.9")
    assert [event.what for event in people.events()] == ["signed_in", "sign_in_failed", "officer_added"]


def test_a_new_officer_is_no_edit_of_an_old_one(people: People) -> None:
    people.add("สมหญิง", Role.SECRETARY, GOOD, by="-")
    people.add("สมชาย", Role.OFFICER, GOOD, by="-")
    assert problem(people.add, " สมชาย ", Role.SECRETARY, GOOD + "x", "-", is_new=True) == "there_already"
    assert people.sign_in("สมชาย", GOOD, "10.0.0.1")
    people.change("สมชาย", Role.SECRETARY, "a@example.org", "สมหญิง")
    changed = people.officer("สมชาย")
    assert changed is not None
    assert (changed.role, changed.email) == (Role.SECRETARY, "a@example.org")
    assert people.sign_in("สมชาย", GOOD, "10.0.0.1")
    people.remove("สมหญิง", "-")
    assert problem(people.change, "สมชาย", Role.OFFICER, None, "-") == "last_secretary"
