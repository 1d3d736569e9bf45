"""Areas beside each other: counted by hand, asked for by the address, whatever that says."""

from collections.abc import Iterator
from datetime import date

import pytest

from ecodash import facts
from ecodash.facts.comparison import Side, comparison, months_between, year_before
from ecodash.language.text import t
from ecodash.language.unbroken import unbroken
from ecodash.store.store import Store
from ecodash.ui.compared_areas import choices, compared
from ecodash.ui.contents import content_of
from ecodash.ui.page import Page
from ecodash.ui.render import render
from survey import AREA, observe, surveyed_store

DAY = date(2025, 3, 15)
OTHER = "rayong-town"


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    """Item 1 of Ban Klang met from 1 March 2567; of Rayong item 1 met and item 2 lost within the last year."""
    store = surveyed_store(demo_today=DAY)
    for place, (item, result, day) in enumerate([("2", "met", "2024-01-05"), ("1", "met", "2024-08-01"),
                                                 ("2", "not_met", "2025-01-10")]):  # fmt: skip
        observe(store, f"2025-02-0{place + 1}T08:00:00", code=f"r-{place}", area=OTHER, item=item, result=result,
                effective_on=day)  # fmt: skip
    yield store
    store.close()


def page(store: Store, areas: str = "", own: dict[str, str] | None = None, **query: str) -> Page:
    selection, misread = facts.read_selection(store, query)
    assert misread == []
    return Page(store, selection, (), "areas", own={**(own or {}), **({"areas": areas} if areas else {})})


def side(store: Store, code: str, day: date = DAY) -> Side:
    selection, _ = facts.read_selection(store, {"as_of": day.isoformat()})
    (found,) = comparison(store, selection, (code,)).sides
    return found


def html(here: Page) -> str:
    content = content_of(here)
    return render(here, content.template, **content.values)


def test_now_and_a_year_ago_with_what_moved_since(store: Store) -> None:
    found = side(store, OTHER)
    assert found.before is not None
    assert (found.counts.met, found.before.met, found.gained, found.lost) == (1, 1, 1, 1)
    assert found.since == date(2024, 1, 5)
    # A year ago nothing was known of it: nothing is gained either.
    early = side(store, OTHER, date(2024, 9, 1))
    assert (early.counts.met, early.before) == (2, None)


def test_what_is_owed_and_late_is_that_of_every_other_screen(demo_store: Store) -> None:
    selection, _ = facts.read_selection(demo_store, {})
    for row in facts.areas(demo_store, demo_store.today()):
        (found,) = comparison(demo_store, selection, (row["code"],)).sides
        owed = facts.matters_in(demo_store, (row["code"],), selection.framework, selection.as_of)
        assert (found.owed, found.late) == (len(owed), sum(matter.is_late for matter in owed))


def test_items_that_do_not_stand_the_same_are_marked(store: Store) -> None:
    found = compared(page(store, f"{OTHER},{AREA}"))
    assert found is not None
    assert [one.side.area["code"] for one in found.sides] == [OTHER, AREA]
    assert [(line.states[0].item, line.differs) for line in found.told.lines] == [
        ("1", False), ("2", True), ("10", False),
    ]  # fmt: skip
    assert found.told.differing == 1


def test_all_lines_are_drawn_on_one_scale(store: Store) -> None:
    for axis in ("calendar", "elapsed"):
        found = compared(page(store, f"{AREA},{OTHER}", {"axis": axis}))
        assert found is not None
        spans = {(one.picture.axis.end - one.picture.axis.start).days for one in found.sides if one.picture}
        assert len(spans) == 1


def test_what_the_address_says_wrongly_is_said_and_the_rest_shown(demo_store: Store) -> None:
    codes = [row["code"] for row in facts.areas(demo_store, demo_store.today())]
    found = compared(page(demo_store, f"{codes[0]}, {codes[0]} ,<b>x,,{','.join(codes[1:])}"))
    assert found is not None
    assert (len(found.sides), found.unknown, found.left_out) == (5, ["<b>x"], len(codes) - 5)
    assert "&lt;b&gt;x" in html(page(demo_store, f"{codes[0]},<b>x"))
    # Nothing that is known leaves the list as it is.
    assert compared(page(demo_store, "nowhere")) is None
    assert "<h1" in html(page(demo_store, "nowhere"))


@pytest.mark.parametrize("lang", ["th", "en"])
def test_one_area_asks_for_another_and_one_never_surveyed_is_open(demo_store: Store, lang: str) -> None:
    alone = html(page(demo_store, AREA, lang=lang))
    assert unbroken(t(lang, "compare.one_more", area="")).strip() in alone or "<details" in alone
    said = html(page(demo_store, f"lampang-mae-moh,{AREA}", lang=lang))
    assert unbroken(t(lang, "compare.no_result")) in said
    assert unbroken(t(lang, "compare.never")) in said


def test_an_area_is_added_and_taken_away_by_its_link_up_to_five(demo_store: Store) -> None:
    codes = [row["code"] for row in facts.areas(demo_store, demo_store.today())]
    told = {row["code"]: (is_chosen, then) for row, is_chosen, then in choices(page(demo_store, ",".join(codes[:5])))}
    assert told[codes[0]] == (True, ",".join(codes[1:5]))
    assert told[codes[5]] == (False, "")
    assert {row["code"]: then for row, _, then in choices(page(demo_store))}[codes[5]] == codes[5]


def test_a_year_and_months_are_whole() -> None:
    assert year_before(date(2024, 2, 29)) == date(2023, 2, 28)
    assert [months_between(date(2024, 1, 31), day) for day in (date(2024, 2, 29), date(2024, 3, 31))] == [0, 2]


def test_one_area_alone_is_not_said_to_differ_in_nothing(store: Store) -> None:
    differ = unbroken(t("th", "compare.differing", count=0, total=3).split("0")[0])
    assert differ in html(page(store, f"{AREA},{OTHER}"))
    assert differ not in html(page(store, AREA))
