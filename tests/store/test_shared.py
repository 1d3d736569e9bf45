"""Several programs, one record in PostgreSQL: nothing is lost, nothing forks, and what is wrong is said."""

import itertools
import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ecodash import identity
from ecodash.access.accounts import People
from ecodash.domain.vocabulary import Means, Role
from ecodash.evidence.problem import FileProblem
from ecodash.evidence.vault import Vault
from ecodash.maintenance.sharing import SharingProblem, compared, share, unshare
from ecodash.store.change import Act
from ecodash.store.opening import open_store
from ecodash.store.problem import StoreProblem
from ecodash.store.shared import SharedRecord
from ecodash.store.store import Store
from homes import all_rows, assert_sound, fill, observed
from postgres import Postgres

pytestmark = pytest.mark.slow
_names = itertools.count()


@pytest.fixture
def address(postgres: Postgres) -> str:
    return postgres.fresh(f"record_{os.getpid()}_{next(_names)}")


@pytest.fixture
def opened(tmp_path: Path, address: str) -> Iterator[Callable[..., Store]]:
    """Opens a home by its name as a program of its own would."""
    stores: list[Store] = []

    def open_one(name: str, at: str = address) -> Store:
        store = open_store(tmp_path / name, shared=SharedRecord(at))
        stores.append(store)
        store.follow()
        return store

    yield open_one
    for store in stores:
        store.close()


def record(store: Store, n: int) -> int:
    return store.commit(Act("สมหญิง", Means.EDIT), [observed(n)]).id


def test_what_one_records_the_others_have(opened: Callable[..., Store]) -> None:
    one, two, three = opened("one"), opened("two"), opened("three")
    fill(one, 4)
    assert two.follow() == 4
    assert record(two, 5) == 5
    # Who records takes over first what others recorded: its change follows theirs.
    assert record(three, 6) == 6
    assert one.follow() == 2
    two.follow()
    assert one.head == two.head == three.head
    assert all_rows(one._database) == all_rows(two._database) == all_rows(three._database)
    for store in (one, two, three):
        assert_sound(store)


def test_a_home_that_starts_later_has_everything(opened: Callable[..., Store]) -> None:
    one = opened("one")
    fill(one, 7)
    late = opened("late")
    assert all_rows(late._database) == all_rows(one._database)
    assert_sound(late)


