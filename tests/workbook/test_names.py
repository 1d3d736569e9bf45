"""Names that the screens show, and those that offices use for the same, are understood; another is asked about."""

from typing import Any

import pytest

from books import ACTIVITIES, CRITERIA, HOME, book, found
from ecodash.store.store import Store
from ecodash.workbook import Prepared, prepare

GOOD = ("1", "ผ่าน", "12 ก.พ. 2567")
ESTATE = "lamphun-northern-region-industrial-estate"


def surveyed(store: Store, area: str = HOME[0], framework: str = HOME[1], item: Any = "1") -> Prepared:
    return prepare(store, book({"สถานะเกณฑ์": [CRITERIA, (area, framework, item, *GOOD[1:])]}), "x.xlsx")


def led(store: Store, agency: str, area: str = HOME[0], column: str = "lead_agency") -> Prepared:
    rows = [(*ACTIVITIES, column), ("a-1", "อบรม", area, "2567", "แล้วเสร็จ", agency)]
    return prepare(store, book({"กิจกรรม": rows}), "x.xlsx")


@pytest.mark.parametrize(
    ("written", "area"),
    [("บ้านกลาง", HOME[0]), ("ต.บ้านกลาง", HOME[0]), ("ตำบลบ้านกลาง", HOME[0]), ("ต. บ้านกลาง", HOME[0]),
     ("พื้นที่ ต.บ้านกลาง", HOME[0]), ("ต.บ้านกลาง อ.เมือง จ.ลำพูน", HOME[0]), ("บ้านกลาง ลำพูน", HOME[0]),
     ("ตำบลบ้านกลาง จังหวัดลำพูน", HOME[0]), ("Ban Klang", HOME[0]), ("นิคมฯ ภาคเหนือ", ESTATE),
     ("อ.แม่เมาะ", "lampang-mae-moh"), ("อำเภอแม่เมาะ จ.ลำปาง", "lampang-mae-moh"), ("แม่เมาะ", "lampang-mae-moh")],
)  # fmt: skip
def test_areas(plain_store: Store, written: str, area: str) -> None:
    prepared = surveyed(plain_store, area=written)
    assert found(prepared) == []
    assert prepared.entries[0].row["area"] == area


@pytest.mark.parametrize("written", ["ทต.บ้านกลาง", "เทศบาล ต.บ้านกลาง อ.เมือง จ.ลำพูน", "อบต.บ้านกลาง"])
def test_an_area_by_its_local_government_is_read_and_said(plain_store: Store, written: str) -> None:
    prepared = surveyed(plain_store, area=written)
    assert (found(prepared), prepared.entries[0].row["area"]) == ([], HOME[0])
    assert [note.code for note in prepared.notes] == ["area_by_local_government"]
    assert "ตำบลบ้านกลาง" in prepared.notes[0].sentence("th")


@pytest.mark.parametrize("written", ["1. บ้านกลาง", "หมู่ 1 ต.บ้านกลาง", "บ้านกลาง หมู่ที่ 1"])
def test_a_number_beside_an_area_is_asked_about(plain_store: Store, written: str) -> None:
    assert [p.suggestion for p in surveyed(plain_store, area=written).problems] == ["ตำบลบ้านกลาง อำเภอเมืองลำพูน"]


def test_a_local_government_of_two_areas_is_asked_about(plain_store: Store) -> None:
    areas = [("code", "name_th", "subdistrict", "province"), ("x", "ตำบลบ้านกลาง อำเภอสันป่าตอง", "บ้านกลาง", "เชียงใหม่")]
    survey = [CRITERIA, *((area, HOME[1], "1", *GOOD[1:]) for area in ("ทต.บ้านกลาง", "ทต.บ้านกลาง จ.ลำพูน"))]
    prepared = prepare(plain_store, book({"พื้นที่": areas, "สถานะเกณฑ์": survey}), "x.xlsx")
    assert ("A2", "unknown_code") in found(prepared)
    assert ("A3", "unknown_code") not in found(prepared)


@pytest.mark.parametrize(
    ("written", "suggestion"),
    [("นิคมฯลำพูน", "นิคมอุตสาหกรรมภาคเหนือ"), ("กนอ.ลำพูน", "นิคมอุตสาหกรรมภาคเหนือ"), ("นิคมฯ ระยอง", None)],
)
def test_an_estate_by_where_it_lies_is_asked_about(plain_store: Store, written: str, suggestion: str | None) -> None:
    office = suggestion and f"สำนักงาน{suggestion}"
    assert [p.suggestion for p in surveyed(plain_store, area=written).problems] == [suggestion]
    assert [p.suggestion for p in led(plain_store, written).problems] == [office]


@pytest.mark.parametrize(
    "written", ["ต.บ้านกลาง จ.เชียงใหม่", "ทต.เวียงยอง", "เทศบาล", "อ.เมืองลำพูน", "บ้านกลางเหนือ", "จ.ลำพูน"]
)
def test_another_place_is_no_area(plain_store: Store, written: str) -> None:
    assert found(surveyed(plain_store, area=written)) == [("A2", "unknown_code")]


@pytest.mark.parametrize("written", ["เกณฑ์พื้นฐาน", "เกณฑ์ 12 ข้อ", "เกณฑ์ข้อกำหนดพื้นฐาน ๑๒ ข้อ", "basic requirements"])
def test_frameworks(plain_store: Store, written: str) -> None:
    assert surveyed(plain_store, framework=written).entries[0].row["framework"] == HOME[1]


