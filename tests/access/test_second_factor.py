"""The second step: numbers of a phone, each once and few wrong ones, and codes for whoever lost it."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyotp
import pytest

from ecodash.access import attempts, second_factor
from ecodash.access.accounts import People
from ecodash.access.password_changes import give_code, renew
from ecodash.access.problem import EntryProblem
from ecodash.access.second_factor import SecondStep, address_for_phone, new_secret
from ecodash.domain.vocabulary import Role

NAME, GOOD, OTHER = "สมหญิง", "ลำพูน-หริภุญชัย-2567", "แม่กวง-อุดมธารา-2570"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
NOON = datetime(2026, 11, 30, 12)


@pytest.fixture
def people(tmp_path: Path, quick_passwords: None) -> People:
    people = People(tmp_path)
    people.add(NAME, Role.SECRETARY, GOOD, by="-")
    return people


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Sets the clock to so many seconds after noon."""

    def set_to(seconds: int) -> None:
        for module in (second_factor, attempts):
            monkeypatch.setattr(module, "utc_now", lambda: NOON + timedelta(seconds=seconds))

    set_to(0)
    return set_to


def number(seconds: int) -> str:
    return pyotp.TOTP(SECRET).at((NOON + timedelta(seconds=seconds)).replace(tzinfo=UTC))


def refused(call: Callable[..., object], *args: object) -> str:
    with pytest.raises(EntryProblem) as told:
        call(*args)
    return told.value.code


def test_it_is_on_once_the_phone_shows_the_right_number(people: People, at: Callable[[int], None]) -> None:
    assert refused(people.set_second_step, NAME, SECRET, "000000") == "wrong_number"
    assert people.sign_in(NAME, GOOD, "a")
    assert len(people.set_second_step(NAME, SECRET, number(0))) == 8
    assert refused(people.sign_in, NAME, GOOD, "a") == "number_needed"
    # A wrong password says no more than before.
    assert refused(people.sign_in, NAME, GOOD + "x", "a") == "wrong"


def test_a_number_counts_once_and_only_near_its_time(people: People, at: Callable[[int], None]) -> None:
    people.set_second_step(NAME, SECRET, number(0))
    assert refused(people.sign_in_by_number, NAME, number(0)) == "wrong_number"
    at(60)
    assert people.sign_in_by_number(NAME, f" {number(60)[:3]} {number(60)[3:]} ")
    assert refused(people.sign_in_by_number, NAME, number(60)) == "wrong_number"
    # One from before the last used is not taken either, though it is near.
    assert refused(people.sign_in_by_number, NAME, number(30)) == "wrong_number"
    assert people.sign_in_by_number(NAME, number(90))
    assert refused(people.sign_in_by_number, NAME, number(150)) == "wrong_number"


def test_five_wrong_numbers_shut_it_for_a_quarter_of_an_hour(people: People, at: Callable[[int], None]) -> None:
    people.set_second_step(NAME, SECRET, number(0))
    at(60)
    for _ in range(5):
        assert refused(people.sign_in_by_number, NAME, "123") == "wrong_number"
    assert refused(people.sign_in_by_number, NAME, number(60)) == "too_often_numbers"
    at(60 + 14 * 60)
    assert refused(people.sign_in_by_number, NAME, number(900)) == "too_often_numbers"
    at(60 + 16 * 60)
    assert people.sign_in_by_number(NAME, number(1020))


def test_a_recovery_code_works_once_and_is_kept_as_a_hash(
    people: People, at: Callable[[int], None], tmp_path: Path
) -> None:
    codes = people.set_second_step(NAME, SECRET, number(0))
    assert people.sign_in_by_number(NAME, codes[3].upper())
    assert refused(people.sign_in_by_number, NAME, codes[3]) == "wrong_number"
    step = people.second_step(NAME)
    assert step is not None
    assert step.codes_left == 7
    assert not any(code.encode() in (tmp_path / "access.sqlite").read_bytes() for code in codes)
    assert "recovery_used" in [event.what for event in people.events()]