def test_writers_at_the_same_time_never_lose_or_fork_a_change(opened: Callable[..., Store], postgres: Postgres) -> None:
    stores = [opened(name) for name in ("one", "two", "three")]
    told: list[int] = []

    def work(number: int, store: Store) -> None:
        told.extend(record(store, 1000 * number + n) for n in range(12))

    threads = [threading.Thread(target=work, args=each) for each in enumerate(stores)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(told) == list(range(1, 37)), "every number was given to one change"
    for store in stores:
        store.follow()
        assert_sound(store)
    assert len({store.head for store in stores}) == 1
    assert len(all_rows(stores[0]._database)["observation"]) == 36


def test_reading_goes_on_while_the_record_is_away_and_nothing_acknowledged_is_lost(
    opened: Callable[..., Store], postgres: Postgres
) -> None:
    one, two = opened("one"), opened("two")
    record(one, 1)
    postgres.kill()
    try:
        assert one.ask("head")[0]["id"] == 1
        with pytest.raises(StoreProblem) as refused:
            record(one, 2)
        assert refused.value.code == "shared_away"
        with pytest.raises(StoreProblem):
            two.follow()
        assert two.trouble is not None
        assert two.version == 0
    finally:
        postgres.start()
    assert two.follow() == 1
    assert two.trouble is None
    assert record(two, 2) == 2
    assert one.follow() == 1
    assert_sound(one)


def test_a_line_that_breaks_while_it_is_written_is_looked_into(
    opened: Callable[..., Store], postgres: Postgres
) -> None:
    one = opened("one")
    shared = one.shared
    assert shared is not None
    # The server ends the connection after the change was written: it is there, and that is what is said.
    append = shared.append

    def cut_behind(change: object) -> None:
        append(change)  # type: ignore[arg-type]
        assert shared._connection is not None
        postgres.run(f"select pg_terminate_backend({shared._connection.info.backend_pid})")

    shared.append = cut_behind  # type: ignore[method-assign]
    assert record(one, 1) == 1
    shared.append = append  # type: ignore[method-assign]
    assert record(one, 2) == 2
    # And before it was written: it is not there, and that is what is said.
    with one.exclusive():
        assert shared._connection is not None
        postgres.run(f"select pg_terminate_backend({shared._connection.info.backend_pid})")
        with pytest.raises(StoreProblem) as refused:
            record(one, 3)
    assert refused.value.code == "shared_away"
    assert one.version == 2
    assert record(one, 3) == 3
    assert_sound(one)


def test_a_program_that_stopped_between_both_records_catches_up(
    opened: Callable[..., Store], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, address: str
) -> None:
    one = opened("one")
    record(one, 1)

    def full(_: object) -> None:
        raise OSError(28, "No space left on device")

    assert one._journal is not None
    monkeypatch.setattr(one._journal, "extend", full)
    with pytest.raises(StoreProblem) as told:
        record(one, 2)
    assert told.value.code == "shared_not_here"
    with pytest.raises(StoreProblem):
        record(one, 3)
    one.close()
    again = open_store(tmp_path / "one", shared=SharedRecord(address))
    assert again.version == 2
    assert again.follow() == 0
    assert_sound(again)
    again.close()


def test_a_home_with_another_past_is_refused_and_left_as_it_is(
    opened: Callable[..., Store], tmp_path: Path, address: str
) -> None:
    fill(opened("one"), 2)
    alone = open_store(tmp_path / "alone")
    fill(alone, 1, start=50)
    alone.close()
    before = (tmp_path / "alone" / "journal.jsonl").read_bytes()
    with pytest.raises(StoreProblem) as refused:
        opened("alone")
    assert refused.value.code == "shared_diverged"
    assert (tmp_path / "alone" / "journal.jsonl").read_bytes() == before


def test_a_record_that_was_put_back_to_an_earlier_day_is_refused(
    opened: Callable[..., Store], postgres: Postgres, address: str
) -> None:
    one = opened("one")
    fill(one, 3)
    postgres.run("delete from ecodash_change where id = 3", address)
    with pytest.raises(StoreProblem) as refused:
        record(one, 4)
    assert refused.value.code == "shared_diverged"


@pytest.mark.parametrize(
    "harm",
    [
        "update ecodash_change set line = replace(line, 'met', 'not_met') where id = 2",
        "update ecodash_change set line = 'x' where id = 2",
        "update ecodash_change set id = 9 where id = 2",
        "delete from ecodash_change where id = 2",
    ],
)
def test_rows_changed_by_hand_are_found_by_the_chain(
    opened: Callable[..., Store], postgres: Postgres, address: str, harm: str
) -> None:
    fill(opened("one"), 3)
    postgres.run(harm, address)
    with pytest.raises(StoreProblem) as refused:
        opened("late")
    assert refused.value.code == "shared_altered"


def test_no_two_changes_follow_the_same_one_even_without_a_turn(address: str, opened: Callable[..., Store]) -> None:
    one, two = opened("one"), opened("two")
    shared = two.shared
    assert shared is not None
    change = None

    def remember(given: object) -> None:
        nonlocal change
        change = given
        raise StoreProblem("shared_away", reason="-")

    append, shared.append = shared.append, remember  # type: ignore[method-assign,assignment]
    with pytest.raises(StoreProblem):
        record(two, 1)
    record(one, 2)
    with pytest.raises(StoreProblem) as refused:
        append(change)  # type: ignore[arg-type]
    assert refused.value.code == "shared_diverged"


def test_a_user_without_rights_is_told_so(postgres: Postgres, address: str, opened: Callable[..., Store]) -> None:
    record(opened("one"), 1)
    name = f"reader_{os.getpid()}"
    postgres.run(f"create role {name} login", address)
    postgres.run(f"grant select on ecodash_format, ecodash_change to {name}", address)
    store = opened("two", address.replace("//eco@", f"//{name}@"))
    assert store.version == 1
    with pytest.raises(StoreProblem) as refused:
        record(store, 2)
    assert refused.value.code == "shared_rights"
    assert store.version == 1
    postgres.run(f"drop owned by {name}; drop role {name}", address)


def test_a_record_of_another_version_is_told_so(postgres: Postgres, address: str, opened: Callable[..., Store]) -> None:
    record(opened("one"), 1)
    postgres.run("update ecodash_format set format = 99", address)
    with pytest.raises(StoreProblem) as refused:
        opened("two")
    assert refused.value.code == "shared_newer"


def test_a_record_of_before_goes_on_and_programs_of_before_do_not(
    postgres: Postgres, address: str, opened: Callable[..., Store]
) -> None:
    record(opened("one"), 1)
    postgres.run("update ecodash_format set format = 1", address)
    record(opened("two"), 2)
    assert max(postgres.run("select format from ecodash_format", address)) == (3,)


def test_who_listens_hears_of_a_change_at_once(opened: Callable[..., Store], address: str) -> None:
    one = opened("one")
    listener = SharedRecord(address)
    listener.wait(0)
    heard: list[bool] = []
    waiting = threading.Thread(target=lambda: heard.append(listener.wait(20)))
    waiting.start()
    record(one, 1)
    waiting.join(timeout=10)
    assert heard == [True]
    listener.close()


def test_a_link_that_is_withdrawn_at_one_ends_at_all(opened: Callable[..., Store]) -> None:
    one, two = opened("one"), opened("two")
    token = "of-an-agencys-link"
    row = {"code": "l-1", "agency": "tesaban", "token_sha256": identity.token_hash(token)}
    one.commit(Act("สมหญิง", Means.EDIT), [("agency_link", row)])
    two.follow()
    assert identity.open_link(two, token)
    one.commit(Act("สมหญิง", Means.EDIT), [("agency_link", row | {"withdrawn_on": one.today()})])
    two.follow()
    assert identity.open_link(two, token) is None


def test_evidence_kept_by_one_is_shown_by_another(
    opened: Callable[..., Store], tmp_path: Path, postgres: Postgres, address: str
) -> None:
    one, two = opened("one"), opened("two")
    photo = (Path(__file__).parents[2] / "ecodash/web/assets/icon.png").read_bytes()
    kept = Vault(tmp_path / "one", one.shared).put(photo, "รูป.png")
    vault = Vault(tmp_path / "two", two.shared)
    content, media_type = vault.get(kept.sha256)
    assert media_type == "image/png"
    assert Vault(tmp_path / "one").get(kept.sha256)[0] == content
    # From now on it is here too; and what was altered there is not taken.
    assert Vault(tmp_path / "two").get(kept.sha256)[0] == content
    postgres.run("update ecodash_file set content = 'x'", address)
    with pytest.raises(FileProblem):
        Vault(tmp_path / "three", two.shared).get(kept.sha256)


def test_a_home_moves_into_the_record_and_back_with_every_answer_the_same(tmp_path: Path, address: str) -> None:
    home, elsewhere = tmp_path / "home", tmp_path / "elsewhere"
    photo = (Path(__file__).parents[2] / "ecodash/web/assets/icon.png").read_bytes()
    store = open_store(home)
    fill(store, 9)
    kept = Vault(home).put(photo, "รูป.png")
    evidence = {"code": "e-1", "file_name": "รูป.png", "sha256": kept.sha256, "visibility": "public"}
    store.commit(Act("สมหญิง", Means.EDIT), [("evidence", evidence)])
    People(home).add("สมหญิง", Role.SECRETARY, "ลำพูน-หริภุญชัย-2567", by="-")
    moved = share(store, home, address)
    assert (moved.changes, moved.files, moved.officers) == (10, 1, 1)
    assert moved.rows == 20
    with pytest.raises(StoreProblem) as refused:
        share(store, home, address)
    assert refused.value.code == "shared_not_empty"
    before = all_rows(store._database)
    store.close()

    other = open_store(elsewhere, shared=SharedRecord(address))
    other.follow()
    assert all_rows(other._database) == before
    assert record(other, 77) == 11
    back = unshare(other, elsewhere, address)
    assert (back.changes, back.officers) == (11, 1)
    assert People(elsewhere).sign_in("สมหญิง", "ลำพูน-หริภุญชัย-2567", "a")
    other.close()
    alone = open_store(elsewhere)
    assert alone.version == 11
    assert_sound(alone)
    assert Vault(elsewhere).get(kept.sha256)[1] == "image/png"
    with pytest.raises(SharingProblem):
        unshare(alone, elsewhere, address)
    alone.close()


def test_what_is_not_the_same_is_said(tmp_path: Path) -> None:
    one, other = open_store(tmp_path / "one"), open_store(tmp_path / "other")
    record(one, 1)
    record(other, 2)
    with pytest.raises(SharingProblem):
        compared(one, other)
    one.close()
    other.close()