@pytest.mark.parametrize(
    "written",
    ["ข้อกำหนดที่ 11", "(11)", "11.", "11)", "ข้อ 11.", "ข้อที่ ๑๑", "11.0", "ข้อ 11 มีเครือข่าย", "ข้อ (11)"],
)
def test_items(plain_store: Store, written: str) -> None:
    prepared = surveyed(plain_store, item=written)
    assert found(prepared) == []
    assert prepared.entries[0].row["item"] == "11"


@pytest.mark.parametrize("written", ["11 1", "1-1", "(1.1)", "ข้อ 13", "11 ข้อ", "ข้อ 11/12"])
def test_what_is_no_item_is_asked_about(plain_store: Store, written: str) -> None:
    assert found(surveyed(plain_store, item=written)) == [("C2", "unknown_item")]


def test_the_text_behind_an_item_must_be_its_own(plain_store: Store) -> None:
    text = "มีเครือข่ายภาคประชาชนร่วมติดตาม"
    rows = [("framework", "item", "text_th"), (HOME[1], "12", text)]
    survey = [CRITERIA, (*HOME, f"12 {text}", *GOOD[1:]), (*HOME, "ข้อ 12 มีแผนแม่บท", "ผ่าน", "13 ก.พ. 2567")]
    prepared = prepare(plain_store, book({"เกณฑ์": rows, "สถานะเกณฑ์": survey}), "x.xlsx")
    assert [(p.cell, p.code, p.suggestion) for p in prepared.problems] == [("C3", "unknown_item", "12")]


@pytest.mark.parametrize(
    ("written", "agency"),
    [("ทสจ.", "lamphun-mnre"), ("ทสจ", "lamphun-mnre"), ("สอจ.", "lamphun-industry"), ("สอจ. ลำพูน", "lamphun-industry"),
     ("สำนักงานอุตสาหกรรมจังหวัด", "lamphun-industry"), ("สนง.อุตสาหกรรมจังหวัดลำพูน", "lamphun-industry"),
     ("อุตสาหกรรมจังหวัด", "lamphun-industry"), ("ท.ต.บ้านกลาง", "ban-klang-municipality"),
     ("สสจ.", "lamphun-public-health"), ("กอ.รมน.", "lamphun-isoc"), ("กรอ", "diw")],
)  # fmt: skip
def test_agencies_within_a_province(plain_store: Store, written: str, agency: str) -> None:
    prepared = led(plain_store, written)
    assert found(prepared) == []
    assert prepared.entries[0].row["lead_agency"] == agency


@pytest.mark.parametrize(
    ("written", "area", "suggestion"),
    [("อบจ.ลำพูน", HOME[0], None), ("อบจ.", HOME[0], None), ("เทศบาลบ้านกลาง", HOME[0], "เทศบาลตำบลบ้านกลาง"),
     ("สอจ.", "songkhla-sadao", "สำนักงานอุตสาหกรรมจังหวัดลำพูน")],
)  # fmt: skip
def test_an_agency_elsewhere_is_asked_about(
    plain_store: Store, written: str, area: str, suggestion: str | None
) -> None:
    prepared = led(plain_store, written, area)
    assert [(p.cell, p.code, p.suggestion) for p in prepared.problems] == [("F2", "unknown_code", suggestion)]


def test_a_short_name_of_two_provinces_is_asked_about_where_neither_is_meant(plain_store: Store) -> None:
    agencies = [("code", "name_th", "short_name"), ("tak-industry", "สำนักงานอุตสาหกรรมจังหวัดตาก", "สอจ.ตาก")]
    rows = [(*ACTIVITIES, "lead_agency"), ("a-1", "อบรม", "songkhla-sadao", "2567", "แล้วเสร็จ", "สอจ.")]
    prepared = prepare(plain_store, book({"หน่วยงาน": agencies, "กิจกรรม": rows}), "x.xlsx")
    assert found(prepared) == [("F2", "ambiguous")]
    assert "สำนักงานอุตสาหกรรมจังหวัดตาก" in prepared.problems[0].sentence("th")


def test_several_agencies_in_one_cell(plain_store: Store) -> None:
    several = "สอจ.ลำพูน/ทต.บ้านกลาง และ ทสจ."
    assert found(led(plain_store, several)) == [("F2", "names_several")]
    prepared = led(plain_store, several, column="partner_agencies")
    assert prepared.entries[0].row["partner_agencies"] == "lamphun-industry;ban-klang-municipality;lamphun-mnre"


def test_bodies_by_their_tier_and_the_agency_of_their_province(plain_store: Store) -> None:
    meetings = [
        ("code", "body", "number", "held_on"),
        ("m-1", "คณะทำงาน", "ครั้งที่ ๓/๒๕๖๗", "3 พ.ค. 2567"),
        ("m-2", "คณะกรรมการจังหวัด", "4/2567", "4 พ.ค. 2567"),
        ("m-3", "คณะทำงานบ้านกลาง", "5/2567", "5 พ.ค. 2567"),
    ]
    resolutions = [("code", "meeting", "text", "agency"), ("r-1", "m-2", "ให้ติดตาม", "ทสจ.")]
    prepared = prepare(plain_store, book({"การประชุม": meetings, "มติ": resolutions}), "x.xlsx")
    assert found(prepared) == []
    group = "lamphun-ban-klang-wg"
    rows = [entry.row for entry in prepared.entries]
    assert [row["body"] for row in rows[:3]] == [group, "lamphun-committee", group]
    assert rows[0]["number"] == "3/2567"
    assert rows[3]["agency"] == "lamphun-mnre"
