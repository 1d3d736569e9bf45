"""What is said of several areas together: counted anew from the states, on every screen and short page."""

import pytest

from ecodash import facts
from ecodash.domain.vocabulary import Means
from ecodash.language.unbroken import unbroken
from ecodash.store.change import Act
from ecodash.store.store import Store
from ecodash.ui.contents import CHOICES
from ecodash.ui.scope import scope_of
from ecodash.ui.static_pages import page_of, short_page
from survey import observe, surveyed_store

FRAMEWORK = "diw-eit-basic12"


def plain(sentence: str) -> str:
    return unbroken(sentence.replace("[[", "").replace("]]", ""))


def squeezed(text: str) -> str:
    return "".join(text.replace("\u00a0", " ").replace("\u2060", "").split())


@pytest.mark.parametrize("query", [{"phase": "1"}, {"province": "lamphun"}, {}])
def test_the_sentence_is_counted_from_the_items(demo_store: Store, query: dict[str, str]) -> None:
    page = page_of(demo_store, query, "")
    states = facts.states_by_area(demo_store, FRAMEWORK, page.day)
    mine = [states[row["code"]] for row in facts.areas_selected(demo_store, page.selection)]
    surveyed = [area for area in mine if any(s.result != "not_assessed" for s in area)]
    applicable = [[s for s in area if s.result != "not_applicable"] for area in surveyed]
    complete = sum(all(s.result == "met" for s in area) for area in applicable)
    met = sum(s.result == "met" for area in applicable for s in area)
    scope = scope_of(page)
    assert scope is not None
    assert f"{complete} จาก {len(surveyed)} พื้นที่ที่มีผลสำรวจ" in scope.sentence
    assert f"รวมผ่าน {met} จาก {sum(map(len, surveyed))} ข้อ" in scope.details[0]
    gaps = [s.item for area in mine for s in area if s.result in ("partly_met", "not_met")]
    worst = max(map(gaps.count, gaps))
    assert f"({worst} พื้นที่)" in scope.details[1]
    assert scope.leads == scope.is_narrowed == bool(query)


def test_of_one_area_nothing_is_said_together(demo_store: Store) -> None:
    for query in ({"area": "lamphun-ban-klang"}, {"area": "lamphun-ban-klang", "phase": "3"}, {"item": "6"}):
        assert scope_of(page_of(demo_store, query, "criteria")) is None


@pytest.mark.parametrize("lang", ["th", "en"])
@pytest.mark.parametrize("screen", CHOICES)
def test_a_chosen_phase_has_its_sentence_on_every_short_page(demo_store: Store, screen: str, lang: str) -> None:
    page = page_of(demo_store, {"phase": "1", "lang": lang}, screen)
    scope = scope_of(page)
    assert scope is not None
    html = short_page(page, "http://x")
    body = html.split("<main>")[1].split("</main>")[0]
    said = "".join(piece.partition(">")[2] for piece in ("x>" + body).split("<"))
    assert squeezed(plain(scope.sentence)) in squeezed(said)
    if screen == "":
        assert squeezed(plain(scope.sentence)) in squeezed(html.split("<main>")[0])


@pytest.mark.parametrize("lang", ["th", "en"])
@pytest.mark.parametrize("screen", CHOICES)
def test_a_choice_that_fits_no_area_is_not_said_to_be_an_empty_system(
    demo_store: Store, screen: str, lang: str
) -> None:
    page = page_of(demo_store, {"phase": "2", "province": "lamphun", "lang": lang}, screen)
    body = squeezed(short_page(page, "http://x").split("<main>")[1].split("</main>")[0])
    false = ("brief.area_missing", "auditors.none", "not_recorded.agencies", "fy.headline_none", "meetings.none")
    assert not [key for key in false if squeezed(plain(page.t(key, year=2567))) in body]
    assert squeezed(page.t("areas.scope_none", place="", total=0).split("[[")[1]) not in body


def test_without_a_result_that_is_what_is_said(plain_store: Store) -> None:
    scope = scope_of(page_of(plain_store, {}, ""))
    assert scope is not None
    assert "ยังไม่มีผลสำรวจในระบบ" in scope.sentence
    assert not scope.leads
    assert scope.details == []


@pytest.mark.slow
def test_of_more_than_ten_areas_with_results_their_sentence_leads() -> None:
    """One area's verdict stands for nothing among many; up to ten, the overview begins with it."""
    store = surveyed_store()
    try:
        for n in range(10):
            place = {"code": f"more-{n}", "name_th": f"พื้นที่ {n}", "name_en": f"Area {n}", "province": "rayong"}
            store.commit(Act("x", Means.EDIT), [("area", place)])
            told = scope_of(page_of(store, {}, ""))
            assert told is not None
            assert not told.leads
            observe(store, f"2025-01-{n + 2:02}T08:00:00", code=f"more-{n}", area=f"more-{n}", item="1", result="met",
                    effective_on="2024-03-01")  # fmt: skip
        told = scope_of(page_of(store, {"lang": "en"}, ""))
        assert told is not None
        assert told.leads
        assert not told.is_narrowed
        assert "[[0 of 11 areas with results]]" in told.sentence
        assert "Most often failing: Item 2 (1 area)" in told.details
        whole = short_page(page_of(store, {}, ""), "http://x").split("<main>")[0]
        thai = scope_of(page_of(store, {}, ""))
        assert thai is not None
        assert squeezed(plain(thai.sentence)) in squeezed(whole)
    finally:
        store.close()