def test_a_new_password_by_a_code_does_not_go_round_it(people: People, at: Callable[[int], None]) -> None:
    people.set_second_step(NAME, SECRET, number(0))
    assert refused(renew, people, NAME, give_code(people, NAME), OTHER, OTHER, "a") == "number_needed"
    assert refused(people.sign_in, NAME, OTHER, "a") == "number_needed"


def test_it_is_reset_by_another_and_goes_with_whoever_goes(people: People, at: Callable[[int], None]) -> None:
    people.add("สมชาย", Role.SECRETARY, GOOD, by=NAME)
    assert refused(people.drop_second_step, "สมชาย", NAME) == "no_second"
    people.set_second_step("สมชาย", SECRET, number(0))
    assert people.with_second_step() == ["สมชาย"]
    people.drop_second_step("สมชาย", NAME)
    assert people.sign_in("สมชาย", GOOD, "a")
    people.set_second_step("สมชาย", SECRET, number(0))
    people.remove("สมชาย", NAME)
    people.add("สมชาย", Role.SECRETARY, GOOD, by=NAME)
    assert people.second_step("สมชาย") is None


def test_a_number_of_the_half_minute_before_or_after_is_taken_and_no_other(
    people: People, at: Callable[[int], None]
) -> None:
    people.set_second_step(NAME, SECRET, number(0))
    at(300)
    assert refused(people.sign_in_by_number, NAME, number(240)) == "wrong_number"
    assert people.sign_in_by_number(NAME, number(270))
    assert people.sign_in_by_number(NAME, number(300))
    assert refused(people.sign_in_by_number, NAME, number(360)) == "wrong_number"
    assert people.sign_in_by_number(NAME, number(330))


def test_a_step_set_up_anew_is_told_and_the_codes_of_before_are_gone(people: People, at: Callable[[int], None]) -> None:
    old = people.set_second_step(NAME, SECRET, number(0))
    at(600)
    new = people.set_second_step(NAME, SECRET, number(600))
    assert people.second_step(NAME) == SecondStep(NOON + timedelta(seconds=600), 8)
    assert len({*old, *new}) == 16
    assert refused(people.sign_in_by_number, NAME, old[0]) == "wrong_number"
    assert people.sign_in_by_number(NAME, new[0])
    people.drop_second_step(NAME, "สมชาย")
    told = [(event.who, event.what) for event in people.events() if event.what.startswith(("second", "recovery"))]
    assert told == [
        ("สมชาย", "second_off"),
        (NAME, "recovery_used"),
        (NAME, "second_failed"),
        (NAME, "second_on"),
        (NAME, "second_on"),
    ]


def test_a_code_and_a_number_are_of_one_officer_alone(people: People, at: Callable[[int], None]) -> None:
    people.add("สมชาย", Role.SECRETARY, GOOD, by=NAME)
    codes = people.set_second_step(NAME, SECRET, number(0))
    assert refused(people.check_number, "สมชาย", codes[0]) == "wrong_number"
    assert refused(people.check_number, "สมชาย", number(30)) == "wrong_number"
    people.set_second_step("สมชาย", SECRET, number(0))
    assert refused(people.check_number, "สมชาย", codes[0]) == "wrong_number"
    assert people.with_second_step() == ["สมชาย", NAME]
    people.check_number(NAME, number(30))
    people.check_number("สมชาย", number(30))
    people.drop_second_step("สมชาย", NAME)
    assert people.second_step(NAME) == SecondStep(NOON, 8)


def test_the_phone_is_told_whose_secret_of_which_program_it_is() -> None:
    secret = new_secret()
    assert (len(secret), secret != new_secret()) == (32, True)
    told = pyotp.parse_uri(address_for_phone(secret, NAME))
    assert (told.secret, told.name, told.issuer) == (secret, NAME, "ecodash")
