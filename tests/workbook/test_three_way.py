"""Two people and one workbook: nobody's work is taken back or erased without being asked."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from io import BytesIO
from itertools import product
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from openpyxl import load_workbook

from books import ACTIVITIES, CRITERIA, HOME, book, criteria, edited, found, new_store
from ecodash import recording
from ecodash.access.roles import Principal
from ecodash.domain.dates import utc_now
from ecodash.domain.kinds import KINDS
from ecodash.domain.vocabulary import HOME_AREA, Means, Role
from ecodash.recording import Entry, record, revised, undo
from ecodash.store.change import Act
from ecodash.store.store import Store
from ecodash.workbook import Accept, Outdated, Prepared, Waiting, Why, accepting, confirm, prepare, template
from ecodash.workbook.sheets import SHEETS
from other_workbooks import open_document

OFFICER, OTHER = Principal("สมหญิง", Role.SECRETARY), Principal("วิชัย", Role.SECRETARY)
CODE = "lamphun-ban-klang-2566-01"
DAY = date(2024, 2, 12)


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ECODASH_HOME", str(tmp_path))


def standing(store: Store, kind: str = "activity", key: str = CODE) -> dict[str, Any]:
    row = recording.standing(store, kind, key)
    assert row is not None
    return row


def elsewhere(store: Store, **changed: Any) -> None:
    """Somebody else records on a screen."""
    record(store, OTHER, [revised("activity", standing(store), **changed)])


def filled_in(data: bytes, code: str = CODE, sheet: str = "activities", **cells: Any) -> bytes:
    """The workbook after its maker typed these cells in the row of a code, and a spreadsheet saved it."""

    def edit(opened: Any) -> None:
        page = opened[SHEETS[sheet].title("th")]
        names = [column.name for column in SHEETS[sheet].columns]
        row = next(row for row in page.iter_rows(min_row=2) if row[0].value == code)
        for name, value in cells.items():
            row[names.index(name)].value = value

    return edited(data, edit)


def told(cells: tuple[Waiting, ...]) -> list[tuple[str, Any, Any, Any, str | None]]:
    return [(cell.column, cell.base, cell.file, cell.store, cell.by) for cell in cells]


def recorded(store: Store, prepared: Prepared, accept: Accept | None = None) -> int:
    if accept:
        prepared = accepting(store, prepared, accept)
    return confirm(store, OFFICER, prepared).accepted


@pytest.fixture
def store(fresh_store: Store) -> Store:
    record(fresh_store, OFFICER, [revised("activity", standing(fresh_store), planned_baht=1_000, note="เดิม")])
    return fresh_store


def test_what_others_recorded_since_stays_and_what_the_officer_typed_is_recorded(store: Store) -> None:
    file = template(store)
    elsewhere(store, planned_baht=5_000)
    prepared = prepare(store, filled_in(file, note="จัดที่ห้องประชุม"), "x.xlsx")
    assert (found(prepared), prepared.accepted, prepared.waiting) == ([], 1, ())
    assert [(cell.column, cell.after) for cell in prepared.changes[0].cells] == [("note", "จัดที่ห้องประชุม")]
    assert recorded(store, prepared) == 1
    after = standing(store)
    assert (after["planned_baht"], after["note"]) == (5_000, "จัดที่ห้องประชุม")


def test_a_cell_that_both_changed_is_said_with_who_and_when_and_stays(store: Store) -> None:
    file = template(store)
    elsewhere(store, planned_baht=5_000)
    theirs = standing(store)["recorded_at"]
    # Whoever touches another cell of the row afterwards did not change this one, nor did what was taken back.
    record(store, OFFICER, [revised("activity", standing(store), target=7)])
    record(store, OFFICER, [revised("activity", standing(store), planned_baht=9)])
    undo(store, OFFICER, store.version)
    prepared = prepare(store, filled_in(file, planned_baht=2_000, note="ใหม่"), "x.xlsx")
    assert told(prepared.conflicts) == [("planned_baht", 1_000, 2_000, 5_000, "วิชัย")]
    assert prepared.conflicts[0].at == theirs
    assert recorded(store, prepared) == 1
    assert (standing(store)["planned_baht"], standing(store)["note"]) == (5_000, "ใหม่")
    again = prepare(store, filled_in(file, planned_baht=2_000, note="ใหม่"), "x.xlsx")
    assert (again.accepted, len(again.conflicts)) == (0, 1)
    assert recorded(store, again, Accept(places=frozenset({again.conflicts[0].place}))) == 1
    assert standing(store)["planned_baht"] == 2_000


def test_a_value_that_was_emptied_stays_until_that_is_accepted(store: Store) -> None:
    prepared = prepare(store, filled_in(template(store), planned_baht=None, note="ใหม่"), "x.xlsx")
    assert told(prepared.erasures) == [("planned_baht", 1_000, None, 1_000, "สมหญิง")]
    assert recorded(store, prepared) == 1
    assert (standing(store)["planned_baht"], standing(store)["note"]) == (1_000, "ใหม่")
    again = prepare(store, filled_in(template(store), planned_baht=None), "x.xlsx")
    assert recorded(store, again, Accept(frozenset({Why.CONFLICT}))) == 0
    assert recorded(store, again, Accept(frozenset({Why.ERASE}))) == 1
    assert standing(store)["planned_baht"] is None


def test_emptying_what_somebody_changed_needs_both(store: Store) -> None:
    file = template(store)
    elsewhere(store, planned_baht=5_000)
    prepared = prepare(store, filled_in(file, planned_baht=None), "x.xlsx")
    assert (told(prepared.conflicts), prepared.erasures) == ([("planned_baht", 1_000, None, 5_000, "วิชัย")], ())
    for sorts in ({Why.CONFLICT}, {Why.ERASE}):
        assert recorded(store, prepared, Accept(frozenset(sorts))) == 0
    assert recorded(store, prepared, Accept(frozenset(Why))) == 1


def test_a_row_that_another_made_since_is_not_overwritten(store: Store) -> None:
    file = template(store)
    row = {"code": "n-1", "title": "ของวิชัย", "area": HOME_AREA, "fiscal_year": 2567, "status": "planned"}
    record(store, OTHER, [recording.Entry("activity", row)])

    def edit(opened: Any) -> None:
        opened["กิจกรรม"].append(["n-1", "ของสมหญิง", HOME_AREA, 2567, None, None, None, None, None, "ยังไม่เริ่ม"])

    prepared = prepare(store, edited(file, edit), "x.xlsx")
    assert (prepared.accepted, [cell.column for cell in prepared.conflicts]) == (0, ["title"])
    assert recorded(store, prepared) == 0
    assert standing(store, key="n-1")["title"] == "ของวิชัย"


def test_a_row_that_was_taken_back_since_does_not_return(store: Store) -> None:
    row = {"code": "n-1", "title": "พิมพ์ผิด", "area": HOME_AREA, "fiscal_year": 2567, "status": "planned"}
    made = record(store, OFFICER, [recording.Entry("activity", row)]).change
    assert made is not None
    file = template(store)
    recording.undo(store, OTHER, made.id)
    assert prepare(store, file, "x.xlsx").accepted == 0
    prepared = prepare(store, filled_in(file, code="n-1", title="แก้แล้ว"), "x.xlsx")
    assert (prepared.accepted, [cell.column for cell in prepared.conflicts]) == (0, ["title"])
    assert recorded(store, prepared, Accept(frozenset(Why))) == 1
    assert standing(store, key="n-1")["title"] == "แก้แล้ว"


def test_rules_are_asked_of_the_row_as_it_would_stand(store: Store) -> None:
    record(store, OFFICER, [revised("activity", standing(store), planned_start=None, planned_end=None,
                                    actual_start=None, actual_end=None)])  # fmt: skip
    file = template(store)
    elsewhere(store, planned_start=date(2023, 6, 1))
    prepared = prepare(store, filled_in(file, planned_end=date(2023, 2, 1)), "x.xlsx")
    assert [code for _, code in found(prepared)] == ["ends_before_it_starts"]


def test_the_survey_of_another_is_not_taken_back(store: Store) -> None:
    confirm(store, OFFICER, prepare(store, criteria(("1", "ผ่าน", DAY), ("2", "ผ่าน", DAY)), "x.xlsx"))
    file = template(store)
    changed = standing(store, "observation", f"{HOME_AREA}.{HOME[1]}.1.2024-02-12")
    record(store, OTHER, [revised("observation", changed, result="not_met")])
    prepared = prepare(store, file, "x.xlsx")
    assert (prepared.accepted, prepared.waiting) == (0, ())


def saved_at(moment: datetime) -> Callable[[Any], None]:
    return lambda made: made.set_properties({"created": moment.replace(tzinfo=UTC)})


def test_a_file_of_the_offices_own_that_was_saved_before_is_asked_about(store: Store) -> None:
    heads = (*ACTIVITIES, "planned_baht", "note")
    row = (CODE, standing(store)["title"], HOME_AREA, "2566", "แล้วเสร็จ", 2_000, "")
    before, after = utc_now() - timedelta(minutes=5), utc_now() + timedelta(minutes=5)
    older = prepare(store, book({"กิจกรรม": [heads, row]}, saved_at(before)), "x.xlsx")
    assert (older.accepted, [cell.column for cell in older.conflicts]) == (0, ["planned_baht", "note"])
    newer = prepare(store, book({"กิจกรรม": [heads, row]}, saved_at(after)), "x.xlsx")
    assert [cell.column for cell in newer.changes[0].cells] == ["planned_baht"]
    assert [cell.column for cell in newer.erasures] == ["note"]


def test_a_csv_says_no_moment_unless_it_is_known_from_elsewhere(store: Store) -> None:
    text = ",".join((*ACTIVITIES, "planned_baht")) + f"\n{CODE},{standing(store)['title']},{HOME_AREA},2566,done,2000\n"
    assert prepare(store, text.encode(), "x.csv").accepted == 1
    before = prepare(store, text.encode(), "x.csv", modified=utc_now() - timedelta(days=1))
    assert (before.accepted, len(before.conflicts)) == (0, 1)


def test_a_template_of_an_earlier_program_knows_its_second(store: Store) -> None:
    def without_stamp(opened: Any) -> None:
        for row in opened["คำแนะนำ"]:
            for cell in row:
                cell.value = None if "ecodash-" in str(cell.value) else cell.value
        opened.properties.created = utc_now() + timedelta(minutes=30)

    file = edited(template(store), without_stamp)
    row = {column: standing(store)[column] for column in KINDS["activity"].all_columns} | {"planned_baht": 5_000}
    later = utc_now() + timedelta(hours=1)
    store.commit(Act(OTHER.who, Means.EDIT, recorded_at=later), [("activity", row)])
    prepared = prepare(store, filled_in(file, note="ใหม่"), "x.xlsx")
    assert ([cell.column for cell in prepared.changes[0].cells], prepared.waiting) == (["note"], ())
    prepared = prepare(store, filled_in(file, planned_baht=2_000), "x.xlsx")
    assert told(prepared.conflicts) == [("planned_baht", 1_000, 2_000, 5_000, "วิชัย")]


def test_a_file_of_another_home_is_said_to_be_one(store: Store) -> None:
    other = new_store()
    try:
        recording.record(other, OTHER, [revised("activity", standing(other), note="ที่อื่น")])
        prepared = prepare(store, template(other), "x.xlsx")
    finally:
        other.close()
    assert [note.code for note in prepared.notes] == ["base_unknown"]
    assert all(note.sentence("th") != note.sentence("en") for note in prepared.notes)
    assert [cell.column for cell in prepared.erasures] == ["planned_baht"]


SAID = (None, "ก", "ข", "ค")


def test_a_cell_becomes_what_the_one_who_changed_it_said(store: Store) -> None:
    """Every way in which base, file and store can differ, each in an activity of its own."""
    ways = {f"n-{n:02}": way for n, way in enumerate(product(SAID, SAID, SAID))}
    row = {"title": "อบรม", "area": HOME_AREA, "fiscal_year": 2567, "status": "planned"}

    def recorded_by(who: Principal, at: int) -> None:
        held = {code: recording.standing(store, "activity", code) for code in ways}
        entries = [
            revised("activity", old, note=ways[code][at])
            if (old := held[code])
            else Entry("activity", {**row, "code": code, "note": ways[code][at]})
            for code in ways
        ]
        record(store, who, entries)

    def edit(opened: Any) -> None:
        place = [column.name for column in SHEETS["activities"].columns].index("note")
        for line in opened["กิจกรรม"].iter_rows(min_row=2):
            if line[0].value in ways:
                line[place].value = ways[str(line[0].value)][1]

    recorded_by(OFFICER, 0)
    file = edited(template(store), edit)
    recorded_by(OTHER, 2)
    prepared = prepare(store, file, "x.xlsx")
    asked = {cell.place[1] for cell in prepared.waiting}
    confirm(store, OFFICER, prepared)
    for code, (base, mine, theirs) in ways.items():
        settled = mine if theirs == base and (mine is not None or base is None) else theirs
        assert standing(store, key=code)["note"] == settled, (base, mine, theirs)
    assert len(asked) == sum(m not in (b, t) and (t != b or m is None) for b, m, t in ways.values())
    confirm(store, OFFICER, accepting(store, prepared, Accept(frozenset(Why))))
    for code, (base, mine, theirs) in ways.items():
        assert standing(store, key=code)["note"] == (theirs if mine == base else mine), (base, mine, theirs)


def test_decimals_and_days_that_went_out_come_back_as_they_were(store: Store) -> None:
    record(
        store, OFFICER, [revised("activity", standing(store), planned_baht=Decimal("0.07"), target=Decimal("0.333333"))]
    )
    file = template(store)
    elsewhere(store, planned_baht=Decimal("0.08"), target=None)
    prepared = prepare(store, file, "x.xlsx")
    assert (prepared.accepted, prepared.waiting) == (0, ())


def test_a_heading_alone_in_a_survey_leaves_everything(store: Store) -> None:
    prepared = prepare(store, book({"สถานะเกณฑ์": [CRITERIA]}), "x.xlsx")
    assert (prepared.accepted, prepared.waiting, found(prepared)) == (0, (), [])


def test_a_file_that_is_newer_than_the_store_says_so_and_gives_back_what_was_lost(store: Store) -> None:
    """After a backup was restored, a workbook that went out later is the only one that knows."""
    later = new_store()
    try:
        for note in ("เดิม", "หลังสำรองข้อมูล"):
            record(later, OFFICER, [revised("activity", standing(later), planned_baht=1_000, note=note)])
        file = template(later)
    finally:
        later.close()
    prepared = prepare(store, file, "x.xlsx")
    assert [note.code for note in prepared.notes] == ["base_unknown"]
    assert [(cell.column, cell.before, cell.after) for change in prepared.changes for cell in change.cells] == [
        ("note", "เดิม", "หลังสำรองข้อมูล")
    ]


def test_of_two_who_confirm_at_the_same_moment_one_looks_again(store: Store) -> None:
    file = template(store)
    prepared = [prepare(store, filled_in(file, planned_baht=baht), f"{baht}.xlsx") for baht in (2_000, 3_000)]
    together = Barrier(2)

    def press(shown: Prepared) -> Prepared | None:
        together.wait()
        try:
            confirm(store, OFFICER, shown)
        except Outdated as outdated:
            return outdated.prepared
        return None

    with ThreadPoolExecutor(2) as officers:
        left = [again for again in officers.map(press, prepared) if again is not None]
    assert len(left) == 1
    assert [(cell.column, cell.base) for cell in left[0].conflicts] == [("planned_baht", 1_000)]
    assert standing(store)["planned_baht"] in (2_000, 3_000)


def test_of_two_who_add_a_row_without_a_code_at_the_same_moment_neither_row_is_lost(store: Store) -> None:
    heads = ("title", "area", "fiscal_year", "status")
    files = [book({"กิจกรรม": [heads, (title, HOME[0], "2572", "ยังไม่เริ่ม")]}) for title in ("อบรม", "ดูงาน")]
    first, second = (prepare(store, data, "x.xlsx") for data in files)
    confirm(store, OFFICER, first)
    with pytest.raises(Outdated) as outdated:
        confirm(store, OTHER, second)
    confirm(store, OTHER, outdated.value.prepared)
    titles = {code: standing(store, key=code)["title"] for code in (f"{HOME[0]}-2572-01", f"{HOME[0]}-2572-02")}
    assert titles == {f"{HOME[0]}-2572-01": "อบรม", f"{HOME[0]}-2572-02": "ดูงาน"}


def test_a_template_keeps_its_base_through_every_program(store: Store) -> None:
    """Sheets of other names and in another order, without formats: the stamp is text in a cell."""
    file = template(store)
    elsewhere(store, planned_baht=5_000)

    def as_another_program_saves(opened: Any) -> None:
        opened.move_sheet("กิจกรรม", -1)
        opened["กิจกรรม"].title = "กิจกรรม (2)"
        opened["คำแนะนำ"].insert_rows(1)

    for program in (lambda data: data, lambda data: edited(data, as_another_program_saves), as_open_document):
        prepared = prepare(store, program(file), "x.xlsx")
        assert (found(prepared), prepared.accepted, prepared.waiting) == ([], 0, ())


def as_open_document(data: bytes) -> bytes:
    """The same cells as another office suite saves them."""
    opened = load_workbook(BytesIO(data))
    sheets = {}
    for page in opened.worksheets:
        rows = [[_plain(cell) for cell in row] for row in page.iter_rows(values_only=True)]
        sheets[page.title] = rows
    return open_document(sheets)


def _plain(cell: Any) -> Any:
    return cell.date() if isinstance(cell, datetime) else cell
