from datetime import date
from typing import Any

import pytest

from ecodash import facts
from ecodash.api import answers
from ecodash.api.query import check_parameters, read_question, read_span
from ecodash.language.refusal import Refusal
from ecodash.store.database import Database
from ecodash.store.store import Store
from survey import AREA, FRAMEWORK, surveyed_store


@pytest.fixture(scope="module")
def store() -> Store:
    return surveyed_store()


def status_of(store: Store, **query: str) -> dict[str, Any]:
    return answers.status(store, *read_question(store, query))


def codes(store: Store, table: str, column: str = "code", **query: str) -> list[Any]:
    return [row[column] for row in answers.table(store, table, *read_question(store, query))["rows"]]


def test_status_is_the_contract_to_the_letter(store: Store) -> None:
    answer = status_of(store, area=AREA, framework=FRAMEWORK, as_of="2024-05-10")
    assert list(answer) == ["area", "framework", "as_of", "known_at", "demo", "counts", "items"]
    assert answer["area"] == AREA
    assert answer["as_of"] == "2024-05-10"
    assert answer["known_at"] is None
    assert answer["demo"] is False
    assert answer["counts"] == {
        "met": 1, "partly_met": 1, "not_met": 0, "not_applicable": 0, "not_assessed": 1, "total": 3,
    }  # fmt: skip
    assert list(answer["counts"]) == [
        "met", "partly_met", "not_met", "not_applicable", "not_assessed", "total",
    ]  # fmt: skip
    assert answer["items"][1] == {
        "item": "2",
        "result": "partly_met",
        "effective_on": "2024-02-01",
        "recorded_at": "2024-06-01T08:00:00Z",
        "evidence": 1,
        "agency": "municipality",
        "due_on": "2024-04-30",
        "days_late": 10,
    }
    assert answer["items"][2] == {
        "item": "10",
        "result": "not_assessed",
        "effective_on": None,
        "recorded_at": None,
        "evidence": 0,
        "agency": None,
        "due_on": None,
        "days_late": None,
    }


def test_status_as_it_was_known_then(store: Store) -> None:
    then = status_of(store, as_of="2024-05-10", known_at="2024-05-10")
    assert [item["result"] for item in then["items"]] == ["met", "not_assessed", "not_assessed"]
    assert then["known_at"] == "2024-05-10T16:59:59.999999Z"
    later = status_of(store, as_of="2024-05-10", known_at="2024-06-01T15:00:00+07:00")
    assert later["known_at"] == "2024-06-01T08:00:00Z"
    assert later["items"][1]["result"] == "partly_met"


def test_status_as_of_a_meeting(store: Store) -> None:
    assert status_of(store, as_of="m-1") == status_of(store, as_of="2024-02-12")


def test_status_of_the_home_area_unless_another_is_asked(store: Store) -> None:
    assert status_of(store)["area"] == AREA
    assert status_of(store, province="rayong")["area"] == "rayong-town"


def test_an_item_narrows_the_items_and_never_the_counts(store: Store) -> None:
    answer = status_of(store, item="10", as_of="2024-05-10")
    assert [item["item"] for item in answer["items"]] == ["10"]
    assert answer["counts"]["total"] == 3


def test_changes_say_from_what_to_what_and_by_whom(store: Store) -> None:
    answer = answers.changes(store, AREA, FRAMEWORK, date(2024, 1, 31), date(2024, 3, 31))
    assert list(answer) == ["demo", "area", "framework", "from", "to", "rows"]
    assert answer["rows"] == [
        {
            "item": "1",
            "from": "not_met",
            "to": "met",
            "effective_on": "2024-03-01",
            "recorded_at": "2024-03-05T08:00:00Z",
            "by": "สมหญิง",
        },
        {
            "item": "2",
            "from": "not_assessed",
            "to": "partly_met",
            "effective_on": "2024-02-01",
            "recorded_at": "2024-06-01T08:00:00Z",
            "by": "สมหญิง",
        },
    ]


def test_nothing_changes_within_a_day(store: Store) -> None:
    day = date(2024, 3, 1)
    assert answers.changes(store, AREA, FRAMEWORK, day, day)["rows"] == []


def test_series_has_one_row_per_month_end_equal_to_the_status_of_that_day(store: Store) -> None:
    answer = answers.series(store, AREA, FRAMEWORK, date(2024, 1, 1), date(2024, 3, 31))
    assert [row["month"] for row in answer["rows"]] == ["2024-01-31", "2024-02-29", "2024-03-31"]
    for row in answer["rows"]:
        counts = status_of(store, as_of=row["month"])["counts"]
        assert row == {"month": row["month"], **counts}


def test_the_span_defaults_to_the_year_before(store: Store) -> None:
    _, start, end = read_span(store, {"as_of": "2024-02-29"})
    assert (start, end) == (date(2023, 2, 28), date(2024, 2, 29))
    _, start, end = read_span(store, {"from": "m-1", "to": "m-2"})
    assert (start, end) == (date(2024, 2, 12), date(2024, 10, 1))


@pytest.mark.parametrize("table", answers.COLUMNS)
def test_every_table_answers_in_its_columns(store: Store, table: str) -> None:
    answer = answers.table(store, table, *read_question(store, {}))
    assert list(answer) == ["demo", "as_of", "rows"]
    assert answer["rows"]
    assert all(tuple(row) == answers.COLUMNS[table] for row in answer["rows"])


