"""Spans answer as the log does, on every day, whatever was recorded, corrected, reported, returned or undone."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecodash.domain.kinds import KINDS
from ecodash.domain.vocabulary import Means, Result, Review
from ecodash.facts.lists import ALWAYS
from ecodash.maintenance.verify import verify
from ecodash.store.change import Act
from ecodash.store.database import Database
from ecodash.store.opening import open_store
from ecodash.store.store import Store
from homes import database_file, fill, observed

FIRST = date(2024, 1, 30)
DAYS = [FIRST + timedelta(days=n) for n in (0, 1, 2, 30, 31, 60)]
ASKED_DAYS = sorted({day + timedelta(days=shift) for day in DAYS for shift in (-1, 0, 1)})
# As the questions were asked of the log before there were spans.
_FRESHNESS_OF_THE_LOG = """
select max(effective_on), max(recorded_at) from observation_known('infinity'::timestamp)
where review = 'accepted' and effective_on <= $day and area = $area
"""

observation = st.fixed_dictionaries(
    {
        "code": st.sampled_from(["o1", "o2", "o3", "o4"]),
        "area": st.sampled_from(["a", "b", None]),
        "framework": st.sampled_from(["f", "f", "f", "g"]),
        "item": st.sampled_from(["1", "2"]),
        "result": st.sampled_from([*Result]),
        "review": st.sampled_from([Review.ACCEPTED, Review.ACCEPTED, *Review]),
        "effective_on": st.sampled_from([*DAYS, None]),
    }
)
# Rows, which earlier revisions are voided, and which earlier act is undone.
act = st.tuples(
    st.lists(observation, max_size=3),
    st.lists(st.integers(0, 99), max_size=2),
    st.none() | st.integers(0, 99),
)


@pytest.fixture(scope="module")
def fresh() -> Iterator[Callable[[], Store]]:
    """Stores without a row, one after the other over the same database, which takes time to make."""
    database = Database(None)
    database.migrate()

    def make() -> Store:
        with database._connection.cursor() as cursor:
            cursor.execute(";".join(f"truncate {table}" for table in ("change", "voided", *KINDS)))
        return Store(database)

    yield make
    database.close()


def recorded(store: Store, rows: list[dict[str, Any]], picks: list[int], undone: int | None) -> None:
    """One act. An undo takes its act's rows away, as recording.undo does, and brings back what that act took away."""
    last = store._head.next_rev - 1
    voids = {("observation", pick % last + 1) for pick in picks if last}
    undoes = undone % store.version + 1 if undone is not None and store.version else None
    if undoes is not None:
        mine = store.ask("revisions_after", kind="observation", after=undoes - 1)
        voids |= {("observation", row["rev"]) for row in mine if row["change_id"] == undoes}
    act = Act("สมหญิง", Means.UNDO if undoes else Means.EDIT, undoes=undoes)
    store.commit(act, [("observation", row) for row in rows], voids)


def assert_answers_as_the_log(store: Store, framework: str, areas: list[str]) -> None:
    """Of every day; the newest that counts as well."""
    for day in ASKED_DAYS:
        told = store.ask("span_states", framework=framework, day=day, known=ALWAYS, area=None)
        log = store.ask("item_states", framework=framework, day=day, known=datetime.max)
        assert told == [{column: row[column] for column in told[0]} for row in log]
    for area in areas:
        mine = store.ask("area_states", framework=framework, day=day, known=ALWAYS, area=area)
        assert mine == [row for row in told if row["area"] == area]
        for moment in [row["recorded_at"] for row in store.ask("changes_after", after=0)]:
            then = store.ask("item_states", framework=framework, day=day, known=moment)
            mine = store.ask("area_states", framework=framework, day=day, known=moment, area=area)
            assert mine == [{column: row[column] for column in mine[0]} for row in then if row["area"] == area]
        rows = store.ask("freshness", day=day, known=ALWAYS, area=area)
        (newest,) = [(row["effective_on"], row["recorded_at"]) for row in rows if row["kind"] == "observation"]
        with store._database._connection.cursor() as cursor:
            assert newest == cursor.execute(_FRESHNESS_OF_THE_LOG, {"day": day, "area": area}).fetchone()


@settings(max_examples=8)
@given(st.lists(act, min_size=1, max_size=8))
def test_spans_kept_change_by_change_answer_as_the_log_on_every_day(
    fresh: Callable[[], Store], acts: list[tuple[list[dict[str, Any]], list[int], int | None]]
) -> None:
    store = fresh()
    for rows, picks, undone in acts:
        recorded(store, rows, picks, undone)
        assert store.ask("spans_differ") == [{"spans": 0}]
    assert_answers_as_the_log(store, "f", ["a", "nowhere"])
    assert_answers_as_the_log(store, "g", ["b"])


def seen(code: str, day: str, result: str, **more: Any) -> tuple[str, dict[str, Any]]:
    return observed(1, code=code, item="1", effective_on=day, result=result, **more)


def result_on(store: Store, day: str, item: str = "1") -> str | None:
    rows = store.ask("span_states", framework="f", day=date.fromisoformat(day), known=ALWAYS, area="a")
    return next((row["result"] for row in rows if row["item"] == item), None)


def test_an_observation_that_moves_away_gives_the_day_back_to_the_one_it_hid(empty_store: Store) -> None:
    empty_store.commit(Act("x", Means.EDIT), [seen("first", "2024-02-01", "not_met")])
    empty_store.commit(Act("x", Means.EDIT), [seen("second", "2024-02-01", "met")])
    assert result_on(empty_store, "2024-02-01") == "met"
    empty_store.commit(Act("x", Means.EDIT), [seen("second", "2024-03-01", "met")])
    assert [result_on(empty_store, day) for day in ("2024-01-31", "2024-02-01", "2024-03-01")] == [
        None,
        "not_met",
        "met",
    ]


