"""Who may sign in: passwords, sessions, the first secretary, the readers' passphrase."""

import sqlite3
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from argon2 import extract_parameters

from ecodash.access import events, passwords, sessions
from ecodash.access.accounts import People
from ecodash.access.password_changes import give_code, renew
from ecodash.access.place import FILE_NAME, Place, SqlitePlace, carry
from ecodash.access.problem import EntryProblem
from ecodash.access.shared_place import SharedPlace
from ecodash.access.withdrawn_names import withdraw_name, withdrawn_names
from ecodash.domain.dates import utc_now
from ecodash.domain.vocabulary import Role
from postgres import Postgres

pytestmark = pytest.mark.usefixtures("quick_passwords")

GOOD = "ลำพูน-หริภุญชัย-2567"
OTHER = "แม่กวง-อุดมธารา-2570"


@pytest.fixture
def address(postgres: Postgres) -> str:
    """A database in which nobody is known yet."""
    postgres.run("drop schema if exists ecodash_access cascade")
    return postgres.address()


@pytest.fixture(params=["file", pytest.param("shared", marks=pytest.mark.slow)])
def people(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[People]:
    """Those of a home, and those that machines share: whatever holds of the ones holds of the others."""
    if request.param == "file":
        yield People(tmp_path)
        return
    place = SharedPlace(request.getfixturevalue("address"))
    yield People(tmp_path, place)
    place.close()


@pytest.fixture
def machine(tmp_path: Path, address: str) -> Iterator[Callable[[str], People]]:
    """A machine of its own, by its name, in the record that all share."""
    places: list[SharedPlace] = []

    def started(name: str) -> People:
        places.append(SharedPlace(address))
        return People(tmp_path / name, places[-1])

    yield started
    for place in places:
        place.close()


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


def test_the_name_that_readers_see_lets_nobody_in_nor_slows_anybody_down(people: People) -> None:
    people.add("สมหญิง", Role.SECRETARY, GOOD, by="-", login="ying-lpn")
    for n in range(10):
        assert problem(people.sign_in, "สมหญิง", GOOD, f"10.0.1.{n}") == "wrong"
    assert (people.seconds_to_wait("สมหญิง"), people.seconds_to_wait("ying-lpn")) == (3, 0)
    officer = people.signed_in(people.sign_in(" ying-lpn ", GOOD, "a"))
    assert officer is not None
    assert (officer.name, officer.login) == ("สมหญิง", "ying-lpn")
    code = give_code(people, "สมหญิง")
    assert problem(renew, people, "สมหญิง", code, OTHER, OTHER, "b") == "wrong_reset_code"
    assert people.signed_in(renew(people, "ying-lpn", code, OTHER, OTHER, "b"))


def test_nobody_signs_in_by_the_name_of_another(people: People) -> None:
    people.add("สมหญิง", Role.SECRETARY, GOOD, by="-")
    assert problem(people.add, "สมชาย", Role.OFFICER, GOOD, "-", login="สมหญิง") == "login_taken"
    people.add("สมชาย", Role.OFFICER, GOOD, by="-", login="chai")
    assert problem(people.add, "chai", Role.OFFICER, GOOD, "-") == "login_taken"
    assert problem(people.change, "สมหญิง", Role.SECRETARY, None, "chai", "-") == "login_taken"
    assert problem(people.add, "สมศรี", Role.OFFICER, "lpn-sri-แม่กวง-1", "-", login="lpn-sri") == "simple"
    # A new password leaves the name to sign in by; only who is told otherwise signs in otherwise.
    people.add("สมชาย", Role.OFFICER, OTHER, by="-")
    assert people.sign_in("chai", OTHER, "a")
    people.change("สมชาย", Role.OFFICER, None, "", "-")
    assert people.sign_in("สมชาย", OTHER, "a")


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
    verified = passwords.verified

    def counted(hashed: str, password: str) -> bool:
        looked_at.append(password)
        return verified(hashed, password)

    monkeypatch.setattr(passwords, "verified", counted)
    with ThreadPoolExecutor(30) as at_once:
        tries = [at_once.submit(problem, people.sign_in, "สมหญิง", f"ผิด-{n}", "a") for n in range(60)]
    assert sorted(each.result() for each in tries) == ["too_often"] * 55 + ["wrong"] * 5
    assert len(looked_at) == 5


def test_who_signs_in_rightly_again_and_again_is_not_counted(people: People) -> None:
    people.add("สมหญิง", Role.SECRETARY, GOOD, by="-")
    for _ in range(8):
        people.sign_in("สมหญิง", GOOD, "a")
    assert people.seconds_to_wait("สมหญิง") == 0


def test_strangers_write_little_and_not_without_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    people = People(tmp_path)
    monkeypatch.setattr(events, "_MOST_EVENTS", 10)
    people.add("สมหญิง", Role.SECRETARY, GOOD, by="-")
    for n in range(15):
        assert problem(people.sign_in, "ก" * 900_000, "ผิด", f"10.0.0.{n}") == "wrong"
    assert [event.what for event in people.events()] == ["sign_in_failed"] * 10 + ["officer_added"]
    assert {len(event.who) for event in people.events()} == {80, 1}
    assert (tmp_path / FILE_NAME).stat().st_size < 100_000


def test_a_home_of_before_with_its_failures_opens(tmp_path: Path) -> None:
    People(tmp_path)
    with closing(sqlite3.connect(tmp_path / FILE_NAME)) as file, file:
        file.execute("create table failure (name text not null, address text not null, at text not null)")
        file.execute("alter table officer drop column login")
        kept = ("สมหญิง", "secretary", passwords.hashed(GOOD), None, "2024-01-01T00:00:00")
        file.execute("insert into officer values (?, ?, ?, ?, ?)", kept)
        file.execute("insert into event values ('2024-01-01T00:00:00', ?, 'sign_in_failed', 'a')", ("ก" * 1000,))
    people = People(tmp_path)
    assert [len(event.who) for event in people.events()] == [80]
    assert people.sign_in("สมหญิง", GOOD, "a")


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
    monkeypatch.setattr(sessions, "utc_now", lambda: utc_now() + timedelta(hours=3))
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


def test_a_password_that_an_officer_renews_ends_their_sessions_elsewhere_and_nobody_elses(tmp_path: Path) -> None:
    people = People(tmp_path)
    people.add("สมหญิง", Role.SECRETARY, GOOD, by="-", login="ying")
    people.add("สมชาย", Role.OFFICER, GOOD, by="สมหญิง")
    here, there, others = (people.sign_in(login, GOOD, "a") for login in ("ying", "ying", "สมชาย"))
    assert problem(people.set_password, "สมหญิง", "ying-ลำพูน-2567", "-") == "simple"
    people.set_password("สมหญิง", OTHER, by="สมหญิง", kept=here)
    assert [bool(people.signed_in(token)) for token in (here, there, others)] == [True, False, True]
    assert problem(people.sign_in, "ying", GOOD, "a") == "wrong"
    assert people.sign_in("ying", OTHER, "a")
    people.set_password("สมหญิง", GOOD, by="สมหญิง")
    assert [bool(people.signed_in(token)) for token in (here, others)] == [False, True]


def test_officers_are_listed_by_name_and_known_by_their_address_however_it_is_written(tmp_path: Path) -> None:
    people = People(tmp_path)
    people.add(" ข  สมหญิง ", Role.SECRETARY, GOOD, by="-", email="Ying@Example.org")
    people.add("ก สมชาย", Role.OFFICER, GOOD, by="-", login=" chai  1 ")
    told = [(o.name, o.role, o.email, o.login) for o in people.officers()]
    assert told == [
        ("ก สมชาย", Role.OFFICER, None, "chai 1"),
        ("ข สมหญิง", Role.SECRETARY, "Ying@Example.org", "ข สมหญิง"),
    ]
    assert all(abs(utc_now() - officer.added_at) < timedelta(minutes=1) for officer in people.officers())
    assert people.officer_by_email("yING@example.ORG") == people.officer("ข สมหญิง")
    assert people.officer_by_email("zz@example.org") is None
    assert people.officer_by_email("") is people.officer_by_email("chai@example.org") is people.officer("ค") is None


def test_what_was_done_with_officers_is_told_with_who_did_it(tmp_path: Path) -> None:
    people = People(tmp_path)
    people.add("สมหญิง", Role.SECRETARY, GOOD, by="-")
    people.add("สมชาย", Role.OFFICER, GOOD, by="สมหญิง")
    people.change("สมชาย", Role.SECRETARY, None, "", "สมหญิง")
    people.set_password("สมชาย", OTHER, by="สมชาย")
    people.remove("สมชาย", by="สมหญิง")
    assert [(event.who, event.what, event.about) for event in reversed(people.events())] == [
        ("-", "officer_added", "สมหญิง (secretary)"),
        ("สมหญิง", "officer_added", "สมชาย (officer)"),
        ("สมหญิง", "officer_changed", "สมชาย (secretary)"),
        ("สมชาย", "password_changed", "สมชาย"),
        ("สมหญิง", "officer_removed", "สมชาย"),
    ]


def test_a_name_has_something_in_it_and_ends_somewhere(tmp_path: Path) -> None:
    people = People(tmp_path)
    people.add("ก" * 80, Role.SECRETARY, GOOD, by="-")
    for name in ("", " \n ", "ก" * 81):
        assert problem(people.add, name, Role.OFFICER, GOOD, "-") == "bad_name"
    assert problem(people.add, "สมชาย", Role.OFFICER, GOOD, "-", login="ก" * 81) == "bad_name"


def test_a_new_password_keeps_the_login_name_unless_another_is_given(tmp_path: Path) -> None:
    people = People(tmp_path)
    for login, wanted in (("ข", "ข"), ("ค", "ค"), ("", "ค")):
        people.add("กมล", Role.OFFICER, GOOD, by="-", login=login)
        assert [officer.login for officer in people.officers()] == [wanted]
    # Nobody is a secretary here, so nobody is the last one.
    people.change("กมล", Role.AGENCY, None, "ค", "-")


def test_the_last_secretary_stays(people: People) -> None:
    people.add("สมหญิง", Role.SECRETARY, GOOD, by="-")
    people.add("สมชาย", Role.OFFICER, GOOD, by="-")
    assert problem(people.remove, "สมหญิง", "-") == "last_secretary"
    assert problem(people.add, "สมหญิง", Role.OFFICER, GOOD, "-") == "last_secretary"
    # Whoever stays one may change, and whoever is none may go.
    people.change("สมหญิง", Role.SECRETARY, None, "ying", "-")
    people.remove("สมชาย", "-")
    people.add("สมศรี", Role.SECRETARY, GOOD, by="-")
    people.remove("สมหญิง", "-")
    assert [officer.name for officer in people.officers()] == ["สมศรี"]


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


def test_no_password_and_no_token_stands_in_the_file(tmp_path: Path) -> None:
    people = People(tmp_path)
    people.add("สมหญิง", Role.SECRETARY, GOOD, by="-")
    token = people.sign_in("สมหญิง", GOOD, "a")
    data = (tmp_path / FILE_NAME).read_bytes()
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
    people.change("สมชาย", Role.SECRETARY, "a@example.org", "", "สมหญิง")
    changed = people.officer("สมชาย")
    assert changed is not None
    assert (changed.role, changed.email) == (Role.SECRETARY, "a@example.org")
    assert people.sign_in("สมชาย", GOOD, "10.0.0.1")
    people.remove("สมหญิง", "-")
    assert problem(people.change, "สมชาย", Role.OFFICER, None, "", "-") == "last_secretary"


def test_a_one_time_code_is_used_once_and_ends_after_a_day(people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    people.add("สมหญิง", Role.SECRETARY, GOOD, by="-")
    code = give_code(people, "สมหญิง")
    assert problem(renew, people, "สมหญิง", "0000-0000-0000", OTHER, OTHER, "a") == "wrong_reset_code"
    assert renew(people, "สมหญิง", code, OTHER, OTHER, "a")
    assert problem(renew, people, "สมหญิง", code, GOOD, GOOD, "a") == "wrong_reset_code"
    late = give_code(people, "สมหญิง")
    with monkeypatch.context() as later:
        later.setattr("ecodash.access.password_changes.utc_now", lambda: utc_now() + timedelta(hours=25))
        assert problem(renew, people, "สมหญิง", late, GOOD, GOOD, "b") == "wrong_reset_code"


@pytest.mark.slow
def test_whom_one_machine_lets_in_signs_in_at_another(machine: Callable[[str], People]) -> None:
    one, two = machine("one"), machine("two")
    one.add("สมหญิง", Role.SECRETARY, GOOD, by="-")
    token = two.sign_in("สมหญิง", GOOD, "10.0.0.1")
    assert one.signed_in(token) == two.officer("สมหญิง")
    # A cookie of the one is a cookie of the other, and a code from the one is used at the other.
    assert one.secret() == two.secret()
    assert two.signed_in(renew(two, "สมหญิง", give_code(one, "สมหญิง"), OTHER, OTHER, "a"))
    assert one.signed_in(token) is None
    # Guesses are counted together, wherever they are made.
    tries = [problem((one, two)[n % 2].sign_in, "สมหญิง", "ผิด", "10.0.0.66") for n in range(6)]
    assert tries == ["wrong"] * 5 + ["too_often"]
    one.add("สมชาย", Role.SECRETARY, GOOD, by="-")
    session = two.sign_in("สมชาย", GOOD, "10.0.0.2")
    one.remove("สมชาย", by="-")
    assert two.signed_in(session) is None


@pytest.mark.slow
def test_a_passphrase_set_at_one_machine_holds_at_all_within_two_seconds(machine: Callable[[str], People]) -> None:
    one, two = machine("one"), machine("two")
    one.set_passphrase("ประชาชนลำพูนทุกคน", by="-")
    key = one.enter("ประชาชนลำพูนทุกคน", "a")
    time.sleep(1.1)
    two.may_read(None)
    assert not two.may_read(None)
    assert two.may_read(key)


@pytest.mark.slow
def test_while_the_shared_record_is_away_readers_go_on_and_nobody_is_let_in(
    machine: Callable[[str], People], postgres: Postgres
) -> None:
    one = machine("one")
    one.add("สมหญิง", Role.SECRETARY, GOOD, by="-")
    one.set_passphrase("ประชาชนลำพูนทุกคน", by="-")
    key = one.enter("ประชาชนลำพูนทุกคน", "a")
    token = one.sign_in("สมหญิง", GOOD, "a")
    withdraw_name(one, "สมศรี ใจดี", "สมหญิง")
    assert withdrawn_names(one) == ["สมศรี ใจดี"]
    postgres.kill()
    try:
        for here in (one, machine("one")):
            # Also a machine that starts meanwhile knows what it knew.
            assert here.may_read(key)
            assert not here.may_read(None)
            assert withdrawn_names(here) == ["สมศรี ใจดี"]
            assert problem(here.signed_in, token) == "away"
            assert problem(here.sign_in, "สมหญิง", GOOD, "a") == "away"
        with pytest.raises(EntryProblem):
            machine("never-there-before")
    finally:
        postgres.start()
    time.sleep(2.1)
    assert one.signed_in(token)


@pytest.mark.slow
def test_accounts_move_into_the_shared_record_and_back(tmp_path: Path, address: str) -> None:
    alone = People(tmp_path / "home")
    alone.add("สมหญิง", Role.SECRETARY, GOOD, by="-", email="s@example.org")
    alone.set_passphrase("ประชาชนลำพูนทุกคน", by="สมหญิง")
    key = alone.enter("ประชาชนลำพูนทุกคน", "a")
    place = SharedPlace(address)
    shared = People(tmp_path / "home", place)
    assert (shared.officers(), shared.secret()) == (alone.officers(), alone.secret())
    assert shared.may_read(key)
    assert [(e.what, e.about) for e in shared.events()] == [(e.what, e.about) for e in alone.events()]
    # A second home brings nobody: who was removed must not come back with an old folder.
    other = People(tmp_path / "other")
    other.add("สมศรี", Role.SECRETARY, GOOD, by="-")
    assert [officer.name for officer in People(tmp_path / "other", place).officers()] == ["สมหญิง"]
    shared.add("สมชาย", Role.OFFICER, OTHER, by="สมหญิง")
    home: Place = SqlitePlace(tmp_path / "home")
    assert carry(place, home) == 2
    back = People(tmp_path / "home")
    assert back.officers() == shared.officers()
    assert back.sign_in("สมชาย", OTHER, "a")
    assert back.setting("last known secret") is None
    place.close()


@pytest.mark.slow
def test_shared_accounts_of_before_sign_in_by_their_names(machine: Callable[[str], People], postgres: Postgres) -> None:
    machine("one").add("สมหญิง", Role.SECRETARY, GOOD, by="-")
    postgres.run("alter table ecodash_access.officer drop column login")
    assert machine("two").sign_in("สมหญิง", GOOD, "a")


@pytest.mark.slow
def test_two_machines_that_start_at_once_make_the_tables_once(machine: Callable[[str], People]) -> None:
    with ThreadPoolExecutor(4) as at_once:
        started = list(at_once.map(machine, "abcd"))
    assert len({each.secret() for each in started}) == 1


def test_a_name_that_nobody_has_costs_what_a_password_costs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    assert extract_parameters(passwords.NOBODY) == extract_parameters(passwords.hashed(GOOD))
    assert not passwords.verified(passwords.NOBODY, "")
