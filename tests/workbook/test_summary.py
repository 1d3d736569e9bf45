"""Many changes, and many problems, counted by what people judge them by."""

from datetime import date

from books import ACTIVITIES, CRITERIA, HOME, book
from ecodash.store.store import Store
from ecodash.workbook import alike, causes, prepare, summary


def test_changes_are_counted_by_sheet_and_by_what_each_says(plain_store: Store) -> None:
    survey = [
        (area, HOME[1], item, word, date(2024, 2, day))
        for area in (HOME[0], "lampang-mae-moh")
        for item in ("2", "10")
        for word, day in (("ผ่าน", 1), ("ยังไม่ครบถ้วน", 2))
    ]
    rows = [ACTIVITIES, ("lamphun-ban-klang-2566-01", "ชื่อใหม่", HOME[0], 2566, "แล้วเสร็จ")]
    prepared = prepare(plain_store, book({"กิจกรรม": rows, "สถานะเกณฑ์": [CRITERIA, *survey]}), "x.xlsx")
    first, second = summary(prepared.changes)
    assert (first.sheet, first.new, first.changed, first.cells) == ("criteria_status", 8, 0, ())
    counted = {facet.column: dict(facet.counts) for facet in first.facets}
    assert counted == {
        "area": {HOME[0]: 4, "lampang-mae-moh": 4}, "framework": {HOME[1]: 8}, "item": {"2": 4, "10": 4},
        "result": {"met": 4, "not_met": 4}, "effective_on": {date(2024, 2, 1): 4, date(2024, 2, 2): 4},
    }  # fmt: skip
    assert [value for value, _ in first.facets[2].counts] == ["2", "10"]
    assert (second.sheet, second.new, second.changed) == ("activities", 0, 1)
    assert ("column.title", 1) in second.cells
    assert {facet.column: dict(facet.counts) for facet in second.facets}["fiscal_year"] == {2566: 1}


def test_three_hundred_problems_of_one_kind_are_one_matter(plain_store: Store) -> None:
    days = [date(2567, 1 + n // 28, 1 + n % 28) for n in range(300)]
    data = book({"สถานะเกณฑ์": [CRITERIA, *((*HOME, n % 12 + 1, "ผ่าน", day) for n, day in enumerate(days))]})
    problems = prepare(plain_store, data, "x.xlsx").problems
    (cause,) = causes(problems)
    assert len(problems) == len(cause.cells) == len(cause.places) == 300
    assert cause.problem.cell == "E2"


def test_sixty_unlike_ones_stay_apart_sheet_by_sheet(plain_store: Store) -> None:
    heads = (*ACTIVITIES, "planned_baht", "lead_agency", "items")
    rows = [(f"a-{n}", "", "ไม่รู้", "ปีใด", f"คำ {n}", "x", "ใคร", "99") for n in range(3)]
    prepared = prepare(plain_store, book({"กิจกรรม": [heads, *rows]}), "x.xlsx")
    found = causes(prepared.problems)
    assert [len(cause.groups) for cause in found] == [1] * len(found)
    assert [cause.groups[0].cells for cause in found] == [group.cells for group in alike(prepared.problems)]
    assert sum(len(cause.cells) for cause in found) == len(prepared.problems) == 21
