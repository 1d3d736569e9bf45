"""What a link shows: the nearest sensible selection, and a word about what was not understood."""

from datetime import date
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecodash.domain.vocabulary import HOME_AREA, HOME_FRAMEWORK
from ecodash.facts import Misread, Selection, areas_selected, read_selection
from ecodash.facts.lists import agencies, areas, frameworks, meetings, phases, provinces
from ecodash.facts.selection import PARAMETERS, language, wants_demo
from ecodash.store.store import Store

WG = "lamphun-ban-klang-wg-2024-02-12"


def read(store: Store, **query: str) -> tuple[Selection, list[Misread]]:
    return read_selection(store, query)


def understood(store: Store, **query: str) -> Selection:
    selection, misread = read(store, **query)
    assert misread == []
    return selection


def other_area(store: Store) -> dict[str, object]:
    return next(row for row in areas(store, store.today()) if row["province"] != "lamphun" and row["phase"])


def test_a_link_that_says_nothing_shows_our_own_area_today_in_thai(demo_store: Store) -> None:
    selection = understood(demo_store)
    assert (selection.focus, selection.framework, selection.lang) == (HOME_AREA, HOME_FRAMEWORK, "th")
    assert selection.as_of == demo_store.today()
    assert (selection.area, selection.phase, selection.province, selection.fy) == (None, None, None, None)
    assert (selection.item, selection.agency, selection.given) == (None, None, ())


def test_it_is_compared_with_the_last_meeting_of_the_areas_own_body_before_the_day(demo_store: Store) -> None:
    assert understood(demo_store).vs == date(2024, 2, 12)
    assert understood(demo_store, as_of="2024-02-12").vs == date(2023, 8, 29)
    assert understood(demo_store, as_of="2020-01-01").vs is None


def test_every_code_that_there_is_is_understood(demo_store: Store) -> None:
    today = demo_store.today()
    for name, rows in {
        "area": areas(demo_store, today),
        "phase": phases(demo_store, today),
        "province": provinces(demo_store, today),
        "framework": frameworks(demo_store, today),
        "agency": agencies(demo_store, today),
    }.items():
        for row in rows:
            selection = understood(demo_store, **{name: row["code"]})
            assert getattr(selection, name) == row["code"]
            assert dict(selection.given) == {name: row["code"]}


@pytest.mark.parametrize(
    ("name", "value", "shown"),
    [
        ("area", "lamphun-ban-klan", HOME_AREA),
        ("area", "LAMPHUN-BAN-KLANG", HOME_AREA),
        ("framework", "diw-eit-basic-12", HOME_FRAMEWORK),
        ("province", "lampun", "lamphun"),
    ],
)
def test_a_slip_of_the_pen_is_mended_and_said_so(demo_store: Store, name: str, value: str, shown: str) -> None:
    selection, misread = read(demo_store, **{name: value})
    assert getattr(selection, name) == shown
    assert misread == [Misread(name, value, shown)]
    assert dict(selection.given) == {name: shown}


@pytest.mark.parametrize("value", ["lamphun", "ลำพูน", "Lamphun", "LAMPHUN", " ลำพูน "])
def test_a_province_is_known_by_its_code_and_by_its_thai_or_english_name(demo_store: Store, value: str) -> None:
    assert understood(demo_store, province=value).province == "lamphun"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("area", "atlantis"), ("phase", "99"), ("province", "กรุงเก่า"), ("framework", "xyz"),
        ("agency", "nobody"), ("item", "13"), ("item", "0"), ("item", "๑"), ("fy", "2024"), ("fy", "๒๕๖๗"),
        ("fy", "66"), ("fy", "x"), ("fy", "-2567"), ("fy", "02567"), ("fy", "9" * 5000),
        ("as_of", "2567-02-30"), ("as_of", "12/02/2567"),
        ("as_of", "yesterday"), ("as_of", "2024-02-30"), ("vs", "never"), ("lang", "de"), ("lang", "TH"),
        ("demo", "yes"), ("colour", "green"), ("area", "x" * 20_000), ("area", "\ud800"), ("as_of", "\x00"),
    ],
)  # fmt: skip
def test_what_is_not_understood_is_left_out_and_said_so(demo_store: Store, name: str, value: str) -> None:
    selection, misread = read(demo_store, **{name: value})
    assert misread == [Misread(name, value)]
    assert selection == understood(demo_store)