def test_a_report_speaks_for_its_item_from_when_it_is_accepted_until_that_is_undone(empty_store: Store) -> None:
    empty_store.commit(Act("x", Means.EDIT), [seen("old", "2024-02-01", "not_met")])
    empty_store.commit(Act("x", Means.REPORT), [seen("new", "2024-03-01", "met", review="reported")])
    assert result_on(empty_store, "2024-03-01") == "not_met"
    accepted = empty_store.commit(Act("x", Means.EDIT), [seen("new", "2024-03-01", "met", review="accepted")])
    assert result_on(empty_store, "2024-03-01") == "met"
    voids = [("observation", accepted.first_rev)]
    undo = empty_store.commit(Act("x", Means.UNDO, undoes=accepted.id), [], voids)
    assert result_on(empty_store, "2024-03-01") == "not_met"
    assert undo.id == empty_store.version


@pytest.mark.slow
def test_a_home_of_an_earlier_program_gets_its_spans_when_it_is_opened(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    fill(store, 12)
    wanted = store.ask("span_states", framework="f", day=date(2024, 3, 1), known=ALWAYS, area=None)
    assert wanted
    store.close()
    with duckdb.connect(str(database_file(tmp_path))) as connection:
        connection.execute("drop table span; drop table span_head; drop macro table accepted")
        connection.execute("delete from schema_version where version = 3")
    store = open_store(tmp_path)
    assert store.ask("span_states", framework="f", day=date(2024, 3, 1), known=ALWAYS, area=None) == wanted
    assert store.ask("spans_differ") == [{"spans": 0}]
    store.close()


@pytest.mark.slow
def test_a_change_that_only_the_journal_has_is_in_the_spans_after_the_opening(tmp_path: Path) -> None:
    """As after a power cut between the two records."""
    store = open_store(tmp_path)
    fill(store, 3)
    before = {path: path.read_bytes() for path in database_file(tmp_path).parent.iterdir()}
    store.commit(Act("x", Means.EDIT), [seen("late", "2024-02-20", "not_met")])
    store.close()
    for path in database_file(tmp_path).parent.iterdir():
        path.write_bytes(before[path])
    store = open_store(tmp_path)
    assert result_on(store, "2024-02-20") == "not_met"
    assert store.ask("spans_differ") == [{"spans": 0}]
    store.close()


def test_a_change_that_is_not_saved_is_not_in_the_spans(empty_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(empty_store, 3)
    kept = empty_store.ask("span_states", framework="f", day=date(2024, 3, 1), known=ALWAYS, area=None)
    refused = [seen("never", "2024-02-20", "met")]
    with pytest.raises(RuntimeError), empty_store._database.writing(change_of(empty_store, refused), spans=True):
        raise RuntimeError
    assert empty_store.ask("span_states", framework="f", day=date(2024, 3, 1), known=ALWAYS, area=None) == kept
    assert empty_store.ask("spans_differ") == [{"spans": 0}]


def change_of(store: Store, rows: list[tuple[str, dict[str, Any]]]) -> Any:
    """The change that a store would write next."""
    other = Database(None)
    other.migrate()
    second = Store(other)
    for change in store.changes():
        second.commit(change.act, change.rows, change.voids)
    made = second.commit(Act("x", Means.EDIT), rows)
    second.close()
    return made


@pytest.mark.slow
def test_verifying_finds_spans_that_were_altered_and_mends_them(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    fill(store, 3)
    store.close()
    with duckdb.connect(str(database_file(tmp_path))) as connection:
        connection.execute("update span set result = 'not_met' where code = 'o-1'")
    store = open_store(tmp_path)
    (found,) = verify(store, tmp_path).problems
    assert (found.code, found.values) == ("spans_renewed", {"spans": 1})
    assert "1" in found.sentence("th")
    assert verify(store, tmp_path).ok
    store.close()


def test_a_change_writes_no_span_anew_that_stays_as_it_is(empty_store: Store) -> None:
    """Or every small change would write the whole history of its items once more."""
    days = [date(2024, 1, 1) + timedelta(days=7 * n) for n in range(40)]
    empty_store.commit(Act("x", Means.EDIT), [seen(f"o-{n}", day.isoformat(), "met") for n, day in enumerate(days)])
    before = rows_of_spans(empty_store)
    empty_store.commit(Act("x", Means.EDIT), [seen("new", "2024-03-01", "not_met")])
    after = rows_of_spans(empty_store)
    assert len(after) == 41
    # The new one, and the one before it, which now ends earlier.
    assert len(after - before) == 2


def rows_of_spans(store: Store) -> set[tuple[int, ...]]:
    """Where each row of the table stands, which changes when it is written anew."""
    with store._database._connection.cursor() as cursor:
        return set(cursor.execute("select rowid, rev from span").fetchall())


def test_an_undo_brings_back_what_its_change_took_away(empty_store: Store) -> None:
    first = empty_store.commit(Act("x", Means.EDIT), [seen("first", "2024-02-01", "not_met")])
    moved = [seen("second", "2024-03-01", "met")]
    second = empty_store.commit(Act("x", Means.EDIT), moved, [("observation", first.first_rev)])
    assert [result_on(empty_store, day) for day in ("2024-02-01", "2024-03-01")] == [None, "met"]
    empty_store.commit(Act("x", Means.UNDO, undoes=second.id), [], [("observation", second.first_rev)])
    assert [result_on(empty_store, day) for day in ("2024-02-01", "2024-03-01")] == ["not_met", "not_met"]