def test_values_are_plain(store: Store) -> None:
    area = answers.table(store, "areas", *read_question(store, {"area": AREA}))["rows"][0]
    assert (area["province"], area["lat"], area["lon"]) == ("ลำพูน", 18.567, None)
    activity = answers.table(store, "activities", *read_question(store, {"area": AREA}))["rows"][0]
    assert activity["allocated_baht"] == 1900000
    assert isinstance(activity["allocated_baht"], int)
    assert activity["result_value"] == 8.5
    # Nil and not told stay apart.
    assert (activity["disbursed_baht"], activity["planned_baht"]) == (0, None)


@pytest.mark.parametrize(
    ("table", "query", "expected"),
    [
        ("areas", {"phase": "1"}, ["rayong-town"]),
        ("areas", {"province": "ลำพูน"}, [AREA]),
        ("phases", {"phase": "3"}, ["3"]),
        ("frameworks", {"framework": "other"}, ["other"]),
        ("activities", {"area": AREA}, ["a-1"]),
        ("activities", {"phase": "1"}, ["a-2"]),
        ("activities", {"fy": "2568"}, ["a-2"]),
        ("activities", {"agency": "province-office"}, ["a-1", "a-2"]),
        ("activities", {"agency": "municipality"}, ["a-1"]),
        ("activities", {"item": "2"}, ["a-1"]),
        ("activities", {"item": "1"}, []),
        ("activities", {"framework": "other"}, []),
        ("meetings", {}, ["m-2", "m-r", "m-1"]),
        ("meetings", {"area": AREA}, ["m-2", "m-1"]),
        ("meetings", {"province": "lamphun"}, ["m-2", "m-1"]),
        ("meetings", {"phase": "1"}, ["m-r"]),
        ("meetings", {"fy": "2567"}, ["m-r", "m-1"]),
        ("meetings", {"as_of": "2024-02-12"}, ["m-1"]),
        ("meetings", {"known_at": "2023-12-31"}, []),
        ("resolutions", {"agency": "municipality"}, ["r-1"]),
        ("resolutions", {"fy": "2568"}, ["r-2"]),
        ("resolutions", {"province": "rayong"}, []),
        ("resolutions", {"as_of": "2024-02-12"}, ["r-1"]),
        ("resolutions", {"known_at": "2024-02-12"}, []),
        ("auditors", {"area": "rayong-town"}, []),
        ("auditors", {"province": "lamphun"}, ["au-1"]),
        ("agencies", {"agency": "municipality"}, ["municipality"]),
    ],
)
def test_a_selection_narrows_a_table(store: Store, table: str, query: dict[str, str], expected: list[str]) -> None:
    assert codes(store, table, **query) == expected


def test_items_and_assignments_narrow_by_framework_and_item(store: Store) -> None:
    assert codes(store, "items", "item", framework="other") == ["1"]
    assert codes(store, "items", "item", item="10") == ["10"]
    assert codes(store, "assignments", "item", item="2") == ["2"]
    assert codes(store, "assignments", "item", item="1") == []
    assert codes(store, "assignments", "item", agency="province-office") == []
    assert codes(store, "assignments", "item", as_of="2024-02-11") == []


def test_every_answer_made_of_demonstration_data_says_so() -> None:
    demo = surveyed_store(demo_today=date(2024, 5, 10))
    selection = facts.read_selection(demo, {"demo": "1"})[0]
    day = selection.as_of
    assert day == date(2024, 5, 10)
    assert answers.status(demo, selection)["demo"] is True
    assert answers.changes(demo, AREA, FRAMEWORK, day, day)["demo"] is True
    assert answers.series(demo, AREA, FRAMEWORK, day, day)["demo"] is True
    assert all(answers.table(demo, name, selection)["demo"] is True for name in answers.COLUMNS)


@pytest.mark.parametrize(
    ("query", "key"),
    [
        ({"area": "nowhere-at-all"}, "api.misread"),
        ({"area": "lamphun-ban-klan"}, "api.misread_near"),
        ({"fy": "2024"}, "api.misread"),
        ({"as_of": "2024-02-30"}, "api.misread"),
        ({"as_of": "2567-02-12"}, "api.misread_near"),
        ({"known_at": "yesterday"}, "api.misread"),
        ({"known_at": "0001-01-01T00:00:00+07:00"}, "api.misread"),
        ({"item": "99"}, "api.misread"),
        ({"area": AREA, "phase": "1"}, "app.not_in_area"),
        ({"as_of": "2024-02-12", "vs": "2024-02-12"}, "app.vs_not_before"),
    ],
)
def test_what_is_not_understood_is_refused_by_name(store: Store, query: dict[str, str], key: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_question(store, query)
    assert refused.value.code == key
    assert refused.value.values["parameter"] in query
    assert refused.value.values["value"] in query.values()


def test_unknown_and_repeated_parameters_are_refused() -> None:
    with pytest.raises(Refusal, match="unknown_parameter"):
        check_parameters([("aera", "x")])
    with pytest.raises(Refusal, match="unknown_parameter"):
        check_parameters([("from", "2024-01-01")], ("to",))
    with pytest.raises(Refusal, match="repeated_parameter"):
        check_parameters([("area", "x"), ("area", "x")])


def test_days_the_wrong_way_round_are_refused(store: Store) -> None:
    with pytest.raises(Refusal, match="from_after_to"):
        read_span(store, {"from": "2024-03-01", "to": "2024-02-01"})


def test_a_store_without_areas_says_so() -> None:
    database = Database(None)
    database.migrate()
    with pytest.raises(Refusal, match="no_area"):
        status_of(Store(database))
