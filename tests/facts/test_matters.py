"""What is owed is one list: agencies, areas and the verdict count the same matters, whatever is recorded."""

from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from ecodash import facts
from ecodash.domain.vocabulary import Means
from ecodash.store.change import Act
from ecodash.store.store import Store
from survey import AREA, FRAMEWORK, surveyed_store

DAY = date(2024, 12, 1)
AGENCIES = ("municipality", "province-office")
DUE = st.none() | st.dates(date(2024, 1, 1), date(2025, 6, 1))
STATUS = st.sampled_from(["open", "open", "done", "cancelled"])
RESOLUTIONS = st.lists(
    st.fixed_dictionaries(
        {
            "meeting": st.sampled_from(["m-1", "m-2", "m-r"]),
            "agency": st.none() | st.sampled_from(AGENCIES),
            "due_on": DUE,
            "status": STATUS,
        }
    ),
    max_size=4,
)
ASSIGNMENTS = st.lists(
    st.fixed_dictionaries(
        {
            "area": st.sampled_from([AREA, "rayong-town"]),
            "item": st.sampled_from(["1", "2", "10"]),
            "agency": st.sampled_from(AGENCIES),
            "resolution": st.none() | st.sampled_from(["x-0", "x-1", "x-2"]),
            "due_on": DUE,
            "status": STATUS,
        }
    ),
    max_size=5,
    unique_by=lambda row: (row["area"], row["item"], row["agency"]),
)
RESULTS = st.dictionaries(
    st.tuples(st.sampled_from([AREA, "rayong-town"]), st.sampled_from(["1", "2", "10"])),
    st.sampled_from(["met", "partly_met", "not_met", "not_applicable"]),
)


def store_of(resolutions: list[dict[str, Any]], assignments: list[dict[str, Any]], results: Any) -> Store:
    store = surveyed_store()
    made = [("resolution", {"code": f"x-{n}", "text": "ติดตาม", **row}) for n, row in enumerate(resolutions)]
    given_out = [
        ("assignment", {"framework": FRAMEWORK, "task": "ทำ", "assigned_on": "2024-03-01", **row})
        for row in assignments
    ]
    seen = [
        ("observation", {"code": f"o-{area}-{item}", "area": area, "framework": FRAMEWORK, "item": item,
                         "result": result, "review": "accepted", "effective_on": "2024-11-01"})
        for (area, item), result in results.items()
    ]  # fmt: skip
    store.commit(Act("x", Means.EDIT), [*made, *given_out, *seen])
    return store


@given(RESOLUTIONS, ASSIGNMENTS, RESULTS)
@settings(max_examples=10)
def test_agencies_areas_and_verdicts_count_the_same_matters(
    resolutions: list[dict[str, Any]], assignments: list[dict[str, Any]], results: Any
) -> None:
    store = store_of(resolutions, assignments, results)
    try:
        everywhere = facts.matters_on(store, FRAMEWORK, DAY)
        selection, _ = facts.read_selection(store, {"as_of": DAY.isoformat()})
        loads = facts.agency_loads(store, selection)
        nobody = [m for m in everywhere if m.agency is None]
        assert sum(load.count for load in loads) + len(nobody) == len(everywhere)
        assert sum(load.late for load in loads) + sum(m.is_late for m in nobody) == sum(m.is_late for m in everywhere)
        told = set()
        for area in facts.areas(store, DAY):
            brief = facts.brief(store, area["code"], FRAMEWORK, DAY, None)
            assert brief is not None
            told |= set(brief.owed)
            one, _ = facts.read_selection(store, {"as_of": DAY.isoformat(), "area": area["code"]})
            mine = [m for load in facts.agency_loads(store, one) for m in load.matters]
            assert sorted(mine + [m for m in brief.owed if m.agency is None], key=repr) == sorted(brief.owed, key=repr)
            judged = brief.verdict
            assert (judged.owed, judged.late) == (len(brief.owed), sum(m.is_late for m in brief.owed))
            assert facts.late_by_area(store, FRAMEWORK, DAY)[area["code"]] == judged.late
        assert told == set(everywhere)
    finally:
        store.close()


def test_nothing_is_late_before_its_day_and_all_is_told_since_when(demo_store: Store) -> None:
    day = demo_store.today()
    for matter in facts.matters_on(demo_store, FRAMEWORK, day):
        assert (matter.days_late is not None) == (matter.due_on is not None and matter.due_on < day)
        assert matter.days_late is None or matter.due_on == day - timedelta(days=matter.days_late)
        assert matter.since is not None or matter.agency is None
