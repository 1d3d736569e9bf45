"""Data health: what is wrong with the data is found, led to, and nothing else is complained of."""

from datetime import date, timedelta
from typing import Any

import pytest

from ecodash import facts
from ecodash.domain.vocabulary import Means
from ecodash.facts.health import SILENT_DAYS, Finding, Severity
from ecodash.store.change import Act
from ecodash.store.store import Store

DAY = date(2024, 3, 1)


@pytest.fixture
def store(empty_store: Store) -> Store:
    """Two areas with items 1 and 2, nothing surveyed, nothing assigned."""
    record(
        empty_store,
        ("area", {"code": "a", "name_th": "พื้นที่หนึ่ง", "name_en": "Area one", "short_th": "หนึ่ง", "province": "p"}),
        ("area", {"code": "b", "name_th": "พื้นที่สอง", "province": "q"}),
        ("framework", {"code": "f", "name_th": "เกณฑ์"}),
        *(("item", {"framework": "f", "item": str(n), "position": n}) for n in (1, 2)),
        ("agency", {"code": "tesaban", "name_th": "เทศบาลตำบล", "name_en": "Municipality", "short_name": "ทต."}),
    )
    return empty_store


def record(store: Store, *rows: tuple[str, dict[str, Any]]) -> None:
    store.commit(Act("x", Means.EDIT), rows)


def seen(item: str = "1", result: str = "met", code: str = "o-1", **more: Any) -> tuple[str, dict[str, Any]]:
    row = {"code": code, "area": "a", "framework": "f", "item": item, "result": result, "review": "accepted"}
    return "observation", {**row, "effective_on": "2024-02-28", **more}


def owed(item: str = "1", **more: Any) -> tuple[str, dict[str, Any]]:
    row = {"area": "a", "framework": "f", "item": item, "agency": "tesaban", "assigned_on": "2024-02-12"}
    return "assignment", {**row, "status": "open", "task": "ทำ", "effective_on": row["assigned_on"], **more}


def activity(**more: Any) -> tuple[str, dict[str, Any]]:
    row = {"code": "act", "title": "อบรม", "title_en": "Training", "area": "a", "fiscal_year": 2567}
    return "activity", {**row, "status": "planned", **more}


# What is awaited rather than wrong; told apart, since the small world has no texts and no dates.
AWAITED = ("no_results", "text_pending", "without_due_date")


def findings(store: Store, day: date = DAY, **query: str) -> list[Finding]:
    """What is found, without what is merely awaited."""
    return [finding for finding in all_findings(store, day, **query) if finding.check not in AWAITED]


def all_findings(store: Store, day: date = DAY, **query: str) -> list[Finding]:
    selection, misread = facts.read_selection(store, {"as_of": day.isoformat(), **query})
    assert misread == []
    return facts.findings(store, selection)


def checks(store: Store, day: date = DAY, **query: str) -> list[str]:
    return [finding.check for finding in findings(store, day, **query)]


def test_where_nothing_is_recorded_nothing_is_wrong_but_all_is_awaited(store: Store) -> None:
    assert findings(store) == []
    awaited = [(f.check, f.severity, f.subject_th) for f in all_findings(store)]
    assert awaited == [
        ("no_results", Severity.LOOK, "พื้นที่สอง"),
        ("no_results", Severity.LOOK, "หนึ่ง"),
        ("text_pending", Severity.LOOK, "1, 2"),
    ]


def test_many_areas_without_a_result_are_one_line_with_the_first_of_them(store: Store) -> None:
    record(store, *(("area", {"code": f"n{n}", "name_th": f"ตำบล {n}"}) for n in range(4)))
    (line,) = [f for f in all_findings(store) if f.check == "no_results"]
    assert line.subject_th == "ตำบล 0, ตำบล 1, ตำบล 2, ตำบล 3 … (6)"
    assert (line.screen, line.where) == ("areas", ())
    (one,) = [f for f in all_findings(store, area="n1") if f.check == "no_results"]
    assert one.subject_th == "ตำบล 1"


