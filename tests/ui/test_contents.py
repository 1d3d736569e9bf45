"""What screens are given to show: one count of what is owed, and nothing said that no row tells."""

from dataclasses import replace
from html import escape
from urllib.parse import parse_qsl, urlsplit

import pytest

from ecodash import facts
from ecodash.facts.freshness import freshness
from ecodash.language.unbroken import unbroken
from ecodash.store.store import Store
from ecodash.tables import TABLES
from ecodash.ui.contents import CHOICES, content_of, html_of
from ecodash.ui.explore import explore_links
from ecodash.ui.page import Page
from ecodash.ui.render import render
from page_text import let_go
from survey import AREA


def page(store: Store, screen: str, **query: str) -> Page:
    selection, misread = facts.read_selection(store, query)
    assert misread == []
    return Page(store, selection, (), screen)


def test_the_agencies_and_what_nobody_has_are_all_that_is_owed(demo_store: Store) -> None:
    seen = page(demo_store, "agencies")
    shown = content_of(seen).values
    owed = facts.matters_selected(demo_store, seen.selection)
    assert len(owed) == sum(load.count for load in shown["loads"]) + len(shown["unowned"])
    html = let_go(html_of(seen, content_of(seen)))
    assert all(unbroken(seen.item_name(m.framework, m.item)) in html for m in shown["unowned"] if m.item)


def test_every_thing_asked_leads_to_its_rows(demo_store: Store) -> None:
    html = html_of(seen := page(demo_store, "briefing"), content_of(seen))
    asked = html.split('<ol class="asks">')[1].split("</ol>")[0]
    assert asked.count("<li>") == asked.count('<a class="plain" href="/') == 6
    assert html.index('class="asks"') < html.index(seen.t("brief.stuck")) < html.index(seen.t("brief.changed_plain"))


def test_activities_that_are_not_as_chosen_are_not_said_to_be_unrecorded(demo_store: Store) -> None:
    seen = replace(page(demo_store, "activities", fy="2567"), own={"kind": "survey", "status": "cancelled"})
    shown = content_of(seen).values
    assert shown["entries"] == []
    assert shown["headline"] == seen.t("activities.headline_none_chosen", year=2567)


def test_an_agency_without_work_in_the_areas_chosen_is_not_said_to_have_none(demo_store: Store) -> None:
    seen = page(demo_store, "agencies", agency="nrie", phase="1")
    assert "[[ไม่มีการมอบหมายที่บันทึกไว้]]ในพื้นที่ที่เลือก" in content_of(seen).values["headline"]


@pytest.mark.parametrize("screen", ["briefing", "areas"])
def test_under_resolutions_that_are_owed_nothing_is_said_to_be_unrecorded(plain_store: Store, screen: str) -> None:
    html = let_go(html_of(seen := page(plain_store, screen, area=AREA), content_of(seen)))
    owed = html.split('id="outstanding"')[1].split("</section>")[0]
    assert 'class="rows"' in owed
    assert seen.t("fresh.none") not in owed


def test_a_plan_without_a_project_of_the_year_counts_none(demo_store: Store) -> None:
    html = let_go(html_of(seen := page(demo_store, "action_plan", fy="2560"), content_of(seen)))
    assert "0 จาก 0" not in html
    assert "ไม่มีโครงการที่บันทึกไว้ให้แสดง" in html


def test_the_table_of_activities_scrolls_within_itself_on_a_page_zoomed_in(demo_store: Store) -> None:
    html = html_of(seen := page(demo_store, "fiscal_years"), content_of(seen))
    table = html.index(f'<th scope="col">{seen.t("fy.activity")}</th>')
    assert 'class="scroll" tabindex="0"' in html[html[:table].rindex("<section") : table]


def test_a_meeting_begins_with_what_became_of_its_resolutions(demo_store: Store) -> None:
    seen = page(demo_store, "meetings")
    told = [seen.t("meetings.resolved_count", count=1, open=1), seen.t("meetings.carried_count", count=3, open=1)]
    assert content_of(seen).values["takeaway"] == [
        *((said, False) for said in told),
        (seen.t("meetings.late", count=1), True),
    ]


def test_two_meetings_without_a_result_are_not_said_to_be_the_same(demo_store: Store) -> None:
    seen = page(demo_store, "meetings", area="lampang-mae-moh", vs="2024-02-12")
    assert content_of(seen).values["assessed"] == 0
    html = html_of(seen, content_of(seen))
    assert unbroken(seen.t("not_recorded.changes", compared=seen.compared())) in let_go(html)
    assert 'class="gone"' not in html


@pytest.mark.parametrize("screen", [screen for screen in CHOICES if screen != "about"])
def test_every_screen_opens_its_tables_in_the_explorer_as_selected(demo_store: Store, screen: str) -> None:
    seen = page(demo_store, screen, area=AREA, as_of="2026-09-01", lang="en", demo="1")
    links = explore_links(seen)
    assert links
    for _, link in links:
        asked = dict(parse_qsl(urlsplit(link).query))
        table = TABLES[asked.pop("table")]
        assert {asked.pop(column) for column in ("by", "across") if column in asked} <= set(table.groups)
        assert asked == {"area": AREA, "as_of": "2026-09-01", "lang": "en", "demo": "1"}
    foot = render(seen, "foot.html", fresh=freshness(demo_store, seen.day), address="", explore=links)
    assert f'href="{escape(seen.selection.link(f"s/{screen}".rstrip("/")))}"' in foot


def test_a_column_of_the_grid_sorted_begins_with_the_areas_that_have_the_item_to_do(demo_store: Store) -> None:
    seen = replace(page(demo_store, "criteria"), own={"sort": "6"})
    rows = content_of(seen).values["rows"]
    results = [next(state.result for state in states if state.item == "6") for _, states in rows]
    assert results == ["not_met"] * 3 + ["not_applicable"] + ["met"] * 3
    html = html_of(seen, content_of(seen))
    assert html.count('aria-current="true"') == 2  # the name above the column and the sum below it
    assert 'href="/criteria?sort=7"' in html
    assert html.count('href="/criteria"') == 3  # both once more, and the way back above the grid
    assert content_of(replace(seen, own={"sort": "99"})).values["column"] is None


def test_areas_without_a_result_of_an_item_stand_in_one_sentence(plain_store: Store) -> None:
    html = html_of(seen := page(plain_store, "criteria", item="6"), content_of(seen))
    assert unbroken(seen.t("areas.unsurveyed", count=27)) in html
    assert html.count(unbroken(seen.t("result.not_assessed"))) == 1


def test_meetings_lead_to_those_before_and_after_them(plain_store: Store) -> None:
    for code, other, key in (
        ("lamphun-ban-klang-wg-2023-08-29", "lamphun-committee-2023-09-05", "went_on"),
        ("lamphun-committee-2023-09-05", "lamphun-ban-klang-wg-2023-08-29", "led_up"),
    ):
        html = html_of(seen := page(plain_store, "meetings", as_of=code), content_of(seen))
        head = html.split("</h1>")[1].split('class="tools"')[0]
        assert unbroken(seen.t(f"meetings.{key}")) in head
        assert f"as_of={other}" in head
    latest = html_of(seen := page(plain_store, "meetings", as_of="lamphun-ban-klang-wg-2024-02-12"), content_of(seen))
    assert unbroken(seen.t("meetings.went_on")) not in latest
