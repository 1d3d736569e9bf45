"""Pictures of progress over odd data: one result, none, only one to come, sixty meetings, long names, late items."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest

from ecodash import facts
from ecodash.domain.vocabulary import Means
from ecodash.facts.courses import courses
from ecodash.store.change import Act
from ecodash.store.store import Store
from ecodash.ui.burn_up import burn_up
from ecodash.ui.compared_areas import compared
from ecodash.ui.contents import content_of
from ecodash.ui.page import Page
from ecodash.ui.render import render
from survey import AREA, FRAMEWORK, observe, surveyed_store

DAY = date(2025, 3, 15)
LONG = "ก" * 120


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    """``one`` has a single result of the day, ``future`` one to come, ``none`` none; an item came in the middle."""
    store = surveyed_store(demo_today=DAY)
    places = [{"code": "one", "name_th": LONG, "short_th": LONG}, {"code": "future", "name_th": "ภายหน้า"},
              {"code": "none", "name_th": "ไม่มีผล"}]  # fmt: skip
    add(store, "area", *({**place, "province": "rayong", "phase": "1"} for place in places))
    add(store, "item", {"framework": FRAMEWORK, "item": "11", "position": 4, "text_th": LONG,
                        "effective_on": "2024-06-01"})  # fmt: skip
    days = [(n, str(date(2020, 1, 1) + timedelta(days=30 * n))) for n in range(10, 70)]
    add(store, "meeting", *({"code": f"m-{n}", "body": "wg", "number": f"{n}/2563", "held_on": on} for n, on in days))
    add(store, "attainment", {"area": AREA, "framework": FRAMEWORK, "year": 2560, "aim": "intended", "level": "9"})
    observe(store, "2025-01-02T08:00:00", code="x-1", area="one", item="1", result="met", effective_on=str(DAY))
    observe(store, "2025-01-03T08:00:00", code="x-2", area="future", item="1", result="met", effective_on="2026-03-15")
    observe(store, "2025-01-04T08:00:00", code="x-3", item="11", result="met", effective_on="2024-03-01")
    yield store
    store.close()


def add(store: Store, kind: str, *rows: dict[str, Any]) -> None:
    store.commit(Act("x", Means.EDIT), [(kind, row) for row in rows])


def page(store: Store, screen: str, own: dict[str, str] | None = None, **query: str) -> Page:
    selection, misread = facts.read_selection(store, query)
    assert misread == []
    return Page(store, selection, (), screen, own=own or {})


def test_only_what_is_recorded_up_to_the_day_is_drawn(store: Store) -> None:
    drawn = {course.area["code"]: course for course in courses(store, page(store, "phases").selection)}
    assert set(drawn) == {AREA, "one"}
    assert [(step.day, step.met) for step in drawn["one"].steps] == [(DAY, 1)]
    found = compared(page(store, "areas", {"areas": f"one,future,none,{AREA}"}))
    assert found is not None
    assert [one.picture is None for one in found.sides] == [False, True, True, False]
    assert [one.side.counts.met for one in found.sides] == [1, 0, 0, 2]
    # What only will be is no result yet, and no month has passed since the first of another.
    assert found.sides[1].side.since is None
    assert found.sides[0].since == page(store, "areas").t("compare.not_a_month")


def test_an_item_that_came_later_is_not_missing_before(store: Store) -> None:
    matrix = facts.matrix(store, AREA, FRAMEWORK, DAY, most=100)
    line = next(line for line in matrix.lines if line.state.item == "11")
    told = {column.day: cell.result for column, cell in zip(matrix.columns, line.cells, strict=True)}
    assert {result for day, result in told.items() if day < date(2024, 6, 1)} == {None}
    assert {result and result.value for day, result in told.items() if day >= date(2024, 6, 1)} == {"met"}
    assert len(facts.matrix(store, AREA, FRAMEWORK, DAY).columns) == 12


def test_a_phone_shows_the_same_four_meetings_in_the_head_and_in_every_row_of_the_matrix(store: Store) -> None:
    here = page(store, "areas", area=AREA)
    html = render(here, "area.html", **content_of(here).values)
    rows = re.findall("<tr>(.*?)</tr>", html.split('<table class="matrix')[1].split("</table>")[0], re.DOTALL)
    near = {
        len(re.findall(r"<t[hd][^>]*>", row)) - len(re.findall(r'<t[hd] [^>]*class="[^"]* far[" ]', row))
        for row in rows
    }
    # The item, four columns, and who owes it.
    assert near == {6}


@pytest.mark.parametrize("area", ["one", "future", "none", AREA])
def test_a_way_up_is_drawn_for_any_area_and_any_target(store: Store, area: str) -> None:
    up = burn_up(page(store, "areas", area=area), area)
    assert up.sentence
    assert (up.picture is not None) == (area in ("one", AREA))


def test_dots_of_sixty_meetings_do_not_run_into_a_bar(store: Store) -> None:
    """Every meeting stays a link of its own; those beside a dot are ticks, on a narrow window more of them."""
    marks = burn_up(page(store, "areas", area=AREA), AREA).meetings
    dots = {"wide": [m.left for m in marks if m.crowded != "all"], "narrow": [m.left for m in marks if not m.crowded]}
    for width, least in (("wide", 2.2), ("narrow", 8.0)):
        assert all(after - before >= least for before, after in pairwise(dots[width]))
    assert 2 < len(dots["narrow"]) < len(dots["wide"]) <= len(marks)
    assert not marks[-1].crowded


@pytest.mark.parametrize("lang", ["th", "en"])
@pytest.mark.parametrize(
    ("screen", "own", "query"),
    [
        ("phases", {}, {}),
        ("phases", {"axis": "elapsed", "sort": "gain"}, {}),
        ("phases", {}, {"as_of": "2000-01-01"}),
        ("areas", {}, {}),
        ("areas", {}, {"area": "one"}),
        ("areas", {"areas": f"future,none,one,{AREA}", "axis": "elapsed"}, {}),
        ("areas", {"areas": f"one,{AREA}"}, {"as_of": "2000-01-01"}),
        ("fiscal_years", {}, {}),
    ],
)
def test_every_screen_of_progress_stands(
    store: Store, screen: str, own: dict[str, str], query: dict[str, str], lang: str
) -> None:
    here = page(store, screen, own, lang=lang, **query)
    content = content_of(here)
    said = render(here, content.template, **content.values)
    assert "<h1" in said
    assert not re.search(r"\bnan\b|>\s*None\s*<|=.None.", said)
