"""What people record: who may, double clicks, two officers at one row, and taking it all back."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copies import store_as
from ecodash import facts, recording
from ecodash.access.roles import READER, Forbidden, Principal
from ecodash.domain.vocabulary import Means, Role
from ecodash.facts.lists import ALWAYS
from ecodash.recording import (
    NOTHING_SEEN,
    CannotUndo,
    Entry,
    Stale,
    record,
    redo,
    revised,
    standing,
    undo,
    what_stops_redoing,
    what_stops_undoing,
)
from ecodash.store.change import Act
from ecodash.store.store import Store
from homes import assert_sound

SECRETARY = Principal("สมหญิง", Role.SECRETARY)
OFFICER = Principal("สมชาย", Role.OFFICER)
AGENCY = Principal("tesaban", Role.AGENCY, "tesaban", "tesaban-1")


def seen_on(day: date, item: str = "1", result: str = "met", code: str = "o-1", **more: Any) -> Entry:
    row = {"code": code, "area": "a", "framework": "f", "item": item, "result": result, "review": "accepted"}
    return Entry("observation", {**row, "effective_on": day, **more})


DAY = date(2024, 2, 12)
AREA = Entry("area", {"code": "a", "name_th": "พื้นที่", "province": "p"})


def _two_items(store: Store) -> None:
    rows = [
        ("area", {"code": "a", "name_th": "พื้นที่"}),
        ("framework", {"code": "f", "name_th": "เกณฑ์"}),
        *(("item", {"framework": "f", "item": str(n), "type": "mandatory", "position": n}) for n in (1, 2)),
        ("agency", {"code": "tesaban", "name_th": "เทศบาล"}),
        ("assignment", {"area": "a", "framework": "f", "item": "1", "agency": "tesaban", "assigned_on": DAY,
                        "task": "ทำ", "status": "open", "effective_on": DAY}),
    ]  # fmt: skip
    store.commit(Act("ecodash", Means.REFERENCE), rows)


@pytest.fixture
def store() -> Iterator[Store]:
    store = store_as(_two_items)
    yield store
    store.close()


@pytest.mark.parametrize("principal", [READER, AGENCY])
def test_who_may_not_record_changes_nothing(store: Store, principal: Principal) -> None:
    before = store.version
    with pytest.raises(Forbidden):
        record(store, principal, [AREA])
    assert store.version == before


def test_an_officer_records_but_lets_nobody_in(store: Store) -> None:
    assert record(store, OFFICER, [seen_on(DAY)]).accepted == 1
    with pytest.raises(Forbidden):
        record(store, OFFICER, [Entry("agency_link", {"code": "x", "agency": "tesaban"})])


def report(**more: Any) -> Entry:
    entry = seen_on(DAY, code="r-1", **{"review": "reported", "agency_link": "tesaban-1"} | more)
    return Entry(entry.kind, entry.row, seen=NOTHING_SEEN)


def test_an_agency_reports_on_its_own_items_and_it_does_not_count_yet(store: Store) -> None:
    record(store, AGENCY, [report()], Means.REPORT)
    assert facts.item_states(store, "a", "f", DAY)[0].result == "not_assessed"
    assert [row["code"] for row in facts.reports_waiting(store)] == ["r-1"]


@pytest.mark.parametrize(
    "changed",
    [
        {"review": "accepted"},
        {"review": "returned"},
        {"agency_link": "another-1"},
        {"agency_link": None},
        {"item": "2"},
        {"area": "b"},
    ],
)
def test_an_agency_cannot_report_as_another_or_accept_itself(store: Store, changed: dict[str, Any]) -> None:
    before = store.version
    with pytest.raises(Forbidden):
        record(store, AGENCY, [report(**changed)], Means.REPORT)
    assert store.version == before


OTHERS = {"area": "a", "framework": "f", "item": "2", "assigned_on": DAY, "task": "ทำ", "status": "open"}


def test_an_agency_reports_on_no_item_of_another_agency_but_on_one_given_to_both(store: Store) -> None:
    row = {**OTHERS, "agency": "anamai", "effective_on": DAY}
    record(store, OFFICER, [Entry("assignment", row)])
    before = store.version
    with pytest.raises(Forbidden) as told:
        record(store, AGENCY, [report(item="2")], Means.REPORT)
    assert (told.value.code, store.version) == ("own_items_only", before)
    record(store, OFFICER, [Entry("assignment", {**row, "agency": "tesaban"})])
    assert record(store, AGENCY, [report(item="2")], Means.REPORT).accepted == 1


@pytest.mark.parametrize("status", ["done", "cancelled"])
def test_an_agency_reports_no_more_on_what_it_has_finished_or_need_not_do(store: Store, status: str) -> None:
    row = recording.standing(store, "assignment", f"a|f|1|tesaban|{DAY}")
    assert row is not None
    record(store, OFFICER, [revised("assignment", row, status=status, note="ทำแล้ว")])
    with pytest.raises(Forbidden):
        record(store, AGENCY, [report()], Means.REPORT)


def sent_file(**more: Any) -> Entry:
    row = {"code": "e-1", "area": "a", "framework": "f", "item": "1", "title": "ภาพ", "observation": "r-1"}
    return Entry("evidence", {**row, "visibility": "internal", **more}, seen=NOTHING_SEEN)


def test_an_agency_sends_files_with_its_report(store: Store) -> None:
    assert record(store, AGENCY, [report(), sent_file()], Means.REPORT).accepted == 2


@pytest.mark.parametrize("changed", [{"visibility": "public"}, {"observation": "o-1"}, {"item": "2"}])
def test_an_agency_publishes_nothing_and_hangs_no_file_on_what_is_not_in_its_report(
    store: Store, changed: dict[str, Any]
) -> None:
    record(store, SECRETARY, [seen_on(DAY)])
    before = store.version
    with pytest.raises(Forbidden):
        record(store, AGENCY, [report(), sent_file(**changed)], Means.REPORT)
    assert store.version == before


def test_an_agency_cannot_take_a_revision_out_of_force(store: Store) -> None:
    record(store, SECRETARY, [seen_on(DAY)])
    row = standing(store, "observation", "o-1")
    assert row is not None
    entry = Entry("observation", report().row, seen=NOTHING_SEEN, replaces=row["rev"])
    with pytest.raises(Forbidden):
        record(store, AGENCY, [entry], Means.REPORT)


def test_an_officer_makes_up_no_report_of_an_agency(store: Store) -> None:
    with pytest.raises(Forbidden):
        record(store, OFFICER, [report()])
    record(store, SECRETARY, [report()])


def test_an_agency_cannot_revise_what_stands(store: Store) -> None:
    record(store, SECRETARY, [seen_on(DAY)])
    with pytest.raises(Stale):
        record(store, AGENCY, [Entry("observation", {**report().row, "code": "o-1"}, seen=NOTHING_SEEN)], Means.REPORT)
    with pytest.raises(Forbidden):
        record(store, AGENCY, [Entry("observation", report().row, seen=None)], Means.REPORT)


def test_only_the_secretary_accepts_a_report(store: Store) -> None:
    record(store, AGENCY, [report()], Means.REPORT)
    row = standing(store, "observation", "r-1")
    assert row is not None
    with pytest.raises(Forbidden):
        record(store, OFFICER, [revised("observation", row, review="accepted")], Means.REVIEW)
    record(store, SECRETARY, [revised("observation", row, review="accepted")], Means.REVIEW)
    state = facts.item_states(store, "a", "f", DAY)[0]
    assert (state.result, state.by) == ("met", "สมหญิง")


def test_a_double_click_records_once(store: Store) -> None:
    entry = Entry("area", {"code": "b", "name_th": "ใหม่", "province": "p"}, seen=NOTHING_SEEN)
    assert record(store, OFFICER, [entry]).accepted == 1
    again = record(store, OFFICER, [entry])
    assert (again.change, again.accepted, again.unchanged) == (None, 0, 1)


def test_the_second_of_two_officers_is_told_and_nothing_is_lost(store: Store) -> None:
    row = standing(store, "area", "a")
    assert row is not None
    record(store, OFFICER, [revised("area", row, district="เมือง")])
    with pytest.raises(Stale) as told:
        record(store, SECRETARY, [revised("area", row, district="แม่ทา")])
    (kind, now) = told.value.revisions[0]
    assert (kind, now["district"]) == ("area", "เมือง")
    assert standing(store, "area", "a")["district"] == "เมือง"  # type: ignore[index]


def test_who_saw_what_was_undone_meanwhile_is_told(store: Store) -> None:
    record(store, OFFICER, [seen_on(DAY)])
    change = record(store, OFFICER, [seen_on(DAY, result="not_met")]).change
    assert change
    undo(store, SECRETARY, change.id)
    with pytest.raises(Stale):
        record(store, OFFICER, [Entry("observation", seen_on(DAY, note="ก").row, seen=change.first_rev)])


def test_a_correction_may_move_the_day(store: Store) -> None:
    entry = Entry("agency", {"code": "n", "name_th": "ชื่อ", "effective_on": date(2020, 1, 1)})
    record(store, OFFICER, [entry])
    row = standing(store, "agency", "n")
    assert row is not None
    moved = Entry("agency", {**entry.row, "effective_on": date(2022, 1, 1)}, seen=row["rev"], replaces=row["rev"])
    record(store, OFFICER, [moved])
    assert "n" not in facts.agency_names(store, date(2021, 1, 1))
    assert "n" in facts.agency_names(store, date(2022, 1, 1))


# Undo


def test_an_undo_brings_back_what_was_there_down_to_who_and_when(store: Store) -> None:
    record(store, OFFICER, [seen_on(DAY)])
    before = facts.item_states(store, "a", "f", DAY)
    made = record(store, SECRETARY, [seen_on(DAY, result="not_met")]).change
    assert made is not None
    assert facts.item_states(store, "a", "f", DAY) != before
    undo(store, SECRETARY, made.id)
    assert facts.item_states(store, "a", "f", DAY) == before


def test_what_a_correction_took_away_is_back_after_its_undo(store: Store) -> None:
    record(store, OFFICER, [Entry("agency", {"code": "n", "name_th": "ชื่อ", "effective_on": date(2020, 1, 1)})])
    row = standing(store, "agency", "n")
    assert row is not None
    entry = Entry("agency", {"code": "n", "name_th": "ใหม่", "effective_on": date(2022, 1, 1)}, row["rev"], row["rev"])
    made = record(store, OFFICER, [entry]).change
    assert made is not None
    undo(store, OFFICER, made.id)
    assert facts.agency_names(store, date(2021, 1, 1))["n"]["name_th"] == "ชื่อ"
    assert standing(store, "agency", "n") == row


@pytest.mark.parametrize("principal", [READER, AGENCY, Principal("คนอื่น", Role.OFFICER)])
def test_only_the_secretary_undoes_what_others_recorded(store: Store, principal: Principal) -> None:
    made = record(store, OFFICER, [seen_on(DAY)]).change
    assert made is not None
    with pytest.raises(Forbidden):
        undo(store, principal, made.id)
    undo(store, OFFICER, made.id)


def test_an_undo_is_refused_where_something_newer_rests_on_it(store: Store) -> None:
    made = record(store, OFFICER, [AREA_B]).change
    resting = record(store, OFFICER, [seen_on(DAY, area="b", code="o-b")]).change
    assert made is not None
    assert resting is not None
    with pytest.raises(CannotUndo) as told:
        undo(store, SECRETARY, made.id)
    assert told.value.values["newer"] == str(resting.id)
    undo(store, SECRETARY, resting.id)
    undo(store, SECRETARY, made.id)
    assert standing(store, "area", "b") is None


def test_every_newer_change_that_rests_on_one_is_named_in_an_undo(store: Store) -> None:
    made = record(store, OFFICER, [AREA_B]).change
    assert made is not None
    row = standing(store, "area", "b")
    assert row is not None
    resting = [record(store, OFFICER, [seen_on(DAY, area="b", code=f"o-{n}")]).change for n in range(2)]
    resting.append(record(store, OFFICER, [revised("area", row, district="เมือง")]).change)
    record(store, OFFICER, [seen_on(DAY)])
    problem = what_stops_undoing(store, SECRETARY, made.id)
    assert isinstance(problem, CannotUndo)
    assert problem.code == "rests"
    assert problem.values["newer"] == ", ".join(str(change.id) for change in resting if change)


def test_an_undo_of_a_correction_leaves_what_was_recorded_about_its_row(store: Store) -> None:
    row = standing(store, "area", "a")
    assert row is not None
    made = record(store, OFFICER, [revised("area", row, district="เมือง")]).change
    record(store, OFFICER, [seen_on(DAY)])
    assert made is not None
    assert what_stops_undoing(store, OFFICER, made.id) is None
    undone = undo(store, OFFICER, made.id, "ผิดอำเภอ")
    assert (undone.act.means, undone.act.undoes, undone.act.note) == (Means.UNDO, made.id, "ผิดอำเภอ")
    assert standing(store, "area", "a") == row
    assert standing(store, "observation", "o-1") is not None
    problem = what_stops_redoing(store, Principal("คนอื่น", Role.OFFICER), made.id)
    assert isinstance(problem, Forbidden)
    assert what_stops_redoing(store, SECRETARY, made.id) is None
    again = redo(store, OFFICER, made.id, "ถูกแล้ว")
    assert (again.act.means, again.act.undoes, again.act.note) == (Means.REDO, None, "ถูกแล้ว")
    assert (again.rows, again.voids) == (made.rows, made.voids)
    assert standing(store, "area", "a")["district"] == "เมือง"  # type: ignore[index]


def test_an_undo_of_an_act_without_rows_takes_nothing_away(store: Store) -> None:
    made = store.commit(Act(OFFICER.who, Means.EDIT, note="ไม่มีแถว"), [])
    record(store, OFFICER, [seen_on(DAY)])
    assert undo(store, OFFICER, made.id).voids == ()


AREA_B = Entry("area", {"code": "b", "name_th": "อีกพื้นที่", "province": "p"})


@pytest.mark.parametrize("code", ["unknown", "not_a_persons", "already", "is_undo"])
def test_what_cannot_be_undone_says_why(store: Store, code: str) -> None:
    made = record(store, OFFICER, [seen_on(DAY)]).change
    assert made is not None
    with pytest.raises(CannotUndo, match="0"):
        undo(store, SECRETARY, 0)
    number = {"unknown": 99, "not_a_persons": 1, "already": made.id, "is_undo": made.id + 1}[code]
    if code in ("already", "is_undo"):
        undo(store, SECRETARY, made.id)
    with pytest.raises(CannotUndo) as told:
        undo(store, SECRETARY, number)
    assert told.value.code == code
    assert told.value.sentence("th") != told.value.sentence("en")


def test_what_was_undone_is_recorded_anew_as_it_was(store: Store) -> None:
    record(store, OFFICER, [seen_on(DAY)])
    made = record(store, OFFICER, [seen_on(DAY, result="not_met"), AREA_B]).change
    assert made is not None
    states = [(s.item, s.result) for s in facts.item_states(store, "a", "f", DAY)]
    for _ in range(2):
        undo(store, OFFICER, made.id)
        again = redo(store, OFFICER, made.id)
        assert [(s.item, s.result) for s in facts.item_states(store, "a", "f", DAY)] == states
        assert standing(store, "area", "b") is not None
        assert store.ask("spans_differ") == [{"spans": 0}]
        with pytest.raises(CannotUndo) as told:
            redo(store, OFFICER, made.id)
        assert told.value.code == "recorded_since"
        made = again


def test_a_correction_that_is_recorded_anew_takes_out_of_force_what_it_took(store: Store) -> None:
    record(store, OFFICER, [Entry("agency", {"code": "n", "name_th": "ชื่อ", "effective_on": date(2020, 1, 1)})])
    row = standing(store, "agency", "n")
    assert row is not None
    entry = Entry("agency", {"code": "n", "name_th": "ใหม่", "effective_on": date(2022, 1, 1)}, row["rev"], row["rev"])
    made = record(store, OFFICER, [entry]).change
    assert made is not None
    undo(store, OFFICER, made.id)
    assert redo(store, OFFICER, made.id).voids == made.voids != ()
    assert "n" not in facts.agency_names(store, date(2021, 1, 1))


@pytest.mark.parametrize("code", ["not_undone", "recorded_since", "names_gone", "unknown"])
def test_what_cannot_be_recorded_anew_says_why(store: Store, code: str) -> None:
    area = record(store, OFFICER, [AREA_B]).change
    made = record(store, OFFICER, [seen_on(DAY, area="b", code="o-b")]).change
    assert area is not None
    assert made is not None
    if code in ("recorded_since", "names_gone"):
        undo(store, OFFICER, made.id)
    if code == "recorded_since":
        record(store, OFFICER, [seen_on(DAY, area="b", code="o-b", result="not_met")])
    if code == "names_gone":
        undo(store, OFFICER, area.id)
    with pytest.raises(CannotUndo) as told:
        redo(store, OFFICER, 99 if code == "unknown" else made.id)
    assert told.value.code == code
    assert told.value.sentence("th") != told.value.sentence("en")


_items = st.sampled_from(["1", "2"])
_results = st.sampled_from(["met", "not_met", "partly_met", "not_assessed"])
_days = st.integers(0, 40).map(lambda n: DAY + timedelta(days=n))
_batches = st.lists(
    st.lists(st.tuples(_items, _results, _days, st.integers(0, 3)), min_size=1, max_size=4), min_size=1, max_size=5
)


@settings(max_examples=6)
@given(_batches, _batches)
def test_any_batch_and_its_undo_leave_every_as_of_answer_as_before(
    first: list[list[Any]], second: list[list[Any]]
) -> None:
    """However many batches there are: undone one after the other, the newest first, the past is as it was."""
    store = store_as(_two_items)
    try:
        for batch in first:
            _commit(store, batch)
        answers = []
        made = []
        for batch in second:
            answers.append(_answers(store))
            made.append(_commit(store, batch))
        for number, before in reversed(list(zip(made, answers, strict=True))):
            if number is not None:
                undo(store, SECRETARY, number)
            assert _answers(store) == before
    finally:
        store.close()


def _answers(store: Store) -> list[list[dict[str, Any]]]:
    """What is known now of every sixth day, by the log and by the spans."""
    days = [DAY + timedelta(days=n) for n in range(-1, 42, 6)]
    ways = (("item_states", {}), ("span_states", {"area": None}))
    return [store.ask(way, framework="f", day=day, known=ALWAYS, **more) for day in days for way, more in ways]


def _commit(store: Store, batch: list[Any]) -> int | None:
    entries = {code: seen_on(day, item, result, f"o-{code}") for item, result, day, code in batch}
    change = record(store, SECRETARY, list(entries.values()), Means.IMPORT).change
    return change.id if change else None


def test_the_chain_holds_after_recording_and_undoing(real_store: Store) -> None:
    made = record(real_store, SECRETARY, [AREA_B], note="ทดลอง").change
    assert made is not None
    undo(real_store, SECRETARY, made.id, "ผิดพื้นที่")
    assert_sound(real_store)
    assert recording.standing(real_store, "area", "b") is None
