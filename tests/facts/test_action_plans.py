"""An action plan on a page: what is planned for which item and year, what is done of it, what a review changed."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from ecodash import facts
from ecodash.domain.vocabulary import Means
from ecodash.facts.action_plans import PlanOnAPage
from ecodash.language.text import t
from ecodash.language.unbroken import unbroken
from ecodash.store.change import Act
from ecodash.store.store import Store
from ecodash.ui.contents import content_of
from ecodash.ui.page import Page
from ecodash.ui.render import render
from survey import AREA, FRAMEWORK, surveyed_store

DAY = date(2024, 6, 30)


@pytest.fixture
def store() -> Store:
    """A plan of 2566–2570 with a project of 2567 for item 1; items 2 and 10 have none."""
    return surveyed_store(demo_today=DAY)


def add(store: Store, kind: str, **row: Any) -> None:
    store.commit(Act("x", Means.EDIT), [(kind, row)])


def project(store: Store, code: str, **more: Any) -> None:
    told = {"code": code, "plan": "p", "title": code, "area": AREA, "fiscal_year": 2567, "status": "planned", **more}
    add(store, "plan_project", **told)


def plan(store: Store, **query: str) -> PlanOnAPage:
    selection, misread = facts.read_selection(store, {"area": AREA, **query})
    assert misread == []
    (found,) = facts.plans_of_area(store, selection)
    return found


def html(store: Store, **query: str) -> str:
    selection, _ = facts.read_selection(store, query)
    page = Page(store, selection, (), "action_plan")
    content = content_of(page)
    return render(page, content.template, **content.values)


def cells(found: PlanOnAPage) -> dict[str, list[list[str]]]:
    return {line.state.item: [[p.row["code"] for p in cell] for cell in line.cells] for line in found.lines}


def test_every_item_of_the_framework_stands_by_the_years_of_the_plan(store: Store) -> None:
    project(store, "p-2", fiscal_year=2571, items=f"{FRAMEWORK}:2;{FRAMEWORK}:1")
    found = plan(store)
    assert found.years == (2566, 2567, 2568, 2569, 2570, 2571)
    assert cells(found) == {
        "1": [[], ["p-1"], [], [], [], ["p-2"]], "2": [[], [], [], [], [], ["p-2"]], "10": [[]] * 6,
    }  # fmt: skip
    assert [state.item for state in found.unplanned] == ["10"]


def test_a_plan_of_the_country_is_named_and_is_no_plan_of_an_area(store: Store) -> None:
    country = {"code": "n", "name_th": "แผนของประเทศ", "first_year": 2560, "last_year": 2561}
    add(store, "plan", **country, source="https://example.org/plan", mark="inferred")
    assert plan(store).plan["code"] == "p"
    assert 2560 not in facts.plan_years(store, DAY)
    for query in ({"area": AREA}, {"area": "rayong-town"}):
        assert "แผนของประเทศ" in html(store, **query)
        assert 'href="https://example.org/plan"' in html(store, **query)


def test_what_was_called_off_plans_nothing_and_costs_nothing(store: Store) -> None:
    project(store, "p-2", items=f"{FRAMEWORK}:2", status="cancelled", asked_baht="500")
    project(store, "p-3", asked_baht="0")
    found = plan(store)
    assert [state.item for state in found.unplanned] == ["2", "10"]
    assert (found.standing, found.done, found.purse.of) == (2, 0, 2)
    # Nil is known; what p-1 asks for is not told.
    asked, granted = (found.purse.money[column] for column in ("asked_baht", "granted_baht"))
    assert (asked.baht, asked.known, granted.known) == (Decimal(0), 1, 0)
    assert [p.row["code"] for p in found.elsewhere] == ["p-3"]


def test_what_is_planned_is_told_beside_what_is_done(store: Store) -> None:
    project(store, "p-2", activities="a-1; a-2;later")
    (found,) = [p for p in plan(store).projects if p.row["code"] == "p-2"]
    assert ([row["code"] for row in found.activities], found.done, found.untold) == (["a-1", "a-2"], 1, 1)


def test_a_selection_narrows_the_projects_but_never_what_nothing_is_planned_for(store: Store) -> None:
    project(store, "p-2", fiscal_year=2568, items=f"{FRAMEWORK}:2", lead_agency="municipality")
    for query in ({"fy": "2568"}, {"agency": "municipality"}, {"item": "2"}):
        found = plan(store, **query)
        assert [p.row["code"] for p in found.projects] == ["p-2"], query
        assert found.is_narrowed
        assert "1" not in [state.item for state in found.unplanned]
    assert plan(store, fy="2568").years == (2568,)
    assert not plan(store).is_narrowed


def test_a_review_is_told_old_to_new_since_the_edition_before(store: Store) -> None:
    add(store, "plan", code="p", area=AREA, name_th="แผน", effective_on="2024-05-01", edition="ทบทวน")
    add(store, "plan_project", code="p-1", plan="p", title="น้ำทิ้ง", area=AREA, fiscal_year=2568,
        items=f"{FRAMEWORK}:1", asked_baht="0", effective_on="2024-05-01")  # fmt: skip
    project(store, "p-2", effective_on="2024-05-01")
    found = plan(store)
    assert [row["edition"] for row in found.editions] == [None, "ทบทวน"]
    assert found.since == date(2024, 4, 30)
    assert found.changes is not None
    assert {c.row["code"]: (c.before is None, c.columns) for c in found.changes} == {
        "p-1": (False, ("fiscal_year", "asked_baht")), "p-2": (True, ()),
    }  # fmt: skip
    assert plan(store, vs="2024-05-02").changes == ()
    # As of a day before the review the plan is the one of then.
    assert [p.row["fiscal_year"] for p in plan(store, as_of="2024-04-30").projects] == [2567]


def test_a_plan_that_was_not_there_on_the_day_compared_with_is_not_called_changed(store: Store) -> None:
    add(store, "plan", code="q", area="rayong-town", name_th="แผน", effective_on="2024-05-01")
    selection, _ = facts.read_selection(store, {"area": "rayong-town", "vs": "2024-04-01"})
    (found,) = facts.plans_of_area(store, selection)
    assert (found.changes, found.years, found.purses) == (None, (), ())


def test_an_area_without_a_plan_is_said_to_have_none_in_the_system(store: Store) -> None:
    for lang in ("th", "en"):
        said = html(store, area="rayong-town", lang=lang)
        assert unbroken(t(lang, "plan.none_next")) in said
        assert f"area={AREA}" in said


@pytest.mark.parametrize("lang", ["th", "en"])
def test_money_that_nobody_told_is_hatched_and_nil_is_not(demo_store: Store, lang: str) -> None:
    said = html(demo_store, demo="1", lang=lang)
    rows = {row["code"]: row for row in facts.plan_projects(demo_store, demo_store.today()) if row["area"] == AREA}
    money = [row[column] for row in rows.values() for column in ("asked_baht", "granted_baht")]
    assert said.count('class="untold-cell"') == money.count(None)
    assert all(f'id="{code}"' in said for code in rows)


def test_names_of_120_letters_are_all_there_and_never_markup(store: Store) -> None:
    long = "<b>" + "ก" * 117
    project(store, "p-2", title=long, items=f"{FRAMEWORK}:10")
    said = html(store, area=AREA)
    assert said.count("&lt;b&gt;" + "ก" * 117) == 2
    assert "<b>ก" not in said
