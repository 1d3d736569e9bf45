"""What an agency reports is its own and the officers' until it is accepted; readers learn only that a report waits."""

import io
import zipfile
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from ecodash import recording
from ecodash.access.roles import READER, Principal
from ecodash.documents.content import content
from ecodash.documents.making import make
from ecodash.domain.vocabulary import Means, Review
from ecodash.language.text import t
from ecodash.language.unbroken import unbroken
from ecodash.recording import Entry
from ecodash.store.store import Store
from ecodash.ui.static_pages import page_of, short_page, snapshot
from ecodash.web.api import routes
from forms import AGENCY, OTHER, SECRETARY, Open

PLACE = {"area": "a", "framework": "diw-eit-basic12", "item": "1"}
# Words and figures that stand nowhere else.
TOLD = ("ความลับของรายงาน", "หลักฐานลับ", "ความเห็นลับ", "61.37", "83.19")
DAY = date(2024, 3, 1)


@dataclass(frozen=True)
class Home:
    store: Store
    became: str


@pytest.fixture(params=["waits", "returned", "voided", "accepted_and_voided"])
def home(store: Store, request: pytest.FixtureRequest) -> Home:
    """A report of an agency about an item, and what became of it."""
    given = PLACE | {"agency": "tesaban", "assigned_on": date(2024, 2, 1), "task": "ทำ", "status": "open"}
    link = {"code": "l-1", "agency": "tesaban", "token_sha256": "0" * 64}
    recording.record(store, SECRETARY, [Entry("assignment", given), Entry("agency_link", link)])
    report = {
        "code": "r",
        "result": "met",
        "score": "61.37",
        "value": "83.19",
        "note": TOLD[0],
        "evidence": TOLD[1],
    }
    row: dict[str, Any] = PLACE | report | {"effective_on": DAY, "review": Review.REPORTED, "agency_link": "l-1"}
    sent = recording.record(store, AGENCY, [Entry("observation", row, seen=0)], Means.REPORT).change
    assert sent is not None
    if request.param in ("returned", "accepted_and_voided"):
        review = Review.RETURNED if request.param == "returned" else Review.ACCEPTED
        reviewed = [Entry("observation", row | {"review": review, "review_note": TOLD[2]})]
        change = recording.record(store, SECRETARY, reviewed, Means.REVIEW).change
        assert change is not None
        if request.param == "accepted_and_voided":
            recording.undo(store, SECRETARY, change.id)
    if request.param in ("voided", "accepted_and_voided"):
        recording.undo(store, SECRETARY, sent.id)
    return Home(store, request.param)


def leaks(text: str) -> set[str]:
    return {told for told in TOLD if told in text}


def screen(opened: Open, name: str, who: Principal, **query: str) -> str:
    at = opened(name, who, area="a", as_of="2024-03-31", **query)
    return "".join(element.proto.body for element in at.get("html"))


@pytest.mark.parametrize("who", [READER, AGENCY], ids=["reader", "agency"])
def test_no_screen_tells_it_to_readers(home: Home, opened: Open, who: Principal) -> None:
    item = screen(opened, "criteria", who, item="1")
    assert leaks(item) == set()
    assert (unbroken(t("th", "criteria.waiting", count=1)) in item) == (home.became == "waits")
    for name in ("overview", "areas", "briefing", "agencies", "meetings", "about"):
        assert leaks(screen(opened, name, who)) == set()
    for words in TOLD:
        found = screen(opened, "find", who, q=words)
        # What was searched for stands in the sentence about it and in the link to this very screen.
        for asked in (f'"{words}"', f"“{words}”", f"q={words}"):
            found = found.replace(asked, "")
        assert leaks(found) == set()


@pytest.mark.parametrize("who", [SECRETARY, OTHER], ids=["secretary", "officer"])
def test_officers_see_all_of_it(home: Home, opened: Open, who: Principal) -> None:
    item = screen(opened, "criteria", who, item="1")
    expected = {*TOLD} - (set() if home.became in ("returned", "accepted_and_voided") else {TOLD[2]})
    assert leaks(item) == expected


def test_no_address_answers_with_it(home: Home) -> None:
    with TestClient(Starlette(routes=routes)) as client:
        for name in ("areas", "items", "assignments", "activities", "resolutions", "meetings", "agencies"):
            for form in ("json", "csv"):
                assert leaks(client.get(f"/api/v1/{name}.{form}").text) == set()
        for name in ("status", "series", "changes"):
            asked = "?area=a&framework=diw-eit-basic12&from=2024-01-01&to=2024-03-31"
            answer = client.get(f"/api/v1/{name}.json{asked if name != 'status' else asked.split('&from')[0]}")
            assert answer.status_code == 200
            assert leaks(answer.text) == set()
        assert client.get("/api/v1/observations.json").status_code == 404


def test_no_document_carries_it(home: Home) -> None:
    page = page_of(home.store, {"area": "a", "as_of": "2024-03-31"}, "")
    # Every form of the brief is written from this.
    assert leaks(repr(content(home.store, page.selection, "a"))) == set()
    for name in ("brief.xlsx", "papers.docx"):
        files = zipfile.ZipFile(io.BytesIO(make(name, home.store, page.selection, "http://x").body))
        assert leaks("".join(files.read(part).decode("utf-8", "replace") for part in files.namelist())) == set()
    assert leaks(snapshot(page, "http://x")) == set()
    assert leaks(short_page(page, "http://x")) == set()


def test_accepted_it_is_told_to_everybody(store: Store, opened: Open) -> None:
    row = PLACE | {"code": "r", "result": "met", "note": TOLD[0], "effective_on": DAY, "agency_link": "l-1"}
    link = {"code": "l-1", "agency": "tesaban", "token_sha256": "0" * 64}
    entries = [Entry("agency_link", link), Entry("observation", row | {"review": Review.REPORTED})]
    recording.record(store, SECRETARY, entries)
    recording.record(store, SECRETARY, [Entry("observation", row | {"review": Review.ACCEPTED})], Means.REVIEW)
    assert leaks(screen(opened, "criteria", READER, item="1")) == {TOLD[0]}
