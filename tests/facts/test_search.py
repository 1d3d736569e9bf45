"""Search: whatever keyboard wrote the words, what is there is found, and its link leads to it."""

from datetime import date
from typing import Any

import pytest

from ecodash import facts
from ecodash.domain.vocabulary import Means
from ecodash.store.change import Act
from ecodash.store.store import Store
from survey import AREA, FRAMEWORK, surveyed_store

DAY = date(2024, 12, 31)


@pytest.fixture
def store(empty_store: Store) -> Store:
    rows: list[tuple[str, dict[str, Any]]] = [
        ("province", {"code": "lamphun", "name_th": "ลำพูน", "name_en": "Lamphun"}),
        ("area", {"code": "ban-klang", "name_th": "บ้านกลาง", "name_en": "Ban Klang Town", "short_en": "BKT",
                  "province": "lamphun", "district": "เมือง", "subdistrict": "ตำบลหนึ่ง"}),
        ("item", {"framework": "f", "item": "6", "position": 6, "text_th": "คุณภาพน้ำทิ้ง", "text_en": "Effluent",
                  "short_th": "น้ำรวม"}),
        ("activity", {"code": "act-7", "title": "แผนแม่บทน้ำเสีย", "title_en": "Waste water plan", "area": "ban-klang",
                      "fiscal_year": 2567, "status": "planned"}),
        ("agency", {"code": "tesaban", "name_th": "เทศบาลตำบลบ้านกลาง", "short_name": "ทต.บ้านกลาง"}),
        ("body", {"code": "wg", "name_th": "คณะทำงาน", "name_en": "Working group", "area": "ban-klang"}),
        ("meeting", {"code": "m-1", "body": "wg", "number": "1/2567", "held_on": "2024-02-12", "venue": "ห้องหริภุญชัย"}),
        ("resolution", {"code": "r-1", "meeting": "m-1", "text": "เร่งเเก้ไขนํ้าเสีย", "status": "open"}),
    ]  # fmt: skip
    empty_store.commit(Act("x", Means.EDIT), rows)
    return empty_store


def found(store: Store, words: str, day: date = DAY) -> dict[str, list[str]]:
    """The Thai titles found, by kind."""
    return {kind: [hit.title_th for hit in hits] for kind, hits in facts.found(store, words, day).items()}


@pytest.mark.parametrize(
    "written",
    ["น้ำเสีย", "น\u0e4d\u0e49\u0e32เสีย", "น\u0e49\u0e4d\u0e32เสีย", "น\u0e33\u0e49เสีย", "น้ำ\u200bเสีย"],
    ids=["typed", "nikhahit first", "tone first", "tone last", "with a zero-width space"],
)
def test_water_is_found_however_it_is_spelt_in_the_question_or_in_the_data(store: Store, written: str) -> None:
    assert found(store, written) == {"activity": ["แผนแม่บทน้ำเสีย"], "resolution": ["เร่งเเก้ไขนํ้าเสีย"]}


@pytest.mark.parametrize("written", ["แผน", "เเผน", "เเผนเเม่บท"])
def test_a_plan_is_found_with_one_sara_ae_or_two_sara_e(store: Store, written: str) -> None:
    assert found(store, written) == {"activity": ["แผนแม่บทน้ำเสีย"]}


def test_what_is_stored_with_two_sara_e_is_found_by_the_right_spelling(store: Store) -> None:
    assert list(found(store, "แก้ไข")) == ["resolution"]


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        ("klang TOWN", ["area"]),
        ("bkt", ["area"]),
        ("LAMPHUN", ["area"]),
        ("ลำพูน", ["area"]),
        ("ตำบลหนึ่ง", ["area"]),
        ("ban-klang", ["area"]),
        ("ข้อ ๖", ["item"]),
        ("effluent", ["item"]),
        ("น้ำรวม", ["item"]),
        ("act-7", ["activity"]),
        ("๒๕๖๗ แผน", ["activity"]),
        ("ทต.บ้านกลาง", ["agency"]),
        ("tesaban", ["agency"]),
        ("working 1/2567", ["meeting"]),
        ("หริภุญชัย", ["meeting"]),
        ("r-1", ["resolution"]),
        ("บ้านกลาง", ["area", "agency"]),
    ],
)
def test_names_codes_places_and_years_are_all_found(store: Store, words: str, kinds: list[str]) -> None:
    assert list(found(store, words)) == kinds


def test_all_the_words_must_fit_in_any_order(store: Store) -> None:
    assert found(store, "น้ำเสีย แผน") == found(store, "แผน น้ำเสีย") == {"activity": ["แผนแม่บทน้ำเสีย"]}
    assert found(store, "แผน บ้านกลาง") == {}


@pytest.mark.parametrize("nothing", ["", "  ", "\u200b", "ไม่มีคำนี้เลย"])
def test_nothing_asked_and_nothing_there_is_nothing_found(store: Store, nothing: str) -> None:
    assert found(store, nothing) == {}


def test_without_tone_marks_it_is_found_when_nothing_fits_better(store: Store) -> None:
    assert list(found(store, "บานกลาง")) == ["area", "agency"]
    assert list(found(store, "บ๊านกลาง")) == ["area", "agency"]
    store.commit(Act("x", Means.EDIT), [("agency", {"code": "n", "name_th": "บานกลาง"})])
    assert found(store, "บานกลาง") == {"agency": ["บานกลาง"]}


@pytest.mark.parametrize("written", ["ลาพูน", "บ้านกลาง\u0e4d"])
def test_only_tone_marks_are_forgiven_and_no_vowel(store: Store, written: str) -> None:
    assert found(store, written) == {}


def test_at_most_twelve_of_a_kind_are_shown(store: Store) -> None:
    rows = [("agency", {"code": f"s-{n:02}", "name_th": f"โรงเรียน {n:02}"}) for n in range(14)]
    store.commit(Act("x", Means.EDIT), rows)
    assert len(found(store, "โรงเรียน")["agency"]) == 12


def test_what_is_found_leads_to_where_it_stands() -> None:
    store = surveyed_store()
    leads = {
        kind: (hits[0].screen, dict(hits[0].where), hits[0].anchor)
        for words in ("เมืองระยอง", "=1+1", "อบรม", "เทศบาลตำบลบ้านกลาง", "1/2567", "r-1")
        for kind, hits in facts.found(store, words, DAY).items()
    }
    assert leads == {
        "area": ("areas", {"area": "rayong-town"}, ""),
        "item": ("criteria", {"framework": FRAMEWORK, "item": "1"}, ""),
        "activity": ("activities", {"fy": "2567", "area": AREA}, "a-1"),
        "agency": ("agencies", {"agency": "municipality"}, ""),
        "meeting": ("meetings", {"as_of": "m-1"}, ""),
        "resolution": ("meetings", {"as_of": "m-1"}, "r-1"),
    }
    store.close()


def test_a_resolution_is_found_from_the_day_of_its_meeting_on(store: Store) -> None:
    assert list(found(store, "r-1", date(2024, 2, 12))) == ["resolution"]
    assert found(store, "r-1", date(2024, 2, 11)) == {}