def test_a_resolution_without_owner_or_date_is_found_with_its_age(store: Store) -> None:
    record(
        store,
        ("body", {"code": "wg", "name_th": "คณะทำงาน", "area": "a"}),
        ("meeting", {"code": "m", "body": "wg", "number": "1/2567", "held_on": "2024-02-12"}),
        ("resolution", {"code": "r", "meeting": "m", "text": "สรุปผล", "status": "open"}),
    )
    found = {f.check: f for f in all_findings(store) if f.screen == "meetings"}
    assert set(found) == {"resolution_without_owner", "without_due_date"}
    assert found["without_due_date"].days == 18
    assert dict(found["without_due_date"].where) == {"as_of": "m"}
    half_a_year = date(2024, 2, 12) + timedelta(days=180)
    assert "no_meeting" not in checks(store, half_a_year)
    assert "no_meeting" in checks(store, half_a_year + timedelta(days=1))


def test_a_pass_without_evidence_is_wrong_and_leads_to_its_item(store: Store) -> None:
    record(store, seen(), owed("2", assigned_on=DAY, effective_on=DAY))
    (found,) = findings(store)
    assert (found.check, found.severity) == ("pass_without_evidence", Severity.WRONG)
    assert (found.screen, dict(found.where)) == ("criteria", {"area": "a", "item": "1"})
    # A short name in Thai alone stands for the English too, rather than none.
    assert (found.subject_th, found.subject_en) == ("หนึ่ง · ข้อ 1", "Area one · Item 1")


@pytest.mark.parametrize(
    "proof",
    [
        seen(code="o-1", evidence="รายงานผล"),
        ("evidence", {"code": "e", "observation": "o-1", "title": "ภาพ", "visibility": "internal"}),
    ],
    ids=["a document named", "a file kept"],
)
def test_a_document_or_a_file_is_evidence(store: Store, proof: tuple[str, dict[str, Any]]) -> None:
    record(store, seen())
    assert checks(store) == ["pass_without_evidence"]
    record(store, proof)
    assert checks(store) == []


@pytest.mark.parametrize("result", ["partly_met", "not_met"])
def test_a_gap_that_nobody_owns_is_wrong_until_it_is_assigned(store: Store, result: str) -> None:
    record(store, seen(result=result))
    (found,) = findings(store)
    assert (found.check, found.severity, found.days) == ("gap_without_owner", Severity.WRONG, None)
    assert dict(found.where) == {"area": "a", "item": "1"}
    record(store, owed())
    assert checks(store) == []


@pytest.mark.parametrize("result", ["not_applicable", "not_assessed"])
def test_what_is_no_gap_needs_neither_owner_nor_evidence(store: Store, result: str) -> None:
    record(store, seen(result=result))
    assert checks(store) == []


def test_a_date_has_gone_by_on_the_day_after_and_not_on_the_day_itself(store: Store) -> None:
    record(store, seen(result="not_met"), owed(due_on=DAY))
    assert checks(store, DAY) == []
    (found,) = findings(store, DAY + timedelta(days=1))
    assert (found.check, found.severity, found.days) == ("date_gone_by", Severity.LOOK, 1)


def test_what_is_met_while_its_assignment_is_open_is_worth_a_look(store: Store) -> None:
    record(store, seen(evidence="รายงาน"), owed())
    (found,) = findings(store)
    assert (found.check, found.severity) == ("met_but_open", Severity.LOOK)
    record(store, owed(status="done"))
    assert checks(store) == []


def test_an_agency_is_silent_after_sixty_days_and_not_on_the_sixtieth(store: Store) -> None:
    record(store, owed())
    last = date(2024, 2, 12) + timedelta(days=SILENT_DAYS)
    assert checks(store, last) == []
    (found,) = findings(store, last + timedelta(days=1))
    assert (found.check, found.severity, found.days) == ("agency_silent", Severity.LOOK, 61)
    assert (found.screen, dict(found.where)) == ("agencies", {"agency": "tesaban"})
    assert (found.subject_th, found.subject_en) == ("ทต.", "Municipality")


