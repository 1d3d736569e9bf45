"""Any past state against a plain model: what counts on a day, as it was known at a moment."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecodash.domain.kinds import KINDS
from ecodash.domain.vocabulary import Means, Result, Review
from ecodash.facts.lists import ALWAYS
from ecodash.store.change import Act
from ecodash.store.database import Database
from ecodash.store.store import Store

START = datetime(2024, 1, 1, 8)
FIRST = date(2024, 1, 30)
DAYS = [FIRST + timedelta(days=n) for n in (0, 1, 2, 30, 31, 60)]
ASKED_DAYS = [day + timedelta(days=shift) for day in DAYS for shift in (-1, 0)]
MONTH_ENDS = [date(2024, 1, 31), date(2024, 2, 29), date(2024, 3, 31)]
AREAS, ITEMS = ("a", "b"), ("1", "2")
# Item 1 was always in the framework, 2 joined it, and 3 is not surveyed by anyone.
LISTED = {"1": date.min, "2": DAYS[3], "3": DAYS[1]}

Row = tuple[str, dict[str, Any]]


@dataclass
class Revision:
    rev: int
    recorded_at: datetime
    kind: str
    key: tuple[Any, ...]
    row: dict[str, Any]

    @property
    def since(self) -> date:
        """A row without a day holds since before anyone counted."""
        return self.row["effective_on"] or date.min


@dataclass
class Model:
    """What was recorded, as a list; every question is answered by looking through all of it."""

    revisions: list[Revision] = field(default_factory=list)
    voids: list[tuple[int, datetime]] = field(default_factory=list)
    at: datetime = START

    def known(self, kind: str, known: datetime) -> list[Revision]:
        voided = {rev for rev, recorded_at in self.voids if recorded_at <= known}
        return [r for r in self.revisions if r.kind == kind and r.recorded_at <= known and r.rev not in voided]

    def in_force(self, kind: str, day: date, known: datetime) -> set[int]:
        best: dict[tuple[Any, ...], Revision] = {}
        for r in self.known(kind, known):
            if r.since <= day and (r.key not in best or (r.since, r.rev) > (best[r.key].since, best[r.key].rev)):
                best[r.key] = r
        return {r.rev for r in best.values()}

    def observations(self, known: datetime) -> list[Revision]:
        """Of every code what was said last."""
        latest = {r.row["code"]: r for r in self.known("observation", known)}
        return list(latest.values())

    def item_state(self, day: date, known: datetime) -> dict[tuple[str, str], Revision]:
        counted = [r for r in self.observations(known) if r.row["review"] == "accepted" and r.since <= day]
        counted.sort(key=lambda r: (r.since, r.rev))
        return {(r.row["area"], r.row["item"]): r for r in counted}

    def month_counts(self, area: str, months: list[date], known: datetime) -> set[tuple[date, str, int]]:
        found = set()
        for month in months:
            states = self.item_state(month, known)
            listed = [item for item, since in LISTED.items() if since <= month]
            results = Counter(
                states[area, item].row["result"] if (area, item) in states else "not_assessed" for item in listed
            )
            found |= {(month, result, items) for result, items in results.items()}
        return found


observation = st.fixed_dictionaries(
    {
        "code": st.sampled_from(["o1", "o2", "o3", "o4", "o5"]),
        "area": st.sampled_from(AREAS),
        "framework": st.just("f"),
        "item": st.sampled_from(ITEMS),
        "result": st.sampled_from([r.value for r in Result]),
        "review": st.sampled_from([Review.ACCEPTED, Review.ACCEPTED, Review.REPORTED, Review.RETURNED]).map(str),
        "effective_on": st.sampled_from(DAYS),
    }
)
observation_rows = observation.map(lambda row: ("observation", row))

_VALUES: dict[Any, st.SearchStrategy[Any]] = {
    "text": st.sampled_from(["x", "y"]),
    "int": st.sampled_from([1, 2]),
    "date": st.sampled_from(DAYS[:2]),
}


def _value(expected: Any) -> st.SearchStrategy[Any]:
    return _VALUES.get(expected, st.just(1)) if isinstance(expected, str) else st.sampled_from(list(expected))


def _key_value(expected: Any) -> Any:
    """A value for a column of a key: of a vocabulary its first member."""
    if isinstance(expected, str):
        return "2024-01-01" if expected == "date" else "1"
    return next(iter(expected))


@st.composite
def any_row(draw: st.DrawFn) -> Row:
    """A row of any kind with one of few keys, so that revisions meet."""
    kind = KINDS[draw(st.sampled_from(list(KINDS)))]
    row = {column: draw(_value(kind.columns[column])) for column in kind.key}
    rest = [c for c, t in kind.columns.items() if c not in kind.key and not isinstance(t, type)]
    rest += [c for c, t in kind.columns.items() if isinstance(t, type) and issubclass(t, StrEnum)]
    spare = draw(st.sampled_from(rest))
    row[spare] = draw(_value(kind.columns[spare]))
    return kind.name, {**row, "effective_on": draw(st.none() | st.sampled_from(DAYS))}


def history(rows: st.SearchStrategy[Row]) -> st.SearchStrategy[Any]:
    """Acts in order: seconds since the one before (0: the same moment), rows, and which rows it voids."""
    voids = st.lists(st.integers(0, 99), max_size=2)
    return st.lists(st.tuples(st.integers(0, 2), st.lists(rows, max_size=4), voids), min_size=1, max_size=9)


def recorded(store: Store, acts: list[tuple[int, list[Row], list[int]]]) -> Model:
    model = Model()
    for seconds, rows, picks in acts:
        model.at += timedelta(seconds=seconds)
        targets = {model.revisions[p % len(model.revisions)].rev for p in picks if model.revisions}
        kinds = {r.rev: r.kind for r in model.revisions}
        act = Act("ใครคนหนึ่ง", Means.EDIT, recorded_at=model.at)
        change = store.commit(act, rows, [(kinds[rev], rev) for rev in targets])
        assert change.recorded_at == model.at
        for rev, (kind, row) in enumerate(change.rows, start=change.first_rev):
            key = tuple(row[column] for column in KINDS[kind].key)
            model.revisions.append(Revision(rev, model.at, kind, key, dict(row)))
        model.voids += [(rev, model.at) for rev in targets]
    return model


def moments(model: Model) -> list[datetime]:
    told = {r.recorded_at for r in model.revisions} | {at for _, at in model.voids} | {START}
    return sorted(told | {START - timedelta(seconds=1), datetime.max})


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


def asked(store: Store, text: str, **params: Any) -> list[tuple[Any, ...]]:
    with store._database._connection.cursor() as cursor:
        return cursor.execute(text, params).fetchall()


@settings(max_examples=25)
@given(history(observation_rows), st.data())
def test_the_state_of_items_on_any_day_as_known_at_any_moment(
    fresh: Callable[[], Store], acts: list[Any], data: st.DataObject
) -> None:
    store = fresh()
    model = recorded(store, acts)
    whens = st.tuples(st.sampled_from(ASKED_DAYS), st.sampled_from(moments(model)))
    for day, known in data.draw(st.lists(whens, min_size=4, max_size=8, unique=True)):
        rows = store.ask("item_states", framework="f", day=day, known=known)
        wanted = model.item_state(day, known)
        assert [(r["area"], r["item"]) for r in rows] == sorted(wanted)
        for row in rows:
            expected = wanted[row["area"], row["item"]]
            assert {c: row[c] for c in ("result", "code", "effective_on", "recorded_at")} == {
                "result": expected.row["result"],
                "code": expected.row["code"],
                "effective_on": expected.since,
                "recorded_at": expected.recorded_at,
            }


@settings(max_examples=18)
@given(history(observation_rows), st.data())
def test_month_by_month_the_counts_are_those_of_the_items_listed_on_the_last_day(
    fresh: Callable[[], Store], acts: list[Any], data: st.DataObject
) -> None:
    store = fresh()
    model = recorded(store, acts)
    items = [
        ("item", {"framework": "f", "item": i, "effective_on": d if d > date.min else None}) for i, d in LISTED.items()
    ]
    store.commit(Act("ecodash", Means.REFERENCE), items)
    area = data.draw(st.sampled_from(AREAS))
    rows = store.ask("month_counts", area=area, framework="f", months=MONTH_ENDS, known=ALWAYS)
    told = [(row["month"], row["result"], row["items"]) for row in rows]
    assert told == sorted(told)
    assert set(told) == model.month_counts(area, MONTH_ENDS, datetime.max)
    of_all = store.ask("month_counts_by_area", areas=list(AREAS), framework="f", months=MONTH_ENDS, known=ALWAYS)
    assert [(row["month"], row["result"], row["items"]) for row in of_all if row["area"] == area] == told


@settings(max_examples=18)
@given(history(observation_rows), st.data())
def test_an_items_history_tells_all_that_was_recorded_and_what_became_of_it(
    fresh: Callable[[], Store], acts: list[Any], data: st.DataObject
) -> None:
    store = fresh()
    model = recorded(store, acts)
    area, item = data.draw(st.sampled_from(AREAS)), data.draw(st.sampled_from(ITEMS))
    for known in data.draw(st.lists(st.sampled_from(moments(model)), min_size=1, max_size=3)):
        told = store.ask("item_history", area=area, framework="f", item=item, known=known, reports=True)
        mine = [
            r
            for r in model.revisions
            if r.kind == "observation" and r.recorded_at <= known and (r.row["area"], r.row["item"]) == (area, item)
        ]
        mine.sort(key=lambda r: (r.since, r.rev), reverse=True)
        voided = {rev for rev, at in model.voids if at <= known}
        stands = {r.rev for r in model.observations(known)}
        assert [
            (r["code"], r["result"], r["effective_on"], r["recorded_at"], r["review"], r["voided"]) for r in told
        ] == [(r.row["code"], r.row["result"], r.since, r.recorded_at, r.row["review"], r.rev in voided) for r in mine]
        for row, revision in zip(told, mine, strict=True):
            if not row["voided"]:
                assert row["superseded"] == (revision.rev not in stands)


@settings(max_examples=25)
@given(history(any_row()), st.data())
def test_rows_of_every_kind_are_in_force_on_any_day_as_known_at_any_moment(
    fresh: Callable[[], Store], acts: list[Any], data: st.DataObject
) -> None:
    store = fresh()
    model = recorded(store, acts)
    kinds = sorted({r.kind for r in model.revisions})
    whens = st.tuples(st.sampled_from(ASKED_DAYS), st.sampled_from(moments(model)))
    for day, known in data.draw(st.lists(whens, min_size=1, max_size=3, unique=True)):
        for kind in kinds:
            rows = asked(store, "select rev from in_force($kind, $day, $known)", kind=kind, day=day, known=known)
            assert {row[0] for row in rows} == model.in_force(kind, day, known)
            assert len(rows) == len({row[0] for row in rows})


@pytest.mark.parametrize("kind", KINDS)
def test_of_every_kind_the_latest_day_wins_and_of_one_day_the_latest_recorded(
    kind: str, fresh: Callable[[], Store]
) -> None:
    store = fresh()
    key = {column: _key_value(KINDS[kind].columns[column]) for column in KINDS[kind].key}
    days = [None, DAYS[3], DAYS[0], DAYS[3], None]
    rows = [(kind, {**key, "effective_on": day, "source": str(n)}) for n, day in enumerate(days, start=1)]
    store.commit(Act("x", Means.EDIT), rows)

    def holds(day: date) -> list[Any]:
        text = "select source from in_force($kind, $day, $known)"
        return [row[0] for row in asked(store, text, kind=kind, day=day, known=datetime.max)]

    assert holds(DAYS[0] - timedelta(days=1)) == ["5"]
    assert holds(DAYS[0]) == holds(DAYS[3] - timedelta(days=1)) == ["3"]
    assert holds(DAYS[3]) == holds(date(2100, 1, 1)) == ["4"]
    store.commit(Act("x", Means.UNDO), [], [(kind, 4)])
    assert holds(DAYS[3]) == ["2"]


def test_what_was_known_then_is_never_changed_by_what_is_recorded_later(fresh: Callable[[], Store]) -> None:
    store = fresh()
    said: dict[tuple[date, datetime], list[dict[str, Any]]] = {}
    for n, (result, day) in enumerate([("met", DAYS[3]), ("not_met", DAYS[0]), ("partly_met", DAYS[3])]):
        row = {
            "code": f"o{n}", "area": "a", "framework": "f", "item": "1",
            "result": result, "review": "accepted", "effective_on": day,
        }  # fmt: skip
        change = store.commit(Act("x", Means.EDIT), [("observation", row)])
        for asked_day in ASKED_DAYS:
            for known in {change.recorded_at, *(k for _, k in said)}:
                rows = store.ask("item_states", framework="f", day=asked_day, known=known)
                assert said.setdefault((asked_day, known), rows) == rows


def test_a_correction_that_moves_an_observation_leaves_nothing_behind(fresh: Callable[[], Store]) -> None:
    store = fresh()
    row = {
        "code": "o", "area": "a", "framework": "f", "item": "1",
        "result": "met", "review": "accepted", "effective_on": DAYS[0],
    }  # fmt: skip
    store.commit(Act("x", Means.EDIT), [("observation", row)])
    store.commit(Act("x", Means.EDIT), [("observation", {**row, "item": "2", "effective_on": DAYS[3]})])

    def states(day: date) -> list[tuple[str, str]]:
        rows = store.ask("item_states", framework="f", day=day, known=datetime.max)
        return [(r["item"], r["result"]) for r in rows]

    assert states(DAYS[0]) == []
    assert states(DAYS[3]) == [("2", "met")]
    (left,) = store.ask("item_history", area="a", framework="f", item="1", known=datetime.max, reports=False)
    assert left["superseded"]


def test_a_clock_set_back_puts_no_change_before_the_one_it_follows(fresh: Callable[[], Store]) -> None:
    store = fresh()
    first = store.commit(Act("x", Means.EDIT, recorded_at=START), [])
    second = store.commit(Act("x", Means.EDIT, recorded_at=START - timedelta(days=1)), [])
    assert second.recorded_at == first.recorded_at