def test_a_day_in_the_buddhist_era_is_understood_and_said_so(demo_store: Store) -> None:
    selection, misread = read(demo_store, as_of="2567-02-12", vs="2566-08-29")
    assert (str(selection.as_of), str(selection.vs)) == ("2024-02-12", "2023-08-29")
    assert misread == [Misread("as_of", "2567-02-12", "2024-02-12"), Misread("vs", "2566-08-29", "2023-08-29")]


def test_empty_values_are_no_values(demo_store: Store) -> None:
    assert understood(demo_store, area="", phase="  ", fy="") == understood(demo_store)


def test_items_are_those_of_the_framework_asked_for(demo_store: Store) -> None:
    assert understood(demo_store, item="12").item == "12"
    selection, misread = read(demo_store, framework="demo-indicators", item="12")
    assert (selection.framework, selection.item) == ("demo-indicators", None)
    assert misread == [Misread("item", "12")]


@pytest.mark.parametrize("name", ["phase", "province"])
def test_an_area_outside_the_phase_or_province_asked_for_is_shown_and_the_other_left_out(
    demo_store: Store, name: str
) -> None:
    wrong = other_area(demo_store)[name]
    area = next(r for r in areas(demo_store, demo_store.today()) if r[name] != wrong)
    selection, misread = read(demo_store, area=area["code"], **{name: str(wrong)})
    assert (selection.area, selection.focus, getattr(selection, name)) == (area["code"], area["code"], None)
    assert misread == [Misread(name, str(wrong), reason="app.not_in_area")]
    assert dict(selection.given) == {"area": area["code"]}


def test_a_day_can_be_asked_for_by_its_meeting(demo_store: Store) -> None:
    for meeting in meetings(demo_store, demo_store.today()):
        if meeting["held_on"]:
            selection = understood(demo_store, as_of=meeting["code"])
            assert selection.as_of == meeting["held_on"]
            assert dict(selection.given) == {"as_of": meeting["code"]}


def test_a_day_to_compare_with_can_be_a_meeting_too(demo_store: Store) -> None:
    assert understood(demo_store, vs=WG).vs == date(2024, 2, 12)
    assert understood(demo_store, vs="2024-01-31").vs == date(2024, 1, 31)


@pytest.mark.parametrize("vs", ["2024-02-12", "2024-02-13", WG, "2099-01-01"])
def test_a_comparison_that_is_not_before_the_day_is_left_out(demo_store: Store, vs: str) -> None:
    selection, misread = read(demo_store, as_of="2024-02-12", vs=vs)
    assert misread == [Misread("vs", vs, reason="app.vs_not_before")]
    assert selection == understood(demo_store, as_of="2024-02-12")


def test_the_focus_is_the_area_or_our_own_or_the_first_there_is(demo_store: Store) -> None:
    area = other_area(demo_store)
    assert understood(demo_store, area=str(area["code"])).focus == area["code"]
    assert understood(demo_store, province="lamphun").focus == HOME_AREA
    elsewhere = understood(demo_store, province=str(area["province"]))
    assert elsewhere.focus == areas_selected(demo_store, elsewhere)[0]["code"]


def test_a_selection_without_any_area_has_no_focus(real_store: Store) -> None:
    there = {row["province"] for row in areas(real_store, real_store.today())}
    empty = next(r["code"] for r in provinces(real_store, real_store.today()) if r["code"] not in there)
    selection = understood(real_store, province=empty)
    assert (selection.focus, selection.vs) == (None, None)
    assert areas_selected(real_store, selection) == ()


