"""A clock that is wrong is told before it is written into the history; one that was wrong does not bind for ever."""

import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from ecodash.__main__ import main
from ecodash.domain.dates import utc_now
from ecodash.domain.vocabulary import Means
from ecodash.store import store as store_module
from ecodash.store.change import Act
from ecodash.store.opening import open_store
from ecodash.store.problem import StoreProblem
from ecodash.store.store import Store
from homes import assert_sound, observed

pytestmark = pytest.mark.slow

NOW = datetime(2027, 3, 4, 5, 6)


class Clock:
    """The clock of the machine, in the hands of a test."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = NOW
        monkeypatch.setattr(store_module, "utc_now", lambda: self.now)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


def save(store: Store, number: int, recorded_at: datetime | None = None) -> datetime:
    return store.commit(Act("x", Means.EDIT, recorded_at=recorded_at), [observed(number)]).recorded_at


@pytest.mark.parametrize(
    ("gap", "code"),
    [
        (timedelta(days=-2), "clock_behind"),
        (timedelta(days=-6000), "clock_behind"),
        (timedelta(days=6 * 365), "clock_ahead"),
        (timedelta(days=543 * 365.25), "clock_year"),
    ],
    ids=["two days back", "no battery", "six years on", "a Buddhist year"],
)
def test_a_clock_that_is_wrong_saves_nothing_until_it_is_right(
    tmp_path: Path, clock: Clock, gap: timedelta, code: str
) -> None:
    store = open_store(tmp_path / "home")
    save(store, 1)
    clock.now = NOW + gap
    with pytest.raises(StoreProblem) as caught:
        save(store, 2)
    assert caught.value.code == code
    for lang in ("th", "en"):
        assert f"{clock.now:%Y-%m-%d %H:%M}" in caught.value.sentence(lang)
    assert store.version == 1
    clock.now = NOW + timedelta(hours=1)
    assert save(store, 2) == clock.now
    assert_sound(store)
    store.close()


@pytest.mark.parametrize("gap", [timedelta(0), timedelta(days=400), timedelta(days=4 * 365)])
def test_a_machine_that_was_off_for_long_is_believed(tmp_path: Path, clock: Clock, gap: timedelta) -> None:
    store = open_store(tmp_path / "home")
    save(store, 1)
    clock.now = NOW + gap
    assert save(store, 2) == clock.now
    store.close()


def test_an_hour_back_keeps_the_order(tmp_path: Path, clock: Clock) -> None:
    store = open_store(tmp_path / "home")
    save(store, 1)
    clock.now = NOW - timedelta(hours=23)
    assert save(store, 2) == NOW
    store.close()


def test_a_store_in_memory_asks_no_clock_and_keeps_the_order(empty_store: Store, clock: Clock) -> None:
    save(empty_store, 1)
    clock.now = NOW - timedelta(days=6000)
    assert save(empty_store, 2) == NOW


def test_a_change_of_a_buddhist_year_does_not_date_those_that_follow(tmp_path: Path, clock: Clock) -> None:
    home = tmp_path / "home"
    store = open_store(home)
    save(store, 1, recorded_at=NOW.replace(year=2570))
    assert save(store, 2) == NOW
    store.close()
    store = open_store(home)
    clock.now = NOW + timedelta(days=3)
    assert save(store, 3) == clock.now
    known = {row["code"] for row in store.ask("item_states", framework="f", day=NOW.date(), known=clock.now)}
    assert known == {"o-2", "o-3"}
    assert_sound(store)
    store.close()


def test_who_says_that_the_clock_is_right_is_recorded_and_the_saving_goes_on(
    home: Path, clock: Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    store = open_store(home)
    save(store, 1, recorded_at=NOW + timedelta(days=90))
    with pytest.raises(StoreProblem):
        save(store, 2)
    store.close()
    assert main(["clock", "--right", "--by", "สมหญิง", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["last_change"] == NOW.isoformat()
    store = open_store(home)
    assert save(store, 2) == NOW
    told = store.ask("change_log", before=99, most=99)
    assert [(row["who"], row["row_count"]) for row in told] == [("x", 1), ("สมหญิง", 0), ("x", 1)]
    assert_sound(store)
    store.close()


def test_a_clock_is_not_believed_whose_being_right_could_not_be_recorded(tmp_path: Path, clock: Clock) -> None:
    store = open_store(tmp_path / "home")
    save(store, 1, recorded_at=NOW + timedelta(days=90))
    journal = tmp_path / "home" / "journal.jsonl"
    whole = journal.read_bytes()
    journal.write_bytes(whole + b"\n")
    with pytest.raises(StoreProblem):
        store.confirm_clock("สมหญิง")
    journal.write_bytes(whole)
    with pytest.raises(StoreProblem) as caught:
        save(store, 2)
    assert (caught.value.code, store.version) == ("clock_behind", 1)
    assert store.confirm_clock("สมหญิง").recorded_at == NOW
    store.close()


def test_a_first_start_with_a_buddhist_year_is_refused_and_nothing_recorded(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store_module, "utc_now", lambda: utc_now().replace(year=2569))
    assert main(["status"]) == 1
    store = open_store(home)
    assert store.version == 0
    store.close()
