"""A day as it was known at a moment, and a meeting as it began."""

from datetime import date, datetime
from urllib.parse import parse_qsl, urlsplit

import pytest

from ecodash import facts
from ecodash.domain.dates import end_of_day
from ecodash.domain.progress import count
from ecodash.store.as_known import AsKnown, as_known
from ecodash.store.change import Act
from ecodash.store.store import Store
from ecodash.ui.options import options_of
from ecodash.ui.static_pages import page_of

AREA, FRAMEWORK = "lamphun-ban-klang", "diw-eit-basic12"
MEETING, HELD_ON = "lamphun-ban-klang-wg-2024-02-12", date(2024, 2, 12)


def read(store: Store, **query: str) -> tuple[Store, facts.Selection]:
    selection, misread = facts.read_selection(store, query)
    assert not misread
    return facts.seen_by(store, selection), selection


def test_spans_worked_out_for_a_moment_say_what_the_log_says(demo_store: Store) -> None:
    """Every answer that is kept for now is worked out for a moment; both ways the same."""
    now = AsKnown(demo_store, datetime(9999, 1, 1))
    for query, more in (
        ("span_states", {"area": None}),
        ("area_spans", {"area": AREA}),
        ("item_spans", {"item": "6"}),
        ("area_steps", {"area": None}),
        ("item_starts", {}),
        ("freshness", {"area": AREA}),
    ):
        asked = {"framework": FRAMEWORK, "day": HELD_ON, "known": datetime.max, **more}
        if query == "freshness":
            del asked["framework"]
        if query == "item_starts":
            del asked["day"]
        assert now.ask(query, **asked) == demo_store.ask(query, **asked), query


@pytest.mark.parametrize("known", ["2022-06-30", "2023-03-21", "2024-01-31"])
def test_states_and_series_as_known_are_those_of_the_log(demo_store: Store, known: str) -> None:
    then, selection = read(demo_store, known_at=known, demo="1")
    moment = selection.known_at
    assert moment == end_of_day(date.fromisoformat(known))
    for area in facts.areas(demo_store, HELD_ON):
        told = facts.item_states(demo_store, area["code"], FRAMEWORK, HELD_ON, moment)
        seen = facts.item_states(then, area["code"], FRAMEWORK, HELD_ON)
        assert seen == told
        (*_, (_, last)) = facts.series(then, area["code"], FRAMEWORK, date(2024, 1, 1), date(2024, 1, 31))
        assert last == count(facts.item_states(then, area["code"], FRAMEWORK, date(2024, 1, 31)))
    assert facts.counts_by_area(then, FRAMEWORK, HELD_ON) != facts.counts_by_area(demo_store, FRAMEWORK, HELD_ON)


def test_before_any_record_nothing_is_known(demo_store: Store) -> None:
    then, selection = read(demo_store, known_at="2000-01-01", as_of=MEETING)
    assert facts.is_blank(then)
    assert not facts.is_blank(demo_store)
    assert selection.focus is None
    assert facts.areas_selected(then, selection) == ()
    assert facts.matters_on(then, FRAMEWORK, HELD_ON) == ()


def test_the_past_is_only_read(demo_store: Store) -> None:
    with pytest.raises(TypeError):
        as_known(demo_store, datetime(2024, 1, 1)).commit(Act("a"), [])  # type: ignore[call-arg]
    assert as_known(as_known(demo_store, datetime(2024, 1, 1)), None) is demo_store


def test_all_that_a_store_has_the_past_has_too(demo_store: Store) -> None:
    then = as_known(demo_store, datetime(2024, 1, 1))
    for name in vars(demo_store):
        if name != "known_at":
            assert getattr(then, name) == getattr(demo_store, name), name


def test_a_meeting_as_it_began_has_its_agenda_and_none_of_its_resolutions(demo_store: Store) -> None:
    _, ended = read(demo_store, as_of=MEETING, area=AREA)
    view, began = read(demo_store, as_of=MEETING, area=AREA, eve="1")
    assert (began.as_of, began.asked_on, ended.as_of) == (date(2024, 2, 11), HELD_ON, HELD_ON)
    after, before = facts.meeting_story(demo_store, ended), facts.meeting_story(view, began)
    assert after
    assert before
    assert before["paper"].meeting["code"] == after["paper"].meeting["code"] == MEETING
    assert after["paper"].resolved
    assert before["paper"].resolved == []
    assert before["paper"].agenda == after["paper"].agenda != []
    assert [r["code"] for r in before["paper"].carried] == [r["code"] for r in after["paper"].carried]


def test_the_choice_goes_along_with_the_day_and_goes_with_it(demo_store: Store) -> None:
    _, s = read(demo_store, as_of=MEETING, eve="1", known_at="as_of", area=AREA)
    assert s.known_at == end_of_day(date(2024, 2, 11))
    asked = dict(parse_qsl(urlsplit(s.link("criteria")).query))
    assert asked == {"area": AREA, "as_of": MEETING, "eve": "1", "known_at": "as_of"}
    # Another meeting is looked at as it ended, as it was known then; without a day both are gone.
    assert s.link("", as_of="2023-09-30") == f"/?area={AREA}&as_of=2023-09-30&known_at=as_of"
    assert s.link("", as_of=None) == f"/?area={AREA}"
    _, today = read(demo_store, eve="1", known_at="as_of")
    assert (today.as_of, today.is_eve, today.known_at) == (demo_store.today(), False, None)


@pytest.mark.parametrize("value", ["2024-02-31", "soon", "12/2/2567"])
def test_a_moment_that_is_none_is_said(demo_store: Store, value: str) -> None:
    selection, misread = facts.read_selection(demo_store, {"known_at": value})
    assert selection.known_at is None
    assert [m.parameter for m in misread] == ["known_at"]


def test_it_can_be_chosen_where_a_day_is_chosen(demo_store: Store) -> None:
    page = page_of(demo_store, {"as_of": MEETING}, "briefing")
    assert options_of(page, "known_at") == (
        {"": page.t("filter.known_now"), "as_of": page.t("filter.known_that_day")},
        "",
    )
    assert list(options_of(page, "eve")[0]) == ["", "1"]
    today = page_of(demo_store, {}, "briefing")
    assert options_of(today, "eve") == options_of(today, "known_at") == ({}, "")
    blank = page_of(demo_store, {"known_at": "2000-01-01"}, "briefing")
    assert list(options_of(blank, "known_at")[0]) == ["", "2000-01-01"]
    assert MEETING in options_of(blank, "as_of")[0]