def test_a_survey_of_one_of_its_items_breaks_an_agencys_silence(store: Store) -> None:
    late = date(2024, 6, 1)
    record(store, owed("1"), owed("2"))
    assert checks(store, late) == ["agency_silent"]
    record(store, seen("2", "partly_met", effective_on="2024-05-20"))
    assert checks(store, late) == []


def test_an_agency_that_owes_nothing_may_be_silent(store: Store) -> None:
    record(store, owed(status="done"))
    assert checks(store, date(2024, 12, 31)) == []


def test_an_agency_nobody_registered_is_named_by_its_code(store: Store) -> None:
    record(store, owed(agency="unknown"))
    (found,) = findings(store, date(2024, 12, 31))
    assert (found.subject_th, found.subject_en) == ("unknown", "unknown")


@pytest.mark.parametrize(
    ("days", "wrong"),
    [
        ({"planned_start": "2023-09-30", "planned_end": "2023-09-30"}, True),
        ({"planned_start": "2023-09-30", "planned_end": "2023-10-01"}, False),
        ({"actual_start": "2024-09-30", "actual_end": "2024-10-01"}, False),
        ({"planned_end": "2024-10-01"}, True),
        ({}, False),
    ],
)
def test_an_activity_with_no_day_in_its_fiscal_year_is_wrong(store: Store, days: dict[str, str], wrong: bool) -> None:
    record(store, activity(**days))
    assert checks(store) == (["outside_fiscal_year"] if wrong else [])


@pytest.mark.parametrize(
    ("disbursed", "allocated", "wrong"),
    [("100.01", "100", True), ("100", "100", False), ("0", None, False), ("1", "0", True), (None, "1", False)],
)
def test_more_disbursed_than_allocated_is_wrong(
    store: Store, disbursed: str | None, allocated: str | None, wrong: bool
) -> None:
    record(store, activity(disbursed_baht=disbursed, allocated_baht=allocated))
    found = findings(store)
    assert [f.check for f in found] == (["disbursed_above_allocated"] if wrong else [])
    for one in found:
        assert (one.severity, one.screen, dict(one.where)) == (
            Severity.WRONG, "activities", {"fy": "2567", "area": "a"},
        )  # fmt: skip
        assert (one.subject_th, one.subject_en) == ("อบรม", "Training")


def test_what_is_wrong_comes_before_what_is_worth_a_look(store: Store) -> None:
    record(store, seen("1", evidence="รายงาน"), owed("1"), seen("2", "not_met", code="o-2"))
    assert checks(store) == ["gap_without_owner", "met_but_open"]


def test_only_what_is_selected_is_complained_of(store: Store) -> None:
    record(store, seen(), owed("2"), activity(planned_end="2020-01-01"))
    late = date(2024, 12, 31)
    assert sorted(checks(store, late)) == ["agency_silent", "outside_fiscal_year", "pass_without_evidence"]
    assert checks(store, late, area="b") == []
    assert checks(store, late, fy="2566") == ["pass_without_evidence", "agency_silent"]


def test_what_runs_out_is_told_before_and_after(store: Store) -> None:
    file = {"area": "a", "framework": "f", "item": "1", "title": "ใบอนุญาต", "visibility": "public"}
    for code, last in (("gone", -1), ("soon", 0), ("later", 91)):
        record(store, ("evidence", {**file, "code": code, "valid_until": DAY + timedelta(last)}))
    record(store, ("evidence", {**file, "code": "without-end"}))
    record(store, ("auditor", {"code": "u", "name": "นาย ก.", "area": "a", "expires_on": DAY + timedelta(36)}))
    found = [(f.check, f.severity, f.days, f.screen, f.row) for f in findings(store)]
    assert found == [
        ("evidence_expired", Severity.WRONG, 1, "criteria", ("evidence", "gone")),
        ("auditor_expires", Severity.LOOK, 36, "auditors", ("auditor", "u")),
        ("evidence_expires", Severity.LOOK, 0, "criteria", ("evidence", "soon")),
    ]