def test_a_store_without_any_row_still_reads_a_link(empty_store: Store) -> None:
    selection, misread = read(empty_store, area="x", item="1", vs="2024-01-01")
    assert (selection.framework, selection.focus, selection.item) == (HOME_FRAMEWORK, None, None)
    assert [part.parameter for part in misread] == ["area", "item"]


def test_language_and_demonstration_are_read_before_any_store() -> None:
    assert language({}) == language({"lang": "xx"}) == "th"
    assert language({"lang": "en"}) == "en"
    assert wants_demo({"demo": "1"})
    assert not wants_demo({})
    assert not wants_demo({"demo": "0"})
    assert not wants_demo({"demo": "true"})


def test_asking_for_the_real_data_leaves_nothing_in_the_link(demo_store: Store) -> None:
    assert understood(demo_store, demo="0").given == ()
    assert dict(understood(demo_store, demo="1").given) == {"demo": "1"}


def test_a_link_keeps_what_was_given_and_drops_and_changes_what_it_is_told(demo_store: Store) -> None:
    selection = understood(demo_store, item="3", area=HOME_AREA, demo="1", as_of=WG)
    kept = f"area={HOME_AREA}&item=3&as_of={WG}&demo=1"
    assert selection.link("criteria") == f"/criteria?{kept}"
    assert selection.link() == f"/?{kept}"
    assert selection.link("criteria", item=None) == f"/criteria?area={HOME_AREA}&as_of={WG}&demo=1"
    assert selection.link(item=None, area=None, as_of=None, demo=None) == "/"
    assert selection.link("criteria", item="7").count("item=7") == 1
    assert "fy=2567" in selection.link(fy=2567)
    assert understood(demo_store).link("areas") == "/areas"


def test_a_link_is_safe_whatever_it_is_told(demo_store: Store) -> None:
    link = understood(demo_store).link("criteria", area="ก&item=1#x y")
    assert parse_qsl(urlsplit(link).query) == [("area", "ก&item=1#x y")]


def query_of(link: str) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(link).query))


VALUES = {
    "area": [HOME_AREA, "lamphun-ban-klan", "map-ta-phut", "rayong-town"],
    "phase": ["1", "2", "3", "4", "9"],
    "province": ["lamphun", "rayong", "ลำพูน", "Rayong", "x"],
    "fy": ["2565", "2566", "2567", "2024", "99999999999"],
    "framework": [HOME_FRAMEWORK, "demo-indicators", "diw-eit-2560"],
    "item": ["1", "12", "13"],
    "agency": ["diw", "ban-klang-municipality"],
    "as_of": ["2024-02-12", "2023-09-05", WG, "2020-01-01", "2567-01-01"],
    "vs": ["2024-02-12", "2023-09-05", WG, "1999-01-01"],
    "eve": ["1", "0", "2"],
    "known_at": ["2024-02-12", "2024-02-12T09:30:00+07:00", "as_of", WG, "2000-01-01", "soon"],
    "lang": ["th", "en", "xx"],
    "demo": ["1", "0", "2"],
}
sensible = st.fixed_dictionaries({}, optional={name: st.sampled_from(VALUES[name]) for name in PARAMETERS})
names = st.sampled_from(PARAMETERS) | st.text(max_size=5)
hostile = st.dictionaries(
    names,
    st.text(st.characters(), max_size=30) | st.sampled_from([v for values in VALUES.values() for v in values]),
)


@given(sensible | hostile)
def test_any_query_is_read_and_its_link_reads_back_to_the_same_without_a_misreading(
    demo_store: Store, query: dict[str, str]
) -> None:
    selection, misread = read_selection(demo_store, query)
    assert {part.parameter for part in misread} <= set(query)
    again, rest = read_selection(demo_store, query_of(selection.link("criteria")))
    assert rest == []
    assert again == selection
    assert selection.vs is None or selection.vs < selection.as_of


def test_what_a_chat_adds_to_a_link_is_not_said_to_be_misread(demo_store: Store) -> None:
    assert read(demo_store, fbclid="x", gclid="x", utm_source="line", openExternalBrowser="1")[1] == []
    assert [part.parameter for part in read(demo_store, fb="x")[1]] == ["fb"]
