"""What is recorded half an hour before midnight in Thailand and half an hour after it: two days, everywhere."""

from collections.abc import Iterator
from datetime import date, datetime

import pytest

from ecodash import facts
from ecodash.access.officers import Officer
from ecodash.access.roles import Role
from ecodash.api import answers
from ecodash.api.query import read_question
from ecodash.commands.officers import _listed
from ecodash.documents import pdf
from ecodash.documents.content import book
from ecodash.store.store import Store
from ecodash.ui.contents import content_of, html_of
from ecodash.ui.static_pages import page_of, short_page, snapshot
from survey import AREA, observe, surveyed_store

EVE, DAY = date(2025, 7, 10), date(2025, 7, 11)
BEFORE, AFTER = datetime(2025, 7, 10, 16, 30), datetime(2025, 7, 10, 17, 30)


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    store = surveyed_store()
    observe(store, BEFORE.isoformat(), code="o-8", item="10", result="not_met", effective_on="2025-07-01")
    observe(store, AFTER.isoformat(), code="o-9", item="10", result="met", effective_on="2025-07-02")
    yield store
    store.close()


def test_the_item_says_both_days(store: Store) -> None:
    seen = page_of(store, {"item": "10", "as_of": "2025-08-01"}, "criteria")
    html = html_of(seen, content_of(seen))
    assert html.count("10\u00a0ก.ค.\u00a02568") == html.count("11\u00a0ก.ค.\u00a02568") == 1


@pytest.mark.parametrize(("day", "result"), [(EVE, "not_met"), (DAY, "met")])
def test_as_known_on_a_day_is_until_its_midnight_in_thailand(store: Store, day: date, result: str) -> None:
    query = {"area": AREA, "as_of": "2025-08-01", "known_at": day.isoformat()}
    told = {each["item"]: each["result"] for each in answers.status(store, *read_question(store, query))["items"]}
    assert told["10"] == result
    seen = page_of(store, query, "criteria")
    assert {s.item: s.result for s in content_of(seen).values["rows"][0][1]}["10"] == result
    for html in (short_page(page_of(store, query, "briefing"), ""), snapshot(page_of(store, query, ""), "")):
        assert seen.t("app.latest_recorded", day=f"{day.day} ก.ค. 2568") in html.replace("\u00a0", " ")
    selection, _ = facts.read_selection(store, query)
    shown = pdf.told(book(seen.store, selection), "http://x")
    assert f"{day.day} ก.ค. 2568" in str(shown).replace("\u00a0", " ").replace("\\xa0", " ")


def test_the_log_of_a_day_is_of_that_day_in_thailand(store: Store) -> None:
    told = {day: [row["recorded_at"] for row in facts.changes_about(store, 10, day=day)] for day in (EVE, DAY)}
    assert told == {EVE: [BEFORE], DAY: [AFTER]}


def test_an_officer_was_added_on_a_day_in_thailand() -> None:
    assert "11 ก.ค. 2568" in _listed([Officer("สมหญิง", Role.SECRETARY, None, AFTER, "som")], "th")
